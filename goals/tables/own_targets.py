"""The tables of the nämnder's own targets: of all KF's indicators, and of one."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString

from goals.queries.own_targets import OwnTarget, OwnTargets
from indicators.models import GoalIndicator
from lists.tables import NUM, ListTable, named_link
from periods.models import Period


class OwnTargetsTable(ListTable):
    """KF's indicators with what the nämnder have set, and what it makes together."""

    counted = ("indikator", "indikatorer")
    name = tables.Column("Indikator", accessor="link__indicator__name", order_by="sort")
    code = tables.Column("Kod", accessor="link__indicator__code", visible=False)
    goal = tables.Column("Mål", accessor="link__goal__code", visible=False)
    scope = tables.Column("KF:s årsmål gäller")
    kf = tables.Column("KF:s årsmål", empty_values=(), orderable=False)
    setters = tables.Column("Har satt eget", attrs=NUM)
    concerned = tables.Column("Av", accessor="rows", visible=False)
    pooled = tables.Column("Tillsammans", orderable=False, default="–")
    differs = tables.Column("Skiljer sig", empty_values=(), order_by="-differing")

    class Meta:
        empty_text = "Ingen av KF:s indikatorer passar filtret."

    def render_name(self, record: OwnTargets) -> SafeString:
        """The name leads to what each nämnd has set."""
        return named_link(record.url, record.link.indicator.name, record.goal_label)

    def value_name(self, record: OwnTargets) -> str:
        """The name alone; the goal has a column of its own."""
        return record.link.indicator.name

    def render_kf(self, record: OwnTargets) -> str:
        """KF's target."""
        return record.kf or "inget"

    def render_setters(self, record: OwnTargets) -> str:
        """How many of those concerned; a dash where nobody is."""
        return f"{record.setters} av {len(record.rows)}" if record.rows else "–"

    def value_setters(self, record: OwnTargets) -> int:
        """How many; of how many has a column of its own."""
        return record.setters

    def value_concerned(self, record: OwnTargets) -> int:
        """How many are concerned."""
        return len(record.rows)

    def render_differs(self, record: OwnTargets) -> SafeString | str:
        """How many differ one by one, or how they differ together."""
        if record.differing:
            return flagged(f"{record.differing} av {record.setters}")
        return flagged(f"{record.differs} tillsammans") if record.differs else "–"


class OwnTargetTable(ListTable):
    """What each nämnd and bolag has set for one of KF's indicators, and what SLK says of it."""

    counted = ("nämnd eller bolag", "nämnder och bolag")
    name = tables.Column("Nämnd eller bolag", order_by="sort")
    code = tables.Column("Kod", visible=False)
    own = tables.Column("Eget årsmål", empty_values=(), orderable=False)
    ghost = tables.Column("Tidigare eget årsmål", visible=False)
    kf = tables.Column("KF:s årsmål där", default="–", orderable=False)
    demand = tables.Column("Jämfört", empty_values=(), orderable=False)
    now = tables.Column("Prognos helår", default="–", orderable=False)
    below = tables.Column("De under tillsammans", visible=False)
    decided = tables.Column("Beslut", default="–", orderable=False)
    since = tables.Column("Gäller från", visible=False)
    comment = tables.Column(
        "Kommentar från stadsledningskontoret", empty_values=(), orderable=False
    )

    class Meta:
        order_by = "name"
        empty_text = "Ingen nämnd och inget bolag passar filtret."

    def __init__(
        self, *args: Any, link: GoalIndicator, period: Period, may_comment: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._link, self._period, self._may_comment = link, period, may_comment
        if not period.is_forecast and "now" in self.columns:
            self.columns["now"].column.verbose_name = "Utfall"

    def render_name(self, record: OwnTarget) -> SafeString:
        """The name leads to the targets there, where the reader may see them."""
        return named_link(record.url, record.name)

    def render_own(self, record: OwnTarget) -> SafeString:
        """The own target, with the one that it replaced as a ghost."""
        if not record.own:
            return format_html('<span class="soft">{}</span>', "inget eget")
        ghost = format_html('<del class="ghost">{}</del> ', record.ghost) if record.ghost else ""
        return format_html("{}{}", ghost, record.own)

    def value_own(self, record: OwnTarget) -> str:
        """The own target; the earlier one has a column of its own."""
        return record.own

    def render_demand(self, record: OwnTarget) -> SafeString | str:
        """How it differs from KF's."""
        words = str(record.demand or "–")
        return flagged(words) if record.differs else words

    def render_now(self, record: OwnTarget) -> SafeString:
        """What is judged there, and what those below have together where both report."""
        if not record.below:
            return format_html("{}", record.now)
        return format_html('{}<br><span class="soft small">{}</span>', record.now, record.below)

    def value_now(self, record: OwnTarget) -> str:
        """What is judged there; those below have a column of their own."""
        return record.now

    def render_decided(self, record: OwnTarget) -> SafeString:
        """Who decided, and from when it applies."""
        since = format_html('<br><span class="soft small">Gäller från {}</span>', record.since)
        return format_html("{}{}", record.decided, since)

    def value_decided(self, record: OwnTarget) -> str:
        """Who decided; from when has a column of its own."""
        return record.decided

    def render_comment(self, record: OwnTarget) -> SafeString:
        """SLK's words, and for SLK the way to write them."""
        said = SafeString(linebreaks(record.comment, autoescape=True)) if record.comment else ""
        if not self._may_comment:
            return format_html("{}", said or "–")
        args = [self._period.slug, self._link.pk, record.code]
        word = "Ändra kommentaren" if record.comment else "Kommentera"
        return format_html(
            '{}<a class="small" href="{}">{}<span class="visually-hidden"> om {}</span></a>',
            said, reverse("goals:comment_target", args=args), word, record.name,
        )  # fmt: skip

    def value_comment(self, record: OwnTarget) -> str:
        """The words."""
        return record.comment


def flagged(words: str) -> SafeString:
    """Words that ask for attention, with the sign before them."""
    sign = render_to_string("components/icon.html", {"name": "triangle-alert"})
    return format_html("{} {}", SafeString(sign.strip()), words)
