"""The papers of the world: a nämnd's report with a frozen proposal, and the city's appendix."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from economy.commands import bring_file
from economy.models import EconomyFile
from goals.commands import assess, propose_rules
from goals.models import RuleProposal, TurnedLight
from goals.tasks import preview_rules
from jobs.enums import JobKind
from jobs.models import Job
from lists.commands import save_view
from lists.models import OrderedFile, SavedView
from organisation.models import Membership
from reports.commands import make_appendix, order_pdf, propose, store_document, write_section
from reports.models import Snapshot
from rounds.importing.reading import bring
from rounds.models import Import
from tests.factories import YearFactory
from tests.world import World

ADDRESS = "http://testserver/rapporter/version/"


@dataclass(frozen=True)
class Papers:
    """Frozen copies, a job, a substitution, two files, proposed rules, a saved view and a list's file.

    The nämnd's proposal has its file, the appendix waits for it. The substitution is over.
    The proposal of rules has been tried, and would turn some lights.
    """

    section_key: str
    proposal: Snapshot
    appendix: Snapshot
    job: Job
    substitution: Membership
    batch: Import
    economy: EconomyFile
    rules: RuleProposal
    view: SavedView
    file: OrderedFile


def make_papers(world: World) -> Papers:
    """Judge a goal, write a section, freeze the nämnd's proposal and the city's appendix."""
    assess(
        goal=world.committee_goal,
        organisation=world.committee,
        period=world.t2,
        light="green",
        rationale="Enheterna är på god väg.",
        decided_by="förvaltningschefen",
        version=None,
        by=world.controller,
    )
    key = "sammanfattning"
    write_section(
        organisation=world.committee,
        period=world.t2,
        key=key,
        version=0,
        text="Året går som planerat.",
        is_ready=True,
        by=world.controller,
    )
    proposal = propose(
        organisation=world.committee, period=world.t2, by=world.controller, verify_at=ADDRESS
    )
    store_document(snapshot=proposal, content=b"%PDF-1.7 ett prov", pages=1)
    appendix, _ = make_appendix(period=world.t2, by=world.slk, verify_at=ADDRESS)
    job = order_pdf(snapshot=proposal, by=world.controller)
    return Papers(
        section_key=key,
        proposal=proposal,
        appendix=appendix,
        job=job,
        substitution=make_substitution(world),
        batch=_bring(world),
        economy=_bring_economy(world),
        rules=propose_limits(world),
        view=save_view(page="goals:city", name="Utkast", query="lage=draft", by=world.controller),
        file=OrderedFile.objects.create(
            user=world.controller,
            address="/",
            kind="csv",
            name="lista",
            content=b"Enhet",
            made_at=timezone.now(),
        ),
    )


def make_substitution(world: World) -> Membership:
    """Let the head of the department have been the unit manager's substitute in August."""
    return Membership.objects.create(
        user=world.department_head,
        organisation=world.unit,
        role="unit_manager",
        valid_from=date(2026, 8, 1),
        until=date(2026, 8, 10),
        delegated_by=world.unit_manager,
    )


def _bring(world: World) -> Import:
    """Let the unit manager bring a file: a new value and a faulty one for each indicator."""
    lines = [
        f"{world.unit.code};{link.indicator.code};{kind};{value}"
        for link in world.links
        for kind, value in (("utfall", "81"), ("helårsprognos", "fel"))
    ]
    return bring(
        organisation=world.unit,
        period=world.t2,
        name="varden.csv",
        content="\n".join(["organisation;indikator;slag;värde", *lines]).encode(),
        by=world.unit_manager,
    )


def _bring_economy(world: World) -> EconomyFile:
    """Let SLK bring the economy: a changed line, new ones and a faulty one for each body."""
    bodies = (world.committee, world.company)
    lines = [
        f"{body.code};{area};{budget};90"
        for body in bodies
        for area, budget in (("Område 1", "101"), ("Annat", "50"), ("Fel", "mycket"))
    ]
    heading = "Organisation;Verksamhetsområde;Budget;Prognos"
    return bring_file(
        period=world.t2,
        name="ekonomi.csv",
        content="\n".join([heading, *lines]).encode(),
        by=world.slk,
    )


def propose_limits(world: World) -> RuleProposal:
    """SLK has proposed a lower tolerance from 2027, and it has been tried: every unit has a turned light."""
    year = YearFactory(number=2027, rules=world.year.rules)
    names = ("tolerance_percent", "goal_green", "goal_red", "below_green", "coverage")
    limits = {name: getattr(world.year.rules, name) for name in names}
    proposal = propose_rules(
        limits=limits | {"tolerance_percent": Decimal(2)},
        from_year=year,
        decided_by="kommunstyrelsen",
        decided_on=date(2026, 11, 1),
        reason="Fem procent är för generöst.",
        by=world.slk,
    )
    preview_rules(Job.objects.get(subject=proposal.pk, kind=JobKind.RULE_PREVIEW).pk)
    TurnedLight.objects.bulk_create(
        TurnedLight(
            proposal=proposal, period=world.t2, organisation=unit, level="unit",
            goal=world.area_goal, goal_indicator=world.share, part="total", standing="applies",
            before="yellow", after="red", reason="79,0 % är under 82,0 %.",
        )
        for unit in world.tree.units
    )  # fmt: skip
    proposal.refresh_from_db()
    return proposal
