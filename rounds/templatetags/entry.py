"""Ready-made pieces of the entry page's rows: a page has sixty of them, each node of a template costs."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from organisation.addresses import row_address
from organisation.models import Organisation
from periods.models import Period
from rounds.views.rows import ValueRow
from rounds.views.typed_rows import TypedValue

register = template.Library()


@register.simple_tag
def value_address(period: Period, organisation: Organisation, row: ValueRow) -> str:
    """Where a row is saved."""
    return row_address("rounds:value", period.slug, organisation.code, pk=row.judged.row.pk)


@register.simple_tag
def saves_itself(anchor: str, address: str) -> SafeString:
    """The attributes of a row that htmx saves when one of its inputs has changed.

    A row is two `tr` with the same `data-row`; both send all inputs of both.
    """
    inside = f"[data-row={anchor}], #varden [name=csrfmiddlewaretoken]"
    return mark_safe(
        f' hx-post="{address}" hx-trigger="change" hx-include="{inside}" hx-swap="none"'
    )


@register.simple_tag
def row_button(name: str, anchor: str, address: str, label: str, about: str) -> SafeString:
    """A button that sends the row with `name`; with no script it sends the page's form."""
    return mark_safe(
        f'<button type="submit" class="button-link small" form="varden" name="{name}"'
        f' value="{anchor}" hx-post="{address}" hx-include="[data-row={anchor}]" hx-swap="none">'
        f'{label}<span class="visually-hidden"> {escape(about)}</span></button>'
    )


@register.simple_tag
def open_button(indicator: int, anchor: str, address: str, about: str) -> SafeString:
    """The button that shows the folded part of a row."""
    return mark_safe(
        f'<button type="submit" class="button-link small" form="varden" name="oppna"'
        f' value="{indicator}" hx-get="{address}" hx-target="#{anchor}-mer" hx-swap="outerHTML">'
        "Kommentar, eller inget värde"
        f'<span class="visually-hidden"> för {escape(about)}</span></button>'
    )


@register.filter
def number_inputs(cell: TypedValue) -> SafeString:
    """The inputs for numbers that an indicator asks for, each with its label and unit."""
    unit = escape(cell.row.indicator.entry_unit)
    drawn = ""
    for one in cell.numbers:
        label = f'<span class="value-label" id="{one.id}-l">{one.label}</span>' if one.label else ""
        shown = unit if one.has_unit else ""
        drawn += f'<div><span class="value">{label}{one.tag}<span class="unit">{shown}</span></span></div>'
    return mark_safe(drawn)


@register.filter
def seen_inputs(cell: TypedValue) -> SafeString:
    """The hidden inputs that say what the page has seen of a measurement."""
    hidden = (("version", cell.version), ("seen", cell.seen))
    return mark_safe(
        "".join(
            f'<input type="hidden" name="{cell.prefix}-{name}" value="{escape(str(value))}"'
            ' form="varden">'
            for name, value in hidden
        )
    )
