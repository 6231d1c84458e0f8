"""Bilaga 4: the activities and uppdrag of KF, of nämnder and bolag, and of their units in numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from activities.enums import ActivityState
from activities.models import ActivityStatus
from organisation.models import Closure, Organisation
from periods.enums import SetBy
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, Row, chapter, columns, row, summed, table
from reports.canonical import clean
from reports.gathering.assignments import assignment_chapters, assignment_lines
from reports.gathering.bodies import Bodies
from reports.gathering.cells import day
from reports.paragraphs import Activities as Counts
from reports.paragraphs import activities
from reports.sentences import counted

_NOT_REPORTED = "Ej rapporterad"
_LISTED = (
    (SetBy.KF, "Kommunfullmäktiges aktiviteter"),
    (SetBy.COMMITTEE, "Nämndernas och bolagens aktiviteter"),
)
_LINE = columns(
    (ColumnKind.NAME, "Aktivitet"),
    (ColumnKind.TEXT, "Ansvarig"),
    (ColumnKind.CODE, "Mål"),
    (ColumnKind.DAY, "Start"),
    (ColumnKind.DAY, "Slut"),
    (ColumnKind.DAY, "Nytt slut"),
    (ColumnKind.TEXT, "Läge"),
)
_COUNTS = (
    "Genomförda", "Pågår", "Ej påbörjade", "Avbrutna", "Ej rapporterade", "Summa", "Varav försenade",
)  # fmt: skip


def activity_chapters(city: Organisation, period: Period, bodies: Bodies) -> list[Chapter]:
    """All counted by nämnd and bolag; KF's and the nämnder's listed; then the uppdrag. Four queries."""
    found = ActivityStatus.objects.filter(period=period).select_related(
        "activity__goal", "organisation"
    )
    statuses = list(
        found.order_by("organisation__name_sort", "activity__end_on", "activity__title", "pk")
    )
    return [
        _brief(statuses, city, period, bodies),
        *(_listed(level, title, statuses, period) for level, title in _LISTED),
        *assignment_chapters(assignment_lines(period)),
    ]


def _count(statuses: Iterable[ActivityStatus], period: Period) -> Counts:
    """The statuses by state; late is counted to the period's last day."""
    found = list(statuses)
    states = [status.state for status in found]
    return Counts(
        done=states.count(ActivityState.DONE),
        ongoing=states.count(ActivityState.ONGOING),
        not_started=states.count(ActivityState.NOT_STARTED),
        cancelled=states.count(ActivityState.CANCELLED),
        unreported=states.count(""),
        late=sum(status.is_late(period.last_day) for status in found),
    )


def _brief(
    statuses: Sequence[ActivityStatus], city: Organisation, period: Period, bodies: Bodies
) -> Chapter:
    """One row for each nämnd and bolag, its units' activities with its own."""
    body_of = _bodies_of(period, bodies)
    by_body: dict[int, list[ActivityStatus]] = defaultdict(list)
    for status in statuses:
        by_body[body_of.get(status.organisation_id, city.pk)].append(status)
    rows = [
        row(place.name, *_numbers(_count(by_body[place.pk], period)))
        for place in (city, *bodies.all)
        if by_body[place.pk]
    ]
    heads = columns(
        (ColumnKind.NAME, "Nämnd eller bolag"), *((ColumnKind.COUNT, word) for word in _COUNTS)
    )
    words = activities(_count(statuses, period)) or "Inga aktiviteter rapporteras för perioden."
    return chapter(
        1,
        "i-korthet",
        "I korthet",
        [words],
        [
            summed(
                "I korthet", "Aktiviteter per nämnd och bolag, enheternas medräknade", heads, rows
            )
        ],
    )


def _numbers(counts: Counts) -> tuple[int, ...]:
    """The five states, their sum, and the late ones among them."""
    return (
        counts.done,
        counts.ongoing,
        counts.not_started,
        counts.cancelled,
        counts.unreported,
        counts.total,
        counts.late,
    )


def _listed(level: str, title: str, statuses: Sequence[ActivityStatus], period: Period) -> Chapter:
    """The activities that one level has set, by who answers for them."""
    found = [status for status in statuses if status.activity.level == level]
    words = activities(_count(found, period)) or "Inga."
    owners = counted(len({one.organisation_id for one in found}), "ansvarig", "ansvariga")
    return chapter(
        1,
        f"niva-{level}",
        title,
        [words],
        [table("Aktiviteter", f"{title}, {owners}", _LINE, (_line(one, period) for one in found))],
    )


def _line(status: ActivityStatus, period: Period) -> Row:
    """One activity and how it stood."""
    activity = status.activity
    late = ", försenad" if status.is_late(period.last_day) else ""
    state = status.get_state_display().capitalize() if status.state else _NOT_REPORTED
    return row(
        activity.title,
        status.organisation.name,
        activity.goal.code if activity.goal else "",
        day(activity.start_on),
        day(activity.end_on),
        day(status.new_end_on),
        f"{state}{late}",
        note=f"Avvikelse: {clean(status.deviation)}" if status.deviation else "",
    )


def _bodies_of(period: Period, bodies: Bodies) -> dict[int, int]:
    """The nearest nämnd or bolag at or above each organisation in the period's tree."""
    pairs = Closure.objects.filter(period=period, ancestor__in=[body.pk for body in bodies.all])
    return dict(pairs.order_by("-depth").values_list("descendant_id", "ancestor_id"))
