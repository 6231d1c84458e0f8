"""A search finds Swedish inflections and parts of words; names sort with å, ä and ö last."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Indicator
from lists.filters import SearchFilter
from lists.queries import swedish
from lists.words import stem
from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def names(shared_world: World) -> list[str]:
    """Indicators whose names a reader looks for."""
    names = ["Nöjda barn i förskolan", "Antal mål som nås", "Äldre med hemtjänst", "Ökad trygghet"]
    for code, name in enumerate([*names, "Åtgärder i tid", "Zebror"]):
        Indicator.objects.create(code=f"sok-{code}", name=name)
    return names


def found(sought: str) -> list[str]:
    """The names that the search leaves."""
    searching = SearchFilter(paths=("name",))
    rows = searching.filter(Indicator.objects.filter(code__startswith="sok-"), sought)
    return [row.name for row in rows.order_by("code")]


@pytest.mark.parametrize(
    ("sought", "place"),
    [
        ("förskola", 0), ("förskolor", 0), ("FÖRSKOLAN", 0), ("skola", 0),
        ("målet", 1), ("mål", 1), ("äldres", 2), ("tryggheten", 3), ("barnen nöjda", 0),
    ],
)  # fmt: skip
def test_inflections_and_parts_of_words_are_found(
    names: list[str], sought: str, place: int
) -> None:
    assert found(sought) == [names[place]]


@pytest.mark.parametrize(
    "words",
    [
        "förskola förskolan förskolor förskolorna förskolans förskolornas",
        "mål målet målen",
        "lärare läraren lärarna lärares",
        "nämnd nämnden nämnder nämnderna",
        "enhet enheten enheter enheterna",
        "kvinna kvinnan kvinnor kvinnorna",
        "elev eleven elever eleverna",
        "Kista Kistas",
    ],
)
@pytest.mark.django_db
def test_every_inflection_finds_the_same_rows(words: str) -> None:
    """What is sought is what they have in common, so the rows are the same whatever they hold."""
    forms = words.split()
    names = [*forms, "Lönnkotten", "Trygga i skolan", "Lärspången", "Plan för inköp", "Enheter"]
    for code, name in enumerate(names):
        Indicator.objects.create(code=f"sok-{code}", name=f"Ord {name} sist")

    rows = {tuple(found(form)) for form in forms}

    assert len({stem(form) for form in forms}) == 1
    assert len(rows) == 1
    assert {f"Ord {form} sist" for form in forms} <= set(*rows)
    assert "Ord Lönnkotten sist" not in set(*rows)


@pytest.mark.parametrize("word", ["Eken", "barn", "process", "bilar", "trygghet", "Äppelviken"])
def test_what_is_looked_for_begins_the_word(word: str) -> None:
    """So the word itself is always found; a short word keeps its ending."""
    assert word.startswith(stem(word))
    assert len(stem(word)) >= 3
    assert stem("Eken") == "Eken"


@pytest.mark.django_db
def test_nothing_else_than_the_word_is_found() -> None:
    """The database's trigrams end a word at å, ä and ö, and found nearly anything with one of them."""
    for code, name in enumerate(
        ["Trygga i skolan", "Nöjda i förskolan", "Fritidsgården Lönnkotten"]
    ):
        Indicator.objects.create(code=f"sok-{code}", name=name)

    assert found("förskolan") == found("förskola") == ["Nöjda i förskolan"]
    assert found("mål") == found("målet") == []


def test_letters_of_several_words_are_no_inflection(names: list[str]) -> None:
    Indicator.objects.create(code="sok-plan", name="Det finns en beslutad plan för inköp")

    assert found("förskolan") == ["Nöjda barn i förskolan"]


def test_every_word_must_be_there(names: list[str]) -> None:
    assert found("förskolan trygghet") == []


def test_a_field_of_another_table_is_sought_there(shared_world: World) -> None:
    searching = SearchFilter(paths=("parent__name",))

    rows = searching.filter(Organisation.objects.all(), "Järvas avdelningar")

    assert set(rows) == set(shared_world.tree.units)


def test_swedish_letters_come_last_in_their_order(names: list[str]) -> None:
    rows = Indicator.objects.filter(code__startswith="sok-").order_by(swedish("name").asc())

    assert [name[0] for name in rows.values_list("name", flat=True)] == list("ANZÅÄÖ")


def test_a_list_is_searched_through_its_page(shared_world: World, client_of: ClientOf) -> None:
    page = reverse("goals:city", args=[shared_world.t2.slug])

    text = text_of(client_of(shared_world.slk).get(page, {"sok": "Skarpnäcks"}))

    assert "1 nämnd eller bolag" in text, text
    assert "Visar bara Namn: Skarpnäcks." in text
