"""The page that every list derives from, and the addresses that keep a person's views of it."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic.base import TemplateResponseMixin
from django_filters import FilterSet

from lists.addressed import list_at
from lists.commands import drop_view, order_file, rename_view, save_view
from lists.controls import FILE, PAGE, SORT, controls, is_long, size_of
from lists.files import WRITERS, file_response
from lists.forms import BackForm, NewViewForm, OrderForm, ViewNameForm
from lists.models import OrderedFile, SavedView
from lists.tables import ListTable
from organisation.queries import grants_of
from organisation.views import Page


class ListPage(TemplateResponseMixin, Page):
    """A page with a list: filter and sorting stand in the address, and the file shows the same.

    A page gives `get_listed` and `make_table`, and where it can be narrowed a `filter_class`.
    """

    filter_class: ClassVar[type[FilterSet] | None] = None
    file_name: ClassVar[str] = "lista"

    def has_list(self) -> bool:
        """Say whether there is a list here; a page of many kinds may lack one."""
        return True

    def get_listed(self) -> Any:
        """Everything that the list may show, before it is filtered."""
        raise NotImplementedError

    def make_table(self) -> ListTable:
        """The table of what is asked for."""
        raise NotImplementedError

    @cached_property
    def chosen(self) -> FilterSet | None:
        """The filter as the address has it."""
        if self.filter_class is None:
            return None
        return self.filter_class(self.request.GET, queryset=self.get_listed(), request=self.request)

    @property
    def asked(self) -> Any:
        """What the filter has left of what may be listed."""
        return self.chosen.qs if self.chosen else self.get_listed()

    @cached_property
    def table(self) -> ListTable:
        """The filtered table, sorted as the address asks for."""
        table = self.make_table()
        table.request = self.request
        if self.request.GET.get(SORT):
            table.order_by = self.request.GET.getlist(SORT)
        return table

    def get_file_name(self) -> str:
        """What the file is called, before its ending."""
        return "-".join([self.file_name, *(str(part) for part in self.kwargs.values())])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or give the whole list as a file; a long one is ordered on the page."""
        kind = request.GET.get(FILE, "")
        if kind not in WRITERS or not self.has_list() or is_long(self.table):
            return self.render_to_response(self.get_context_data())
        content = WRITERS[kind](self.table.heading, self.table.cells())
        return file_response(self.get_file_name(), kind, content)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template one page of the list, and what stands around it."""
        if not self.has_list():
            return super().get_context_data(**kwargs)
        size = size_of(self.request.GET)
        _paginate(self.table, self.request.GET.get(PAGE, "1"), size)
        around = controls(self.request, self.user, self.chosen, self.table, size)
        return super().get_context_data(table=self.table, list=around, **kwargs)


def _paginate(table: ListTable, number: str, size: int) -> None:
    """Turn to a page; a page that does not exist is the first or the last."""
    try:
        table.paginate(page=number, per_page=size)
    except PageNotAnInteger:
        table.paginate(page=1, per_page=size)
    except EmptyPage:
        table.paginate(page=table.paginator.num_pages, per_page=size)


class _Own(Page):
    """An address of what the user has made of lists."""

    http_method_names = ["post"]

    def is_allowed(self) -> bool:
        """Whoever has a role has lists to save views of."""
        return bool(grants_of(self.user))

    def refuse(self, refused: ValidationError) -> None:
        """Say why it could not be saved."""
        for text in refused.messages:
            messages.error(self.request, text)

    def back(self, form: BackForm) -> HttpResponse:
        """To the list."""
        form.is_valid()
        return redirect(form.cleaned_data.get("tillbaka", "/"))


class SaveView(_Own):
    """Save the list as it is asked for."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, and show the list again."""
        form = NewViewForm(request.POST)
        try:
            if not form.is_valid():
                raise ValidationError("Vyn sparades inte. Skriv vad den ska heta, högst 60 tecken.")
            said = form.cleaned_data
            save_view(page=said["lista"], name=said["namn"], query=said["urval"], by=self.user)
            messages.success(request, f"Vyn ”{said['namn']}” är sparad.")
        except ValidationError as refused:
            self.refuse(refused)
        return self.back(form)


class ChangeView(_Own):
    """Rename a saved view, or forget it; the button says which."""

    def load(self) -> None:
        """Find the view among the user's own."""
        super().load()
        self.view = get_object_or_404(SavedView, pk=self.kwargs["pk"], user=self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and show the list again."""
        if request.POST.get("gor") == "ta-bort":
            form = BackForm(request.POST)
            drop_view(view=self.view)
            messages.success(request, f"Vyn ”{self.view}” är borttagen.")
            return self.back(form)
        named = ViewNameForm(request.POST)
        try:
            if not named.is_valid():
                raise ValidationError("Vyn har kvar sitt namn. Skriv vad den ska heta.")
            rename_view(view=self.view, name=named.cleaned_data["namn"])
            messages.success(request, f"Vyn heter nu ”{self.view}”.")
        except ValidationError as refused:
            self.refuse(refused)
        return self.back(named)


class OrderFile(_Own):
    """Let a worker make the file of a long list."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Order it, and follow the making."""
        form = OrderForm(request.POST)
        if not form.is_valid():
            return self.back(form)
        address, kind = form.cleaned_data["tillbaka"], form.cleaned_data["format"]
        asked = list_at(address, self.user.pk)
        words = {"title": asked.get_page_title(), "name": asked.get_file_name()}
        rows = asked.table.count
        job = order_file(address=address, kind=kind, rows=rows, by=self.user, **words)
        return redirect("jobs:job", job.pk)


class FetchFile(_Own):
    """A file that a worker has made."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file, for the one who ordered it."""
        made = OrderedFile.objects.exclude(made_at=None)
        file = get_object_or_404(made, pk=self.kwargs["pk"], user=self.user)
        return file_response(file.name, file.kind, bytes(file.content))
