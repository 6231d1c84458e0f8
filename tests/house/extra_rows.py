"""The rows that the world has none of: one function a model."""

from datetime import UTC, date, datetime
from typing import Any

from economy.models import ColumnMapping, EconomyFile
from goals.models import (
    Assessment,
    Comment,
    Dialogue,
    RuleProposal,
    TargetComment,
    TurnedLight,
)
from indicators.models import CorrectiveAction, SeriesBreak
from jobs.models import Job
from lists.models import OrderedFile, SavedView
from organisation.models import Succession
from periods.models import LockException, OwnDates, Remark, Return
from reports.models import (
    Chapter,
    Correction,
    Document,
    OrderedChapter,
    Report,
    Section,
    SectionDraft,
    Snapshot,
    TemplateSection,
)
from rounds.models import Import, ImportRow, MeasureColumn
from tests.world import World

MOMENT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def report(world: World) -> Report:
    return Report.objects.get_or_create(
        organisation=world.committee, period=world.t2, kind="committee_report"
    )[0]


def snapshot(world: World, **values: Any) -> Snapshot:
    values = {"stage": "proposal", "number": 1, "sha256": "0" * 64, **values}
    return Snapshot.objects.create(
        report=report(world),
        canonical="{}",
        created_at=MOMENT,
        created_by=world.controller,
        **values,
    )


def decided(world: World) -> Snapshot:
    return snapshot(
        world, stage="decided", decided_on=date(2026, 9, 1), paragraph="12", case_number="1"
    )


def document(world: World) -> Document:
    return Document.objects.create(
        snapshot=snapshot(world), format="pdf", content=b"", sha256="", size=0, created_at=MOMENT
    )


def ordered_chapter(world: World) -> OrderedChapter:
    chapter = Chapter.objects.create(key="0" * 64, used_at=MOMENT)
    return OrderedChapter.objects.create(job=job(world), chapter=chapter, position=0)


def section(world: World) -> Section:
    return Section.objects.create(report=report(world), key="sammanfattning", title="S", order=1)


def correction(world: World, *, is_ended: bool = False, **values: Any) -> Correction:
    values = {"reason": "Fel siffra.", **values}
    copy = decided(world)
    return Correction.objects.create(
        report=copy.report,
        snapshot=copy if is_ended else None,
        kind="correction",
        opened_at=MOMENT,
        opened_by=world.controller,
        **values,
    )


def section_draft(world: World) -> SectionDraft:
    return SectionDraft.objects.create(
        report=report(world),
        user=world.controller,
        key="x",
        version=0,
        begun_at=MOMENT,
        saved_at=MOMENT,
    )


def template_part(world: World, **values: Any) -> TemplateSection:
    return TemplateSection.objects.create(
        year=world.year, key="x", title="X", order=1, periods=["plan"], audiences=["unit"], **values
    )


def assessment(world: World, **values: Any) -> Assessment:
    values = {"light": "yellow", "seen": "green", **values}
    return Assessment.objects.create(
        goal=world.committee_goal,
        organisation=world.committee,
        period=world.t2,
        assessed_by=world.controller,
        rules=world.year.rules,
        **values,
    )


def rule_proposal(world: World) -> RuleProposal:
    return RuleProposal.objects.create(
        from_year=world.year,
        decided_by="kommunstyrelsen",
        decided_on=date(2026, 9, 1),
        reason="för generöst",
        proposed_by=world.slk,
    )


def turned_light(world: World) -> TurnedLight:
    return TurnedLight.objects.create(
        proposal=rule_proposal(world),
        period=world.t2,
        organisation=world.unit,
        goal=world.commitment,
        level="unit",
        before="yellow",
        after="red",
    )


def job(world: World, **values: Any) -> Job:
    return Job.objects.create(kind="reports.tasks.render_snapshot", subject=1, **values)


def succession(world: World, **values: Any) -> Succession:
    values = {"predecessor": world.second_unit, "successor": world.unit, **values}
    return Succession.objects.create(on=date(2026, 7, 1), **values)


def series_break(world: World) -> SeriesBreak:
    return SeriesBreak.objects.create(indicator=world.share.indicator, year=2025, reason="ny")


def exception(world: World, **values: Any) -> LockException:
    return LockException.objects.create(
        period=world.t1, organisation=world.unit, until=MOMENT, **values
    )


def own_dates(world: World, **values: Any) -> OwnDates:
    return OwnDates.objects.create(organisation=world.committee, period=world.t2, **values)


def batch(world: World, **values: Any) -> Import:
    return Import.objects.create(
        organisation=world.unit, period=world.t2, file_name="a.csv", size=1, sha256="0" * 64,
        made_by=world.unit_manager, **values,
    )  # fmt: skip


def column_mapping(world: World) -> ColumnMapping:
    """Which heading is which in the economy system's files."""
    return ColumnMapping.objects.create(
        headings="Nämnd;Område;Budget", columns={}, scale="thousands"
    )


def economy_file(world: World, **values: Any) -> EconomyFile:
    return EconomyFile.objects.create(
        period=world.t2, file_name="ekonomi.csv", sha256="0" * 64, made_by=world.slk, **values
    )


def import_row(world: World, **values: Any) -> ImportRow:
    values = {"state": "unchanged", "number": 2, **values}
    return ImportRow.objects.create(batch=batch(world), **values)


def measure_column(world: World) -> MeasureColumn:
    """What another system calls an outcome."""
    return MeasureColumn.objects.create(code="UTFALL", kind="outcome")


def action(world: World) -> CorrectiveAction:
    """What the unit does about its forecast."""
    measurement = world.measurement()
    return CorrectiveAction.objects.create(
        measurement=measurement,
        organisation=measurement.organisation,
        period=measurement.period,
        cause="Sjukfrånvaro",
    )


def sent_back(world: World, **values: Any) -> Return:
    values = {"text": "Kontrollera", **values}
    return Return.objects.create(
        submission=world.submission(),
        reason="value",
        returned_at=MOMENT,
        returned_by=world.controller,
        **values,
    )


def remark(world: World, **values: Any) -> Remark:
    values = {"text": "Kontrollera", "goal": world.commitment, **values}
    return Remark.objects.create(sent_back=sent_back(world), **values)


# ---- the cases


def saved_view(w: World) -> SavedView:
    """A view of a list that the controller has saved."""
    return SavedView.objects.create(user=w.controller, page="goals:city", name="Utkast")


def ordered_file(w: World) -> OrderedFile:
    """A file of a list that a worker is to make."""
    return OrderedFile.objects.create(user=w.controller, address="/", kind="csv")


def dialogue(w: World) -> Dialogue:
    """The nämnd's controller asks the unit about a value."""
    return Dialogue.objects.create(
        organisation=w.unit,
        period=w.t2,
        indicator=w.share.indicator,
        awaits="reporter",
        opened_by=w.controller,
        opened_at=MOMENT,
    )


def target_comment(w: World) -> TargetComment:
    """What SLK says of the nämnd's own target."""
    return TargetComment.objects.create(
        goal_indicator=w.share, organisation=w.committee, text="Bra."
    )


def comment(w: World) -> Comment:
    """What the controller asks."""
    return Comment.objects.create(
        dialogue=dialogue(w), author=w.controller, written_at=MOMENT, text="Stämmer talet?"
    )
