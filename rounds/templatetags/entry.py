"""Ready-made pieces of the entry page's rows: a page has sixty of them, each node of a template costs."""

from html import escape

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString, mark_safe

from organisation.addresses import row_address
from organisation.models import Organisation
from periods.models import Period
from rounds.views.rows import ValueRow
from rounds.views.typed_rows import SAME, TypedValue

register = template.Library()


@register.simple_tag
def value_address(period: Period, organisation: Organisation, row: ValueRow) -> str:
    """Where a row is saved."""
    return row_address("rounds:value", period.slug, organisation.code, pk=row.judged.row.pk)


@register.simple_tag
def row_attributes(
    row: ValueRow,
    address: str,
    *,
    part: str = "",
    is_closed: object = None,
    is_refused: object = None,
    oob: bool = False,
) -> SafeString:
    """The attributes of one of a row's two `tr`; the folded `part` has a name of its own.

    Both have the same `data-row`: when an input has changed, htmx sends all inputs of both.
    `oob`: it is swapped in by its id.
    """
    anchor = row.anchor
    states = ["entry-more"] if part else []
    if row.is_faulty:
        states.append("is-error")
    elif row.is_ready and not is_closed:
        states.append("is-ready")
    looks = f' class="{" ".join(states)}"' if states else ""
    swapped = ' hx-swap-oob="true"' if oob else ""
    saving = ""
    if not (is_closed or is_refused or row.is_ready):
        inside = f"[data-row={anchor}], #varden [name=csrfmiddlewaretoken]"
        saving = f' hx-post="{address}" hx-trigger="change" hx-include="{inside}" hx-swap="none"'
    name = f"{anchor}-{part}" if part else anchor
    return mark_safe(f' id="{name}" data-row="{anchor}"{looks}{swapped}{saving}')


@register.simple_tag
def row_deeds(row: ValueRow, address: str) -> SafeString:
    """What can be done with a row: unfold it, mark it as ready, or take that back."""
    anchor, about = row.anchor, escape(row.row.indicator.name)
    if row.is_ready:
        deeds = _button("andra", anchor, address, "Ändra", about)
    else:
        opening = "" if row.is_open else _opening(row, address, about)
        deeds = opening + _button("klar", anchor, address, "Klarmarkera", about)
    return mark_safe(f'<div class="row-deeds">{deeds}</div>')


def _button(name: str, anchor: str, address: str, label: str, about: str) -> str:
    """A button that sends the row with `name`; with no script it sends the page's form."""
    return (
        f'<button type="submit" class="button-link small" form="varden" name="{name}"'
        f' value="{anchor}" hx-post="{address}" hx-include="[data-row={anchor}]" hx-swap="none">'
        f'{label}<span class="visually-hidden"> {about}</span></button>'
    )


def _opening(row: ValueRow, address: str, about: str) -> str:
    """The button that shows the folded part of a row."""
    return (
        f'<button type="submit" class="button-link small" form="varden" name="oppna"'
        f' value="{row.row.indicator.pk}" hx-get="{address}" hx-target="#{row.anchor}-mer"'
        ' hx-swap="outerHTML">Kommentar, eller inget värde'
        f'<span class="visually-hidden"> för {about}</span></button>'
    )


@register.filter
def cell_text(cell: TypedValue) -> SafeString:
    """The stored value with its parts, where nothing can be typed."""
    parts = "".join(
        f'<br><span class="small soft">{words} {part}</span>' for words, part in cell.parts
    )
    return mark_safe(f"{escape(cell.in_words)}{parts}")


@register.filter
def cell_inputs(cell: TypedValue) -> SafeString:
    """The inputs of a measurement in which nothing is wrong; htmx puts its answers above them."""
    return mark_safe(f'<div id="{cell.prefix}-svar" data-faults=""></div>{bare_inputs(cell)}')


@register.filter
def bare_inputs(cell: TypedValue) -> SafeString:
    """The choice between yes and no, or the numbers with their units, and what is stored."""
    unit = escape(cell.row.indicator.entry_unit)
    drawn = cell.answer.tag if cell.answer else ""
    for one in cell.numbers:
        label = f'<span class="value-label" id="{one.id}-l">{one.label}</span>' if one.label else ""
        shown = unit if one.has_unit else ""
        drawn += f'<div><span class="value">{label}{one.tag}<span class="unit">{shown}</span></span></div>'
    return mark_safe(drawn + cell_stored(cell))


@register.simple_tag
def cell_stored(cell: TypedValue, *, oob: bool = False) -> SafeString:
    """What is stored of a measurement: the version the page has seen, and what no input shows.

    `oob`: it is swapped in by its id.
    """
    swapped = ' hx-swap-oob="true"' if oob else ""
    hidden = (("version", cell.version), ("seen", cell.seen))
    inputs = "".join(
        f'<input type="hidden" name="{cell.prefix}-{name}" value="{escape(str(value))}"'
        ' form="varden">'
        for name, value in hidden
    )
    shown = f'<span class="small soft">{escape(cell.stored)}</span>' if cell.stored else ""
    return mark_safe(f'<div id="{cell.prefix}-lagrat"{swapped}>{inputs}{shown}</div>')


@register.filter
def drawn_targets(row: ValueRow) -> SafeString:
    """The årsmål that apply, and KF's beside them."""
    own = "<br>".join(f"<span>{escape(capfirst(words))}</span>" for words in row.targets)
    kf = f'<br><span class="soft small">KF: {escape(row.kf_target)}</span>' if row.kf_target else ""
    return mark_safe(f"{own or 'saknas'}{kf}")


@register.filter
def drawn_lights(row: ValueRow) -> SafeString:
    """The lights of an indicator, KF's after the own one."""
    about_city = '<span class="soft small">Mot KF:s årsmål: </span>'
    drawn = [f"{about_city if one.beside else ''}{one.drawn}" for one in row.lights]
    nothing = '<span class="soft small">Ljuset visas när värdet är sparat.</span>'
    return mark_safe("".join(drawn) or nothing)


@register.filter
def share(row: ValueRow) -> SafeString:
    """The choice to give the outcome's reason for the forecast too, where both are asked for."""
    if not row.outcome or not row.forecast:
        return SafeString()
    own = f"{row.forecast.prefix}-{SAME}"
    checked = " checked" if row.forecast.is_share_chosen else ""
    about = f'<span class="visually-hidden"> för {escape(row.row.indicator.name)}</span>'
    return mark_safe(
        f'<label class="choice"><input type="checkbox" id="{own}" name="{own}"'
        f' value="{row.outcome.prefix}" form="varden"{checked}> Samma som för utfallet{about}</label>'
    )
