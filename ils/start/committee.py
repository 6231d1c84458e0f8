"""A nämnd's round, seen by its controller: how far it has come and what is next."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from goals.queries.answers import answers_of
from ils.start.action import Action
from ils.start.late import late_of
from lights import Counts
from organisation.models import Organisation, User
from periods.enums import SubmissionState
from periods.models import Period
from periods.queries import own_dates_of, units_due_on
from reports.enums import ReportState, Stage
from reports.queries import bodies_of, report_words
from rounds.queries.review import Summary, reviewed_level, summary

_STEPS = (
    "Enheterna lämnar in",
    "Enheterna granskas",
    "Målen bedöms",
    "Nämnden lämnar in",
    "Förslag till rapport",
    "Beslut",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps of a round, as the component `steps` takes it."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Committee:
    """A nämnd's round, seen by its controller."""

    template: ClassVar[str] = "start/committee.html"
    organisation: Organisation
    period: Period
    summary: Summary
    judged: Counts
    report: str
    steps: list[Step]
    action: Action
    due_on: date
    units_due_on: date
    meeting_on: date | None
    late: Action | None

    @property
    def handed_in(self) -> int:
        """How many units have handed in."""
        return self.summary.waiting + self.summary.accepted

    @property
    def not_in(self) -> int:
        """How many units have not."""
        return self.summary.draft + self.summary.returned

    @property
    def of_units(self) -> str:
        """Of how many, in words."""
        return f"av {self.summary.total} enheter har lämnat in"


def committee_of(organisation: Organisation, period: Period, user: User) -> Committee:
    """How far a nämnd has come."""
    level = reviewed_level(user, organisation)
    assert level is not None, "a controller reviews units"
    units = summary(organisation, period, level)
    own = own_dates_of(organisation, period)
    judged = answers_of(organisation, period)
    body = bodies_of(period).filter(pk=organisation.pk).first()
    state = getattr(body, "submission_state", None) or ""
    done = _done(units, judged, state, body)
    current = next((place for place, is_done in enumerate(done) if not is_done), len(done))
    return Committee(
        organisation=organisation,
        period=period,
        summary=units,
        judged=judged,
        report=report_words(body) if body else ReportState.NOT_STARTED.label,
        steps=[
            Step(label, is_done, place == current)
            for place, (label, is_done) in enumerate(zip(_STEPS, done, strict=True))
        ],
        action=_next(organisation, period, units, judged, current),
        due_on=period.committee_due_on,
        units_due_on=units_due_on(period, own),
        meeting_on=own.meeting_on if own else None,
        late=late_of(organisation, period),
    )


def _done(units: Summary, judged: Counts, state: str, body: Any) -> list[bool]:
    """Which of the steps are done; a decided report that is to have a new version is not."""
    is_decided = bool(body) and body.report_state == ReportState.DECIDED and not body.correction
    handed_in = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)
    return [
        units.draft == 0 and units.returned == 0,
        units.accepted == units.total,
        judged.missing == 0 and judged.known > 0,
        state in handed_in,
        is_decided or (bool(body) and body.latest_stage == Stage.PROPOSAL),
        is_decided,
    ]


def _next(
    organisation: Organisation, period: Period, units: Summary, judged: Counts, current: int
) -> Action:
    """The one thing to go on with: what waits for the nämnd's office goes first."""
    place = [period.slug, organisation.code]
    review, report = reverse("rounds:review", args=place), reverse("reports:report", args=place)
    if units.waiting:
        label = f"Granska {units.waiting} {'enhet' if units.waiting == 1 else 'enheter'}"
        return Action(label, f"{review}?lage={SubmissionState.SUBMITTED}")
    steps = [
        Action("Se vilka enheter som återstår", review),
        Action("Granska enheterna", review),
        Action(f"Bedöm {judged.missing} mål", reverse("goals:organisation", args=place)),
        Action("Lämna in nämndens uppgifter", reverse("rounds:submit", args=place)),
        Action("Skriv rapporten", report),
        Action("Öppna förslaget", report),
        Action("Öppna den beslutade rapporten", report),
    ]
    return steps[current]
