"""The lights of goals or indicators at many organisations, as one table."""

from typing import Any

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.views.decorators.gzip import gzip_page

from goals.forms.matrix import GOALS, MatrixForm
from goals.queries.matrix import Cell, Column, Matrix, Row, matrix_of_indicators
from goals.queries.matrix_goals import matrix_of_goals
from goals.views.base import GoalsPage
from goals.views.tabs import tabs_of
from goals.words import judged_word
from indicators.queries import indicator_words
from lights import Light
from organisation.views import Crumb
from periods.enums import PeriodKind

_SHORT = {"green": "Helt", "yellow": "Delvis", "red": "Nås ej", "grey": "–"}
_SHORT_OF_GOALS = {**_SHORT, "red": "Uppfylls ej"}
_BEFORE = {"green": "var helt", "yellow": "var delvis", "red": "nåddes ej", "grey": "var grått"}


# Thousands of links that are much alike: a tenth of the weight when packed.
@method_decorator(gzip_page, name="dispatch")
class MatrixPage(GoalsPage):
    """Every light at the organisation and below it, rows by columns; each leads to its page."""

    template_name = "goals/matrix.html"

    def get_page_title(self) -> str:
        """Whose matrix it is."""
        return f"Matris för {self.organisation.name}"

    def get_crumbs(self) -> list[Crumb]:
        """The organisations, and the page."""
        return [*super().get_crumbs(), Crumb("Matris", "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table as the address asks for it."""
        whole = self._whole()
        form = MatrixForm(self.request.GET, whole.rows)
        matrix = form.chosen.narrow(whole)
        return super().get_context_data(
            matrix=matrix,
            rows=[
                (row, cells_of(n, row, matrix.columns, self._short))
                for n, row in enumerate(matrix.rows)
            ],
            words=self._words(),
            form=form,
            is_of_goals=self._is_of_goals,
            is_narrowed=not form.chosen.is_all,
            url=reverse("goals:matrix", args=[self.period.slug, self.organisation.code]),
            tabs=tabs_of(self.organisation, self.period, "matrix"),
            **kwargs,
        )

    @property
    def _is_of_goals(self) -> bool:
        """Goals are asked for, not indicators."""
        return self.request.GET.get("visa") == GOALS

    @property
    def _short(self) -> dict[str, str]:
        """The words in the cells: a goal is fulfilled, a target is met."""
        return _SHORT_OF_GOALS if self._is_of_goals else _SHORT

    def _whole(self) -> Matrix:
        """The table before anything is left out."""
        if self.period.kind == PeriodKind.PLAN:
            return Matrix([], [])
        read = matrix_of_goals if self._is_of_goals else matrix_of_indicators
        with_before = bool(self.request.GET.get("andrat"))
        return read(self.organisation, self.period, self.readable, with_before=with_before)

    def _words(self) -> list[tuple[str, str, str]]:
        """What each light says, in the words of the period; every light's name ends with one."""
        is_forecast = self.period.is_forecast
        forecast = ", prognos" if is_forecast else ""
        words = {
            light: judged_word(light, is_forecast=is_forecast)
            if self._is_of_goals
            else f"{indicator_words(light)}{forecast}"
            for light in Light
        }
        # "Nås ej" is no part of "bedöms uppfyllas ej": the name of a link holds what it shows.
        return [
            (light, word, self._short[light] if light is Light.RED else "")
            for light, word in words.items()
        ]


def cells_of(
    place: int, row: Row, columns: list[Column], short: dict[str, str] = _SHORT
) -> SafeString:
    """A row's cells. A light's full name is its row's head, its column's head and its word."""
    cells = (_cell(place, n, row.cells.get(column.pk), short) for n, column in enumerate(columns))
    return SafeString("".join(cells))


def _cell(row: int, column: int, cell: Cell | None, short: dict[str, str]) -> str:
    """One light as HTML, short in bytes since there may be thousands. Nothing in it is typed text."""
    if cell is None:
        return "<td></td>"
    light, notes = cell.light, f"<small>{cell.count}</small>" if cell.count else ""
    if cell.is_changed:
        notes += f"<small>{_BEFORE[cell.before]}</small>"
    # What is noted beside the word is part of the name too.
    own, also = (f' id="k{row}-{column}"', f" k{row}-{column}") if notes else ("", "")
    return (
        f'<td><a class="m-{light}" href="../../{cell.path}"{own}'
        f' aria-labelledby="r{row} c{column} w-{light}{also}">{short[light]}{notes}</a></td>'
    )
