"""What of a matrix is asked for; all of it stands in the address."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from goals.queries.matrix import Chosen, Row
from lights import Light

GOALS, INDICATORS = "mal", "indikatorer"
_ROWS = [(INDICATORS, "Indikatorer"), (GOALS, "Mål")]
_LIGHTS = [
    ("", "Alla"),
    (Light.RED.value, "Ej"),
    (Light.YELLOW.value, "Delvis"),
    (Light.GREEN.value, "Helt"),
    (Light.GREY.value, "Saknas"),
]


class MatrixForm(forms.Form):
    """Which rows, of which goal, with which light, and whether only what has changed."""

    visa = forms.ChoiceField(label="Visa", choices=_ROWS, required=False)
    mal = forms.ChoiceField(label="Mål", required=False)
    ljus = forms.ChoiceField(label="Ljus", choices=_LIGHTS, required=False)
    andrat = forms.BooleanField(label="Bara det som ändrats sedan förra perioden", required=False)

    def __init__(self, asked: QueryDict, rows: Iterable[Row]) -> None:
        """The goals to choose between are those of the table."""
        super().__init__(asked)
        goals = {str(row.goal): row.goal_label for row in rows}
        self.fields["mal"].choices = [("", "Alla"), *goals.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        """What is asked for; what can not be understood is left out, and said at its field."""
        self.is_valid()
        asked = self.cleaned_data
        return Chosen(
            goal=int(asked["mal"]) if asked.get("mal") else None,
            light=asked.get("ljus", ""),
            is_changed=asked.get("andrat", False),
        )
