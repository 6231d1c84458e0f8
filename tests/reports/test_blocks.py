"""Totals and sentences add up, whatever the counts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.blocks import ColumnKind, columns, row, summed
from reports.paragraphs import Tally
from reports.sentences import city_indicators, indicator_bodies, shares
from reports.templatetags.frozen import shape

COUNT = st.integers(min_value=0, max_value=10_000)
TALLY = st.builds(Tally, COUNT, COUNT, COUNT, COUNT)


@given(st.lists(st.lists(COUNT, min_size=3, max_size=3), max_size=30))
def test_the_last_row_is_the_sum_of_the_rows(counts: list[list[int]]) -> None:
    heads = columns((ColumnKind.NAME, "Namn"), *((ColumnKind.COUNT, str(n)) for n in range(3)))

    table = summed("Blad", "Prov", heads, [row("rad", *each) for each in counts])

    assert table["total"] == ["Summa", *(sum(each[n] for each in counts) for n in range(3))]


def test_only_counts_are_summed() -> None:
    heads = columns((ColumnKind.NAME, "Namn"), (ColumnKind.TEXT, "Text"), (ColumnKind.COUNT, "N"))

    assert summed("Blad", "Prov", heads, [row("a", "3", 3)])["total"] == ["Summa", None, 3]


@given(TALLY, COUNT)
def test_kfs_indicators_add_up(counts: Tally, untotalled: int) -> None:
    words = city_indicators(counts, [], untotalled, is_forecast=True)

    whole, *parts = map(int, re.findall(r"\d+", words)) if counts.total + untotalled else (0,)
    assert sum(parts) == whole == counts.total + untotalled


@given(TALLY.filter(lambda counts: counts.total > 1))
def test_bodies_add_up(counts: Tally) -> None:
    words = indicator_bodies(counts, ["stale"] * counts.grey, is_forecast=False)

    whole, *parts = map(int, re.findall(r"\d+", re.sub(r"\([^)]*\)", "", words)))
    assert sum(parts) == whole == counts.total


def test_one_body_is_not_counted() -> None:
    words = indicator_bodies(Tally(grey=1), ["stale"], is_forecast=False)

    assert words == "Den enda som rapporterar indikatorn kan inte bedömas (för gammalt)."


def test_a_whole_and_its_parts() -> None:
    assert shares("3 mål", [(1, "röda"), (2, "gröna")]) == "Av 3 mål är 1 röda och 2 gröna."


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("count count light", " is-counts"),
        ("number number number number number target light", " is-figures"),
        ("text light light text", " is-few"),
        ("text code day day day text", ""),
        ("text text text text text text day", " is-crowded"),
    ],
)
def test_a_table_is_shaped_by_what_its_columns_hold(kinds: str, expected: str) -> None:
    heads = columns((ColumnKind.NAME, "Namn"), *((ColumnKind(kind), "") for kind in kinds.split()))

    assert shape(heads) == expected
