"""The documents that the first nämnd has decided in the demo year, and what its units have begun to write."""

from collections.abc import Iterable
from datetime import date

from ils.demo.calendar import THIS_YEAR
from ils.demo.economy import make_budget
from ils.demo.scene import WORDS, Scene
from organisation.models import Organisation, User
from periods.models import Period
from reports.commands import decide, propose, write_section
from reports.gathering.frame import Decision

_PLAN_OF = "jarva"
_PLAN_DECIDED = Decision(date(THIS_YEAR - 1, 12, 18), "14", f"JÄR {THIS_YEAR - 1}/335")
_T1_DECIDED = Decision(date(THIS_YEAR, 5, 21), "9", f"JÄR {THIS_YEAR}/187")
# The demo has no address of its own: whoever reads the plan finds the page under Rapporter.
_VERIFY_AT = "/rapporter/version/"


def budget_plan(scene: Scene) -> None:
    """Write the first nämnd's budget, before its plan is handed in."""
    committee, period = scene.city[_PLAN_OF], scene.calendar[THIS_YEAR, "vp"]
    author = scene.people.author(committee.code)
    make_budget(period=period, organisation=committee, by=author.pk, dice=scene.dice)


def decide_plan(scene: Scene) -> None:
    """Let the first nämnd have decided its plan; its units' plans have been accepted."""
    _decide(scene, scene.calendar[THIS_YEAR, "vp"], WORDS["plan"], _PLAN_DECIDED)


def decide_t1(scene: Scene) -> None:
    """Let the first nämnd have decided its T1, so that T2 has something to draw on and to differ from."""
    _decide(scene, scene.calendar[THIS_YEAR, "t1"], WORDS["tertial_1"], _T1_DECIDED)


def begin_documents(scene: Scene, period: Period, units: Iterable[Organisation]) -> None:
    """Let the first units of the first nämnd have written their summaries, for the nämnd to draw in."""
    own = [unit for unit in units if unit.code in {u.code for u in scene.city.units_of(_PLAN_OF)}]
    for unit, text in zip(own, WORDS["unit_summaries"], strict=False):
        _write(unit, period, {"sammanfattning": text}, scene.people.author(unit.code))


def _decide(scene: Scene, period: Period, texts: dict[str, str], decision: Decision) -> None:
    """Write, propose and decide, as people do it."""
    committee = scene.city[_PLAN_OF]
    author = scene.people.author(committee.code)
    _write(committee, period, texts, author)
    proposal = propose(organisation=committee, period=period, by=author, verify_at=_VERIFY_AT)
    decide(
        organisation=committee, period=period, decision=decision, seen=proposal.number, by=author,
        verify_at=_VERIFY_AT,
    )  # fmt: skip


def _write(organisation: Organisation, period: Period, texts: dict[str, str], by: User) -> None:
    """Write parts of a document, and mark them ready."""
    for key, text in texts.items():
        write_section(
            organisation=organisation, period=period, key=key, version=0, text=text, is_ready=True,
            by=by,
        )  # fmt: skip
