"""A choice is drawn as Django draws it; only the way there is shorter."""

import pytest
from django.forms import Select, SelectMultiple
from django.forms.renderers import DjangoTemplates
from pytest_django.asserts import assertHTMLEqual

_CHOICES = [
    ("", "Alla"),
    ("a", "Å & <ä>"),
    ('Grupp "ett"', [("b", "B"), (1, "Ett")]),
]


class _Marked(Select):
    """A choice whose options have marks of their own."""

    def create_option(self, *args: object, **kwargs: object) -> dict[str, object]:
        option: dict[str, object] = super().create_option(*args, **kwargs)  # type: ignore[arg-type]
        option["attrs"] = {**option["attrs"], "data-x": "<1>", "disabled": True, "hidden": False}  # type: ignore[dict-item]
        return option


@pytest.mark.parametrize("widget", [Select, SelectMultiple, _Marked])
@pytest.mark.parametrize("chosen", ["", "a", "1", None])
def test_a_choice_is_drawn_as_django_draws_it(widget: type[Select], chosen: str | None) -> None:
    choice = widget({"class": "x"}, choices=_CHOICES)

    ours = choice.render("namn", chosen)

    assertHTMLEqual(ours, choice.render("namn", chosen, renderer=DjangoTemplates()))
