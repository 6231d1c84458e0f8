"""One verksamhetsplan of the demo year, written, proposed and decided as people do it."""

from datetime import date

from ils.demo.calendar import THIS_YEAR
from ils.demo.economy import make_budget
from ils.demo.scene import WORDS, Scene
from reports.commands import decide, propose, write_section
from reports.gathering.frame import Decision

_PLAN_OF = "jarva"
_DECIDED_ON = date(THIS_YEAR - 1, 12, 18)
_PARAGRAPH = "14"
# The demo has no address of its own: whoever reads the plan finds the page under Rapporter.
_VERIFY_AT = "/rapporter/version/"


def budget_plan(scene: Scene) -> None:
    """Write the first nämnd's budget, before its plan is handed in."""
    committee, period = scene.city[_PLAN_OF], scene.calendar[THIS_YEAR, "vp"]
    author = scene.people.author(committee.code)
    make_budget(period=period, organisation=committee, by=author.pk, dice=scene.dice)


def decide_plan(scene: Scene) -> None:
    """Let the first nämnd have decided its plan; its units' plans have been accepted."""
    committee, period = scene.city[_PLAN_OF], scene.calendar[THIS_YEAR, "vp"]
    author = scene.people.author(committee.code)
    for key, text in WORDS["plan"].items():
        write_section(
            organisation=committee, period=period, key=key, version=0, text=text, is_ready=True,
            by=author,
        )  # fmt: skip
    proposal = propose(organisation=committee, period=period, by=author, verify_at=_VERIFY_AT)
    decision = Decision(_DECIDED_ON, _PARAGRAPH, f"JÄR {THIS_YEAR - 1}/335")
    decide(
        organisation=committee, period=period, decision=decision, seen=proposal.number, by=author,
        verify_at=_VERIFY_AT,
    )  # fmt: skip
