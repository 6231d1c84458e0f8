"""What stands around a table: the filter, what is kept of the address, files and saved views."""

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, QueryDict
from django_filters import FilterSet

from lists.files import WRITERS
from lists.forms import NewViewForm
from lists.models import OrderedFile
from lists.queries import files_of, views_of
from lists.tables import ListTable
from organisation.models import User

SIZES = (25, 50, 100, 200)
DEFAULT_SIZE = 50
SORT, PAGE, SIZE, FILE = "sort", "page", "antal", "format"
# A longer list takes seconds to write: a worker does it (our own choice; 5,000 rows take about 1.5 s).
LARGEST_AT_ONCE = 5000
_LABELS = {"csv": "CSV", "xlsx": "Excel"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link beside a list: another file, or a saved view."""

    label: str
    url: str
    is_current: bool = False
    pk: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Controls:
    """What stands around a table: its filter, what is kept of the address, files, saved views."""

    here: str
    address: str
    filter: FilterSet | None
    sort: list[str]
    is_long: bool
    size: int
    sizes: tuple[int, ...]
    said: list[str]
    files: list[Choice]
    made: list[OrderedFile]
    views: list[Choice]
    new_view: NewViewForm


def is_long(table: ListTable) -> bool:
    """A file of the list is made by a worker."""
    return table.count > LARGEST_AT_ONCE


def controls(
    request: HttpRequest, user: User, chosen: FilterSet | None, table: ListTable, size: int
) -> Controls:
    """What stands around a list; one query for the user's saved views, and one more for a long one's files."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    asked = request.GET.copy()
    for name in (PAGE, FILE):
        asked.pop(name, None)
    query = _compact(asked)
    here = request.path
    address = f"{here}?{query}" if query else here
    start = {"lista": page, "urval": query, "tillbaka": address}
    return Controls(
        here=here,
        address=address,
        filter=chosen,
        sort=asked.getlist(SORT),
        is_long=is_long(table),
        size=size,
        sizes=SIZES,
        said=_said(chosen.form) if chosen else [],
        files=[Choice(_LABELS[kind], _with(here, asked, kind), kind=kind) for kind in WRITERS],
        made=list(files_of(user, address)) if is_long(table) else [],
        views=[
            Choice(view.name, f"{here}?{view.query}", view.query == query, view.pk)
            for view in views_of(user, page)
        ],
        new_view=NewViewForm(initial=start, auto_id="vy-%s"),
    )


def _compact(asked: QueryDict) -> str:
    """The address's query without what is empty."""
    kept = QueryDict(mutable=True)
    for name, values in asked.lists():
        filled = [value for value in values if value]
        if filled:
            kept.setlist(name, filled)
    return kept.urlencode()


def _with(here: str, asked: QueryDict, kind: str) -> str:
    """The address of the list as a file."""
    query = _compact(asked)
    return f"{here}?{query}&{FILE}={kind}" if query else f"{here}?{FILE}={kind}"


def size_of(asked: QueryDict) -> int:
    """How many rows a page shows."""
    wanted = asked.get(SIZE, "")
    return int(wanted) if wanted.isdecimal() and int(wanted) in SIZES else DEFAULT_SIZE


def _said(form: Form) -> list[str]:
    """What the list is narrowed to, in words that also stand on paper; what is no choice narrows nothing."""
    understood = [name for name in form.fields if name not in form.errors]
    chosen = ((form.fields[name].label, _shown(form, name)) for name in understood)
    return [f"{label}: {value}" for label, value in chosen if value]


def _shown(form: Form, name: str) -> str:
    """What is chosen at a filter, as the reader sees it."""
    value = form.data.get(name, "")
    if not value:
        return ""
    choices: Any = getattr(form.fields[name], "choices", ())
    return next((str(label) for key, label in choices if str(key) == value), value)
