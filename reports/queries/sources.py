"""Texts that a writer can draw in: the same part of an earlier document, and what those below wrote."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goals.models import Analysis
from organisation.enums import DECIDING_KINDS, Kind
from organisation.models import Closure, Organisation
from periods.models import Period
from reports.enums import ReportKind
from reports.models import Section

# The same part one period back, and one more: the year before at the same time is often wanted.
_EARLIER = 2
_ANALYSIS = (("result", "resultat"), ("analysis", "analys"), ("development", "utveckling"))


@dataclass(frozen=True, slots=True)
class Source:
    """A text with where it is from. Its key tells it apart from the others of the page."""

    key: str
    title: str
    text: str

    @property
    def drawn(self) -> str:
        """The text as it is put in, with its source stated."""
        return f"*Ur {self.title}:*\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class Sources:
    """What can be drawn in: from earlier documents, from documents below, from analyses of goals."""

    earlier: list[Source]
    below: list[Source]
    analyses: list[Source]

    def find(self, key: str) -> Source | None:
        """The source with the key, if there is one."""
        everything = (*self.earlier, *self.below, *self.analyses)
        return next((each for each in everything if each.key == key), None)


def sources_of(organisation: Organisation, period: Period, key: str) -> Sources:
    """What can be drawn into a part of the organisation's document; three queries."""
    return Sources(
        earlier=_earlier(organisation, period, key),
        below=[_source(each, names_owner=True) for each in _below(organisation, period, key)],
        analyses=_analyses(organisation, period),
    )


def _earlier(organisation: Organisation, period: Period, key: str) -> list[Source]:
    """The same part in the organisation's documents before, the newest first."""
    before = Q(report__period__year__number__lt=period.year.number) | Q(
        report__period__year=period.year_id, report__period__place__lt=period.place
    )
    found = _sections(key).filter(before, report__organisation=organisation)
    newest = found.order_by("-report__period__year__number", "-report__period__place")
    return [_source(each, names_owner=False) for each in newest[:_EARLIER]]


def _below(organisation: Organisation, period: Period, key: str) -> QuerySet[Section]:
    """The same part in the documents of the units, or for the city of nämnder and bolag."""
    kinds = DECIDING_KINDS if organisation.kind == Kind.CITY else (Kind.UNIT,)
    below = Closure.objects.filter(period=period, ancestor=organisation, depth__gt=0)
    return (
        _sections(key)
        .filter(
            report__period=period,
            report__organisation__in=below.order_by().values("descendant"),
            report__organisation__kind__in=kinds,
        )
        .order_by("report__organisation__name_sort", "pk")
    )


def _sections(key: str) -> QuerySet[Section]:
    """Written parts by their key."""
    found = Section.objects.filter(key=key, report__kind=ReportKind.COMMITTEE_REPORT)
    return found.exclude(text="").select_related("report__organisation", "report__period__year")


def _source(section: Section, *, names_owner: bool) -> Source:
    """A part as a source."""
    report = section.report
    title = f"{report.organisation}, {report.title}" if names_owner else report.title
    mark = "" if section.is_ready else " (ej klarmarkerat)"
    return Source(f"a{section.pk}", f"{title}{mark}", section.text)


def _analyses(organisation: Organisation, period: Period) -> list[Source]:
    """What the organisation and its units wrote of their goals; the city draws on whole reports."""
    if organisation.kind == Kind.CITY:
        return []
    inside = Closure.objects.filter(period=period, ancestor=organisation)
    found = Analysis.objects.filter(
        period=period, organisation__in=inside.order_by().values("descendant")
    ).exclude(result="", analysis="", development="")
    ordered = found.select_related("organisation", "goal").order_by(
        "organisation__name_sort", "goal__code", "pk"
    )
    return [_of_analysis(each) for each in ordered]


def _of_analysis(analysis: Analysis) -> Source:
    """What was written of a goal, its parts one after the other."""
    texts = [(word, getattr(analysis, name).strip()) for name, word in _ANALYSIS]
    text = "\n\n".join(f"**{word.capitalize()}.** {words}" for word, words in texts if words)
    title = f"{analysis.organisation}, {analysis.goal.code} {analysis.goal.title}".strip()
    return Source(f"m{analysis.pk}", title, text)
