"""What is missing when a bilaga is made: figures, decisions, judgements and values, body by body."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from indicators.enums import Part, Standing
from indicators.models import Verdict
from lights import Grey
from organisation.models import Organisation
from periods.enums import SubmissionState
from periods.models import Period
from reports.blocks import Chapter, ColumnKind, chapter, columns, row, summed
from reports.enums import ReportState
from reports.gathering.bodies import Bodies
from reports.gathering.to_judge import judged_pairs, to_judge
from reports.sentences import counted, shares

_NO_VALUE = (Grey.NOT_REPORTED.value, Grey.INCOMPLETE.value)


@dataclass(frozen=True, slots=True)
class Lack:
    """What the city, a nämnd or a bolag has left to do. The city has no figures of its own to hand in."""

    organisation: Any
    is_city: bool
    is_accepted: bool
    submission_word: str
    is_decided: bool
    report_word: str
    unjudged: int
    valueless: int

    @property
    def is_whole(self) -> bool:
        """Nothing is missing."""
        return self.is_accepted and self.is_decided and not self.unjudged and not self.valueless


def lacks(city: Organisation, period: Period, bodies: Bodies) -> list[Lack]:
    """The city first, then every nämnd and bolag by name; four queries."""
    judged = judged_pairs(period)
    unjudged = Counter(
        one.organisation.pk
        for one in to_judge(city, period, bodies.all)
        if (one.goal.pk, one.organisation.pk) not in judged
    )
    valueless = _valueless(period, [city.pk, *(body.pk for body in bodies.all)])
    return [
        _lack(body, unjudged[body.pk], valueless.get(body.pk, 0)) for body in (city, *bodies.all)
    ]


def lacks_chapter(city: Organisation, period: Period, bodies: Bodies) -> Chapter:
    """The same as a chapter of the bilaga."""
    found = lacks(city, period, bodies)
    heads = columns(
        (ColumnKind.NAME, "Nämnd eller bolag"),
        (ColumnKind.TEXT, "Uppgifter"),
        (ColumnKind.TEXT, "Rapport"),
        (ColumnKind.COUNT, "Ej bedömda mål"),
        (ColumnKind.COUNT, "Indikatorer utan värde"),
    )
    rows = [
        row(
            each.organisation.name,
            each.submission_word,
            each.report_word,
            each.unjudged,
            each.valueless,
        )
        for each in found
    ]
    return chapter(
        1,
        "namnder",
        "Nämnder och bolag, och vad som saknas",
        [_words([each for each in found if not each.is_city])],
        [summed("Nämnder och bolag, läge", "Läget när bilagan gjordes", heads, rows)],
    )


def _words(found: list[Lack]) -> str:
    """How many reports that are decided, and what the others mean."""
    if not found:
        return "Ingen nämnd och inget bolag rapporterar för perioden."
    decided = sum(each.is_decided for each in found)
    parts = [(decided, "beslutade"), (len(found) - decided, "ej beslutade")]
    words = shares(counted(len(found), "rapport", "rapporter"), parts)
    return words if decided == len(found) else f"{words} Det som inte är beslutat är preliminärt."


def _lack(body: Any, unjudged: int, valueless: int) -> Lack:
    """What one of them has left; the city is not annotated with states."""
    submission, report = (vars(body).get(name) for name in ("submission_state", "report_state"))
    return Lack(
        organisation=body,
        is_city=report is None,
        is_accepted=submission in (None, SubmissionState.ACCEPTED),
        submission_word=SubmissionState(submission).label.capitalize() if submission else "–",
        is_decided=report in (None, ReportState.DECIDED),
        report_word=ReportState(report).label.capitalize() if report else "–",
        unjudged=unjudged,
        valueless=valueless,
    )


def _valueless(period: Period, organisations: list[int]) -> dict[int, int]:
    """How many lights of each that wait for a value, or for enough of its parts."""
    found = Verdict.objects.filter(
        period=period,
        organisation_id__in=organisations,
        kind=period.judged_kind,
        part=Part.TOTAL,
        standing=Standing.APPLIES,
        grey__in=_NO_VALUE,
    )
    counts = found.order_by().values("organisation_id").annotate(many=Count("pk"))
    return dict(counts.values_list("organisation_id", "many"))
