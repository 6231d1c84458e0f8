"""Bilaga 3: what has changed since the plan: årsmål, indicators, and who answers for them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from indicators.enums import LIGHT_CHOICES, Part, Standing
from indicators.models import Target, Verdict
from lights import Light
from organisation.models import Organisation
from periods.enums import SetBy
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, Row, Table, chapter, columns, row, summed, table
from reports.canonical import clean
from reports.gathering.bodies import Bodies
from reports.gathering.cells import day
from reports.gathering.changed_plan import changed_indicators, changed_responsible
from reports.gathering.changes import window_of
from reports.sentences import counted, shares

_LEVELS = (SetBy.KF, SetBy.COMMITTEE)
_LIGHTS = dict(LIGHT_CHOICES)


def change_chapters(city: Organisation, period: Period, bodies: Bodies) -> list[Chapter]:
    """Årsmål with their decisions, then indicators, then those who answer."""
    window = window_of(period)
    return [
        _targets(period),
        changed_indicators(period, window),
        changed_responsible(period, window),
    ]


def _targets(period: Period) -> Chapter:
    """The årsmål that replaced another during the year, by who set them."""
    found = list(
        Target.objects.filter(
            replaces__isnull=False,
            set_by__in=_LEVELS,
            applies_from__year=period.year_id,
            applies_from__place__lte=period.place,
        )
        .select_related(
            "replaces", "organisation", "goal_indicator__goal", "goal_indicator__indicator",
            "applies_from__year",
        )
        .order_by("decided_on", "organisation__name_sort", "pk")
    )  # fmt: skip
    lights = _Lights(period, found)
    of_kf = [_target_row(each, lights) for each in found if each.set_by == SetBy.KF]
    own = [_target_row(each, lights) for each in found if each.set_by == SetBy.COMMITTEE]
    heads = columns(
        (ColumnKind.NAME, "Indikator"),
        (ColumnKind.TEXT, "Gäller"),
        (ColumnKind.TEXT, "Tidigare"),
        (ColumnKind.TEXT, "Nu"),
        (ColumnKind.TEXT, "Från"),
        (ColumnKind.TEXT, "Beslutat av"),
        (ColumnKind.TEXT, "Diarienummer"),
        (ColumnKind.DAY, "Beslutsdag"),
    )
    return chapter(
        1,
        "arsmal",
        "Ändrade årsmål",
        [_targets_words(len(of_kf), len(own)), lights.sentence()],
        [
            table("Årsmål", "KF:s årsmål", heads, of_kf),
            table("Årsmål", "Nämndernas och bolagens egna årsmål", heads, own),
            _deciders(found),
        ],
    )


def _targets_words(of_kf: int, own: int) -> str:
    """How many årsmål have changed."""
    whole = of_kf + own
    if not whole:
        return "Inget årsmål har ändrats."
    parts = [(of_kf, "KF:s"), (own, "nämndernas och bolagens egna")]
    return shares(counted(whole, "ändrat årsmål", "ändrade årsmål"), parts)


def _target_row(target: Target, lights: "_Lights") -> Row:
    """One changed årsmål with its decision; the reason stands under it."""
    link = target.goal_indicator
    indicator, before = link.indicator, target.replaces
    notes = [
        f"På begäran av {target.asked_by}." if target.asked_by else "",
        f"Skäl: {clean(target.reason)}",
        lights.of(target),
    ]
    return row(
        f"{link.goal.code} {indicator.name}",
        target.organisation.name,
        before.words(indicator.decimals, indicator.unit) if before else "",
        target.words(indicator.decimals, indicator.unit),
        str(target.applies_from),
        target.get_decided_by_display(),
        target.case_number,
        day(target.decided_on),
        note=" ".join(note for note in notes if note),
    )


def _deciders(found: Iterable[Target]) -> Table:
    """How many årsmål that each body has decided to change; the sum is every change."""
    counts = Counter(target.get_decided_by_display().capitalize() for target in found)
    return summed(
        "Beslutade",
        "Vem som har beslutat ändringarna av årsmål",
        columns((ColumnKind.NAME, "Beslutat av"), (ColumnKind.COUNT, "Antal")),
        [row(name, count) for name, count in sorted(counts.items())],
    )


class _Lights:
    """The lights that a changed årsmål gave in the period, and those it would have had; one query."""

    def __init__(self, period: Period, targets: Sequence[Target]) -> None:
        found = Verdict.objects.filter(
            period=period,
            kind=period.judged_kind,
            part=Part.TOTAL,
            standing=Standing.APPLIES,
            target__in=targets,
        ).exclude(former_light="")
        self._moved = {
            (verdict.target_id, verdict.organisation_id): verdict for verdict in found.order_by()
        }

    def of(self, target: Target) -> str:
        """What the change did to the light where the target was set; nothing where it did nothing."""
        verdict = self._moved.get((target.pk, target.organisation_id))
        if verdict is None or verdict.light == verdict.former_light:
            return ""
        return (
            f"Årsmålet {_LIGHTS[verdict.light]}; "
            f"med det ursprungliga hade det varit: {_LIGHTS[verdict.former_light]}."
        )

    def sentence(self) -> str:
        """How many lights that turned, among all nämnder, bolag and units that the årsmål judge."""
        turned = [one for one in self._moved.values() if one.light != one.former_light]
        if not turned:
            return ""
        greener = sum(Light(one.light).rank > Light(one.former_light).rank for one in turned)
        parts = [(greener, "grönare"), (len(turned) - greener, "ej grönare")]
        return shares(
            counted(len(turned), "ljus som ändrades", "ljus som ändrades, i hela staden,"), parts
        )
