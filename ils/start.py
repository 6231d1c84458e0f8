"""What the start page shows: for each of the user's roles how far it has come, and what is next."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import reverse
from django.utils import timezone

from goals.queries.answers import answers_of
from goals.queries.city import city_tree
from goals.queries.tree import Node, organisation_url
from lights import Counts
from organisation.enums import COMPANY_KINDS, DECIDING_KINDS, Kind, Role
from organisation.models import Organisation, User
from organisation.queries import grants_of
from periods.enums import SubmissionState
from periods.models import Period, Submission
from reports.enums import ReportState
from reports.queries import bodies_of
from rounds.queries.missing import Checklist, checklists
from rounds.queries.review import Summary, reviewed_level, summary
from rounds.queries.submissions import open_submissions
from rounds.words import due_words

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Action:
    """Where a button leads, and its words."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps of a round, as the component `steps` takes it."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class OwnRound:
    """An organisation that the user reports for."""

    submission: Submission
    checklist: Checklist
    due: str
    url: str
    goals_url: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """What the user reports now."""

    template: ClassVar[str] = "start/reporting.html"
    period: Period
    rounds: list[OwnRound]
    action: Action


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


@dataclass(frozen=True, slots=True)
class Decision:
    """A report that the user decides, or waits to decide."""

    template: ClassVar[str] = "start/decision.html"
    organisation: Organisation
    period: Period
    report: str
    is_waiting: bool
    is_decided: bool
    action: Action
    whose: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nämnd or bolag whose data waits for review."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class CityRound:
    """How far all nämnder and bolag have come."""

    template: ClassVar[str] = "start/city_round.html"
    period: Period
    total: int
    accepted: int
    submitted: int
    not_in: int
    decided: int
    waiting: list[Waiting]
    action: Action
    due_on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """KF's goals at the top, and where to read on."""

    template: ClassVar[str] = "start/reading.html"
    period: Period
    tops: list[Node]
    links: list[Action]


@dataclass(frozen=True, slots=True)
class Administration:
    """Where an administrator works."""

    template: ClassVar[str] = "start/administration.html"
    links: list[Action]


Block = Reporting | Committee | Decision | CityRound | Reading | Administration


def blocks_of(user: User, city: Organisation, period: Period | None) -> list[Block]:
    """The blocks of the user's roles, what is to be done before what is to be read."""
    grants = grants_of(user)
    roles = {grant.role for grant in grants}
    found: list[Block] = []
    if period is not None:
        at = Organisation.objects.in_bulk([grant.organisation_id for grant in grants])
        places = [(grant.role, at[grant.organisation_id]) for grant in grants]
        found += _rounds(user, period)
        found += [_committee(o, period, user) for role, o in places if role is Role.CONTROLLER]
        found += _decisions(places, period)
        if Role.CITY_OFFICER in roles:
            found.append(_city_round(city, period))
        if roles & {Role.CITY_OFFICER, Role.READER, Role.ADMINISTRATOR}:
            found.append(_reading(city, period))
    if Role.ADMINISTRATOR in roles:
        found.append(_administration())
    return found


def _rounds(user: User, period: Period) -> list[Reporting]:
    """What is reported by units, departments and bolag; a nämnd has a block of its own."""
    own_block = {Kind.COMMITTEE, Kind.DISTRICT_COMMITTEE, Kind.CITY}
    mine = open_submissions(user).filter(period=period).exclude(organisation__kind__in=own_block)
    found = checklists(mine)
    if not found:
        return []
    today = timezone.localdate()
    rounds = [
        OwnRound(
            submission=one.submission,
            checklist=one,
            due=due_words(one.submission, today),
            url=reverse("rounds:entry", args=[period.slug, one.submission.organisation.code]),
            goals_url=organisation_url(one.submission.organisation.code, period),
        )
        for one in found
    ]
    open_ones = [one for one in rounds if one.submission.is_editable]
    label = "Öppna Att göra" if open_ones else "Se det som är inlämnat"
    return [Reporting(period, rounds, Action(label, reverse("rounds:todo")))]


def _committee(organisation: Organisation, period: Period, user: User) -> Committee:
    """How far a nämnd has come."""
    level = reviewed_level(user, organisation)
    assert level is not None, "a controller reviews units"
    units = summary(organisation, period, level)
    judged = answers_of(organisation, period)
    body = bodies_of(period).filter(pk=organisation.pk).first()
    state = getattr(body, "submission_state", None) or ""
    report = getattr(body, "report_state", None) or ReportState.NOT_STARTED
    done = _done(units, judged, state, report)
    current = next((place for place, is_done in enumerate(done) if not is_done), len(done))
    return Committee(
        organisation=organisation,
        period=period,
        summary=units,
        judged=judged,
        report=ReportState(report).label,
        steps=[
            Step(label, is_done, place == current)
            for place, (label, is_done) in enumerate(zip(_STEPS, done, strict=True))
        ],
        action=_next(organisation, period, units, judged, current),
        due_on=period.committee_due_on,
    )


_STEPS = (
    "Enheterna lämnar in",
    "Enheterna granskas",
    "Målen bedöms",
    "Nämnden lämnar in",
    "Förslag till rapport",
    "Beslut",
)


def _done(units: Summary, judged: Counts, state: str, report: str) -> list[bool]:
    """Which of the steps are done."""
    handed_in = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)
    return [
        units.draft == 0 and units.returned == 0,
        units.accepted == units.total,
        judged.missing == 0 and judged.known > 0,
        state in handed_in,
        report in (ReportState.PROPOSAL, ReportState.DECIDED),
        report == ReportState.DECIDED,
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


def _decisions(places: list[tuple[Role, Organisation]], period: Period) -> list[Decision]:
    """The reports of the nämnder and bolag where the user records the decision."""
    deciders = (Role.APPROVER, Role.COMPANY_REPORTER)
    ids = [o.pk for role, o in places if role in deciders and o.kind in DECIDING_KINDS]
    if not ids:
        return []
    return [
        _decision(body, str(body.report_state), period)
        for body in bodies_of(period).filter(pk__in=ids)
    ]


def _decision(body: Organisation, state: str, period: Period) -> Decision:
    """One report to decide."""
    place = [period.slug, body.code]
    whose = "bolagsstyrelsens" if body.kind in COMPANY_KINDS else "nämndens"
    waits = state == ReportState.PROPOSAL
    name = "reports:decide" if waits else "reports:report"
    return Decision(
        organisation=body,
        period=period,
        report=ReportState(state).label,
        is_waiting=waits,
        is_decided=state == ReportState.DECIDED,
        action=Action(
            f"Registrera {whose} beslut" if waits else "Öppna rapporten", reverse(name, args=place)
        ),
        whose=whose,
        due_on=period.committee_due_on,
    )


def _city_round(city: Organisation, period: Period) -> CityRound:
    """How far all nämnder and bolag have come."""
    bodies = list(bodies_of(period))
    states = Counter(body.submission_state for body in bodies)
    waiting = [
        Waiting(body.name, reverse("rounds:review_submission", args=[period.slug, body.code]))
        for body in bodies
        if body.submission_state == SubmissionState.SUBMITTED
    ]
    review = reverse("rounds:review", args=[period.slug, city.code])
    reports = reverse("reports:city", args=[period.slug])
    submitted = len(waiting)
    accepted = states[SubmissionState.ACCEPTED]
    return CityRound(
        period=period,
        total=len(bodies),
        accepted=accepted,
        submitted=submitted,
        not_in=len(bodies) - accepted - submitted,
        decided=sum(b.report_state == ReportState.DECIDED for b in bodies),
        waiting=waiting[:_SHOWN],
        action=Action(f"Granska {submitted} nämnder och bolag", review)
        if submitted
        else Action("Följ rapporterna", reports),
        due_on=period.city_due_on,
    )


def _reading(city: Organisation, period: Period) -> Reading:
    """KF's goals at the top of the chain, and links to what there is to read."""
    return Reading(
        period=period,
        tops=city_tree(city, period),
        links=[
            Action("Stadens mål och alla nämnder", reverse("goals:city", args=[period.slug])),
            Action("Rapporter", reverse("reports:city", args=[period.slug])),
            Action("Nyckeltal", reverse("indicators:key_figures")),
        ],
    )


def _administration() -> Administration:
    """Links to the administration site."""
    admin = reverse("admin:index")
    return Administration(
        links=[
            Action("Organisation och konton", f"{admin}organisation/"),
            Action("Perioder och låsning", f"{admin}periods/"),
            Action("Hela administrationen", admin),
        ]
    )
