"""Drafts of texts: kept while somebody writes, thrown away by a button. Nothing is handed in by them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from organisation.kept import KEPT
from rounds.commands import forget_drafts, keep_draft
from rounds.enums import DraftKind
from rounds.queries.drafts import TEXTS, is_row_of
from rounds.views.base import RoundPage

_LONGEST = 20_000
_ROW = "rad"


class DraftPage(RoundPage):
    """Keep the texts of one row as a draft, and say when."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was sent of the row's texts; a closed page keeps nothing."""
        kind, key = _row(request.POST.get(_ROW, ""))
        if self.why_closed or not is_row_of(self.submission, kind, key):
            raise Http404
        sent = {name: request.POST.get(f"{kind}{key}-{name}") for name in TEXTS[kind]}
        fields = {name: text[:_LONGEST] for name, text in sent.items() if text is not None}
        version = request.POST.get(f"{kind}{key}-version", "")
        if not fields or not (version.isascii() and version.isdigit()):
            raise Http404
        keep_draft(
            submission=self.submission,
            kind=kind,
            key=key,
            version=min(int(version), 2**31 - 1),
            fields=fields,
            by=self.user,
        )
        return HttpResponse(f"Utkast sparat {timezone.localtime():%H:%M}")


class DropDraftPage(RoundPage):
    """Throw away what was typed and not saved, and show what is stored."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Forget the drafts of the rows, and what an expired login left behind."""
        forget_drafts(submission=self.submission, rows=request.POST.getlist(_ROW), by=self.user)
        request.session.pop(KEPT, None)
        goal = request.POST.get("mal", "")
        if goal.isascii() and goal.isdigit():
            return redirect(self.address("analysis", int(goal)))
        return redirect(self.address("entry"))


def _row(prefix: str) -> tuple[DraftKind, int]:
    """The kind and the number of a row. Raises Http404 for what is no row."""
    kind, key = prefix[:1], prefix[1:]
    if kind not in DraftKind.values or not (key.isascii() and key.isdigit()) or len(key) > 18:
        raise Http404
    return DraftKind(kind), int(key)
