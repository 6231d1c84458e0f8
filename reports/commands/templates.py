"""Writes of a year's template: its parts are added, changed, moved and removed, with history."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from history.commands import StaleRow, because, update_if_unchanged
from organisation.models import User
from periods.commands import NotNow
from periods.models import Year
from reports.models import TemplateSection
from reports.plans import SectionPlan
from reports.queries import COPIED, template_of

_KEY = 40


@transaction.atomic
def settle_template(*, year: Year, by: User) -> None:
    """Give the year its own template, a copy of the one before, unless it has one.

    Done when its first report is begun or its template is changed, so that a later change of
    another year never reaches it.
    """
    held = Year.objects.select_for_update().get(pk=year.pk)
    if TemplateSection.objects.filter(year=held).exists():
        return
    with because(COPIED, by=by):
        TemplateSection.objects.bulk_create(
            TemplateSection(year=held, order=order, changed_by=by, **_values(plan))
            for order, plan in enumerate(template_of(held))
        )


@transaction.atomic
def change_part(*, year: Year, key: str, version: int, by: User, **values: Any) -> TemplateSection:
    """Change a part. Version 0 is a part that the year had from the year before.

    Raises NotNow when the year is locked or the part is gone, StaleRow, and ValidationError.
    """
    row = _part(year, key, by)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=["year", "changed_by"])
    with because(f"mallavsnittet ”{row.title}” ändrades", by=by):
        update_if_unchanged(row, version=max(version, 1), by=by, **values)
    return row


@transaction.atomic
def add_part(*, year: Year, by: User, **values: Any) -> TemplateSection:
    """Add a part last in the template. Raises NotNow and ValidationError."""
    _settled(year, by)
    parts = TemplateSection.objects.filter(year=year)
    taken = set(parts.values_list("key", flat=True))
    row = TemplateSection(
        year=year,
        key=_free(slugify(values["title"])[:_KEY] or "avsnitt", taken),
        order=len(taken),
        changed_by=by,
        **values,
    )
    row.full_clean(exclude=["year", "changed_by"])
    with because(f"mallavsnittet ”{row.title}” lades till", by=by):
        row.save()
    return row


@transaction.atomic
def remove_part(*, year: Year, key: str, version: int, by: User) -> None:
    """Remove a part; what has been written in it stays in the reports. Raises NotNow and StaleRow."""
    row = _part(year, key, by)
    if row.version != max(version, 1):
        raise StaleRow(row)
    with because(f"mallavsnittet ”{row.title}” togs bort", by=by):
        row.delete()


@transaction.atomic
def move_part(*, year: Year, key: str, step: int, by: User) -> None:
    """Move a part one place: -1 is up, 1 is down; at the end nothing happens. Raises NotNow."""
    row = _part(year, key, by)
    rows = list(TemplateSection.objects.filter(year=year).order_by("order", "pk"))
    here = rows.index(row)
    there = min(max(here + step, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    with because(f"mallavsnittet ”{row.title}” flyttades", by=by):
        for order, each in enumerate(rows):
            if each.order != order:
                TemplateSection.objects.filter(pk=each.pk).update(order=order)


def _settled(year: Year, by: User) -> None:
    """Refuse a year whose documents are all done; else see to it that it has its own template."""
    if not year.periods.filter(city_locked_at__isnull=True).exists():
        raise NotNow(f"{year} är låst. Mallen kan inte ändras.")
    settle_template(year=year, by=by)


def _part(year: Year, key: str, by: User) -> TemplateSection:
    """A part of the year's own template. Raises NotNow when it is not there any more."""
    _settled(year, by)
    row = TemplateSection.objects.filter(year=year, key=key).first()
    if row is None:
        raise NotNow("Avsnittet finns inte längre i mallen.")
    return row


def _free(key: str, taken: set[str]) -> str:
    """The key, with a number where it is taken."""
    wanted, number = key, 1
    while wanted in taken:
        number += 1
        wanted = f"{key[: _KEY - 3]}-{number}"
    return wanted


def _values(plan: SectionPlan) -> dict[str, Any]:
    """A plan as the values of a row."""
    names = (
        "key", "title", "guidance", "purpose", "reader", "part", "takes_text", "is_required",
    )  # fmt: skip
    return {
        **{name: getattr(plan, name) for name in names},
        "periods": list(plan.periods),
        "audiences": list(plan.audiences),
    }
