"""Tables of reports: nämnder and bolag by state, what they lack, and the chain of frozen copies."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lists.tables import NUM, ListTable, named_link
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import SubmissionState
from periods.models import Period
from reports.enums import ReportState, Stage
from reports.gathering.lacks import Lack
from reports.queries import Link, report_words
from reports.templatetags.frozen import day

_BADGE_OF = {
    ReportState.NOT_STARTED: "open",
    ReportState.DRAFT: "draft",
    ReportState.PROPOSAL: "submitted",
    ReportState.DECIDED: "decided",
}


def badge(state: str, label: str) -> SafeString:
    """A state in its badge, as components/badge.html draws it."""
    return format_html('<span class="badge badge-{}">{}</span>', state, label)


class BodyTable(ListTable):
    """Nämnder and bolag with the state of their figures and of their report."""

    counted = ("nämnd eller bolag", "nämnder och bolag")
    name = tables.Column(verbose_name="Nämnd eller bolag", order_by=("name_sort",))
    code = tables.Column(verbose_name="Kod", visible=False)
    kind = tables.Column(verbose_name="Slag")
    submission_state = tables.Column(verbose_name="Uppgifter")
    report_state = tables.Column(verbose_name="Rapport")
    latest = tables.Column(verbose_name="Senaste version", orderable=False, default="–")

    class Meta:
        orderable = True
        empty_text = "Ingen nämnd och inget bolag passar filtret."

    def __init__(self, *args: Any, period: Period, followed: set[int], **kwargs: Any) -> None:
        """`followed`: the organisations whose reports the reader sees before they are decided."""
        super().__init__(*args, **kwargs)
        self._period = period
        self._followed = followed

    def render_name(self, record: Any) -> SafeString:
        """The name, which leads to the report where the reader may read it."""
        if record.report_state != ReportState.DECIDED and record.pk not in self._followed:
            return format_html("{}", record.name)
        url = reverse("reports:report", args=[self._period.slug, record.code])
        return format_html('<a href="{}">{}</a>', url, record.name)

    def render_kind(self, record: Organisation) -> str:
        """What it is."""
        return Kind(record.kind).label.capitalize()

    def render_submission_state(self, value: str) -> SafeString:
        """How far the figures have come."""
        return badge(value, SubmissionState(value).label)

    def render_report_state(self, value: str, record: Any) -> SafeString:
        """How far the report has come, and that a decided one is to have a new version."""
        return badge(_BADGE_OF[ReportState(value)], self.value_report_state(value, record))

    def value_report_state(self, value: str, record: Any) -> str:
        """The same words without the badge."""
        return report_words(record)

    def render_latest(self, value: int, record: Any) -> str:
        """Which copy is the newest."""
        if record.report_state == ReportState.DECIDED:
            return f"Beslut {day(record.decided_on.isoformat())}, § {record.paragraph}"
        return f"Förslag {value}"


def _sum_of(name: str) -> Callable[[ListTable], int]:
    """The sum of a column over all its rows."""
    return lambda table: sum(getattr(row, name) for row in table.data)


def _not(name: str, words: str) -> Callable[[ListTable], str]:
    """How many nämnder and bolag have not come so far, in words."""
    return lambda table: (
        f"{sum(not (row.is_city or getattr(row, name)) for row in table.data)} {words}"
    )


class LackTable(ListTable):
    """What the city, nämnder and bolag have left to do before the bilagor are whole."""

    counted = ("har något kvar", "har något kvar")
    name = tables.Column(
        "Nämnd eller bolag",
        accessor="organisation__name",
        order_by="organisation__name_sort",
        footer="Summa",
    )
    code = tables.Column("Kod", accessor="organisation__code", visible=False)
    submission_word = tables.Column("Uppgifter", footer=_not("is_accepted", "ej godkända"))
    report_word = tables.Column("Rapport", footer=_not("is_decided", "ej beslutade"))
    unjudged = tables.Column(
        "Ej bedömda mål", attrs=NUM | {"tf": {"class": "num"}}, footer=_sum_of("unjudged")
    )
    valueless = tables.Column(
        "Saknade värden", attrs=NUM | {"tf": {"class": "num"}}, footer=_sum_of("valueless")
    )

    class Meta:
        empty_text = "Ingen som har något kvar passar filtret."

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._period = period

    def render_name(self, record: Lack) -> SafeString:
        """The name leads to the report; the city's is made here."""
        place = record.organisation
        url = reverse("reports:report", args=[self._period.slug, place.code])
        return named_link("" if record.is_city else url, place.name)


class ChainTable(ListTable):
    """Frozen copies with their checksums."""

    report = tables.Column(accessor="snapshot", verbose_name="Rapport", orderable=False)
    frozen = tables.DateTimeColumn(
        accessor="snapshot__created_at", verbose_name="Fryst", orderable=False, format="Y-m-d H:i"
    )
    sum = tables.Column(accessor="snapshot__sha256", verbose_name="Kontrollsumma", orderable=False)
    holds = tables.Column(verbose_name="Kontroll", orderable=False)

    counted = ("fryst version", "frysta versioner, den nyaste först")

    class Meta:
        empty_text = "Ingen fryst version att visa."

    def render_report(self, record: Link) -> SafeString:
        """The copy in words; what is decided may be read by all who may check."""
        is_read = record.snapshot.stage != Stage.PROPOSAL
        url = record.snapshot.get_absolute_url() if is_read else ""
        return named_link(url, str(record.snapshot))

    def value_sum(self, value: str) -> str:
        """The checksum."""
        return value

    def render_sum(self, value: str) -> SafeString:
        """The checksum in full, its printed part in bold."""
        return format_html('<span class="small"><b>{}</b><wbr>{}</span>', value[:16], value[16:])

    def render_holds(self, record: Link) -> SafeString:
        """Whether it is as it was."""
        if record.holds:
            return badge("accepted", "Orörd")
        return format_html("{} {}", badge("late", "Fel"), record.fault)
