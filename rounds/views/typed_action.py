"""The åtgärd at a value that does not reach its target, as people type it in the value's row."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

from goals.commands import write_action
from indicators.models import CorrectiveAction, Measurement
from organisation.models import User
from rounds.forms import ActionForm
from rounds.queries.entry import IndicatorRow
from rounds.views.typed import Typed
from rounds.views.typed_rows import text_of


class TypedAction(Typed[CorrectiveAction]):
    """Cause, action, responsible and date; told apart by the measurement that it is about."""

    letter = "c"

    def __init__(self, row: CorrectiveAction, measurement: Measurement) -> None:
        self.measurement = measurement
        super().__init__(row)

    @property
    def key(self) -> int:
        return self.row.measurement_id

    def of(self, row: CorrectiveAction) -> "TypedAction":
        return TypedAction(row, self.measurement)

    def read(self) -> dict[str, str]:
        return {name: text_of(getattr(self.row, name)) for name in ActionForm.base_fields}

    def form(self, texts: dict[str, str]) -> forms.Form:
        return ActionForm(texts)

    def write(self, cleaned: dict[str, Any], *, version: int, by: User) -> None:
        self.row = write_action(measurement=self.measurement, version=version, by=by, **cleaned)

    @property
    def placed(self) -> Measurement:
        return self.measurement

    @property
    def lacking(self) -> str:
        """What has to be written before handing in, in words."""
        return ", ".join(self.row.lacking)

    def fields(self, about: str) -> SafeString:
        """The four inputs under their labels."""
        inputs = (
            self.input("cause", "Orsak", "textarea", rows="2"),
            self.input("action", "Åtgärd", "textarea", rows="2"),
            self.input("responsible", "Ansvarig", maxlength="200"),
            self.input("due_on", "Klart senast", type="date"),
        )
        return mark_safe("".join(f"<div>{one.labelled(about)}</div>" for one in inputs))


def action_of(row: IndicatorRow) -> TypedAction | None:
    """The åtgärd of an indicator where one is asked for or has been written."""
    measurement = row.judged
    if measurement is None or not (row.is_off or row.action):
        return None
    # By id: a row given the measurement itself would look as if it were the measurement's own.
    empty = CorrectiveAction(measurement_id=measurement.pk, version=0)
    return TypedAction(row.action or empty, measurement)
