"""The papers of the world: a nämnd's report with a frozen proposal, and the city's appendix."""

from dataclasses import dataclass

from goals.commands import assess
from jobs.models import Job
from reports.commands import make_appendix, order_pdf, propose, store_document, write_section
from reports.models import Snapshot
from reports.outline import SECTIONS
from tests.world import World

ADDRESS = "http://testserver/rapporter/version/"


@dataclass(frozen=True)
class Papers:
    """Frozen copies and a job: the nämnd's proposal has its file, the appendix waits for it."""

    section_key: str
    proposal: Snapshot
    appendix: Snapshot
    job: Job


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
    key = SECTIONS[0].key
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
    return Papers(section_key=key, proposal=proposal, appendix=appendix, job=job)
