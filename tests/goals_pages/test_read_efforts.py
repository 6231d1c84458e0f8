"""Activities and uppdrag as a list and along the year: filtered, counted, and had as a file."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from activities.commands import answer_assignment, report_status
from activities.models import Activity, Effort
from goals.timeline import bar_of
from organisation.models import Organisation, User
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def url(world: World, at: Organisation | None = None, name: str = "efforts") -> str:
    """The page of tertial 2, of the city if no other is given."""
    return reverse(f"goals:{name}", args=["2026-t2", (at or world.city).code])


def finish(world: World) -> None:
    """The unit's activity is done, and the nämnd's uppdrag answered."""
    report_status(
        status=world.status(), version=1, state="done", deviation="", new_end_on=None,
        by=world.unit_manager,
    )  # fmt: skip
    answer_assignment(
        answer=world.answer(), version=1, state="done", text="Planen är klar.", deviation="",
        new_end_on=None, by=world.controller,
    )  # fmt: skip


def test_both_kinds_stand_side_by_side(world: World, client_of: ClientOf) -> None:
    text = text_of(client_of(world.slk).get(url(world)))

    assert "7 aktiviteter och uppdrag" in text
    assert "U1 Ta fram plan 1 mot ensamhet Uppdrag, kommunfullmäktige" in text
    assert "Utbilda personalen 1 Aktivitet, enhet" in text


def test_what_lacks_something_is_counted_and_adds_up(world: World, client_of: ClientOf) -> None:
    finish(world)

    text = text_of(client_of(world.slk).get(url(world)))

    # Seven with an end in June: two of them done, and of these the activity has no text.
    assert "Försenade : 5" in text
    assert "Försenade utan kommentar : 5" in text
    assert "Genomförda utan svar eller kommentar : 1" in text
    assert "Ej rapporterade : 5" in text


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("brist=sen", 5),
        ("brist=utan-kommentar", 5),
        ("brist=utan-resultat", 1),
        ("brist=ej-rapporterad", 5),
        ("slag=assignment", 3),
        ("niva=kf", 3),
        ("niva=unit", 4),
        ("lage=done", 2),
        ("namnd=jarva", 3),
        ("namnd=bostader", 1),
        ("mal=1.1", 7),
        ("mal=9.9", 0),
        ("sok=ensamheten", 3),
        ("slag=activity&brist=sen&namnd=jarva", 1),
    ],
)
def test_the_list_is_narrowed(world: World, client_of: ClientOf, query: str, number: int) -> None:
    finish(world)

    response = client_of(world.slk).get(f"{url(world)}?{query}")

    assert len(response.context["table"].rows) == number


def test_a_committee_sees_its_own_and_what_is_below(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(url(world, world.committee))

    assert {row.organisation.code for row in response.context["table"].data} == {
        "jarva", "jarva-enhet-1", "jarva-enhet-2",
    }  # fmt: skip


def test_drafts_of_others_are_not_shown(world: World, client_of: ClientOf) -> None:
    finish(world)

    response = client_of(world.outsider).get(url(world))

    shown = {row.organisation.code for row in response.context["table"].data}
    assert shown == {"skarpnack-enhet-1", "skarpnack"}
    assert client_of(world.nobody).get(url(world)).status_code == 404


def test_the_file_has_what_the_page_shows(world: World, client_of: ClientOf) -> None:
    finish(world)

    response = client_of(world.slk).get(f"{url(world)}?slag=assignment&lage=done&format=csv")

    head, row = response.content.decode("utf-8-sig").strip().splitlines()
    assert head.startswith("Aktivitet eller uppdrag;Slag;Nummer;Nivå;Ansvarig")
    assert "Ta fram plan 1 mot ensamhet;uppdrag;U1;kommunfullmäktige" in row
    assert "2026-06-30" in row
    assert row.endswith("Planen är klar.")


def test_the_timeline_shows_the_same_rows_as_bars(world: World, client_of: ClientOf) -> None:
    response = client_of(world.slk).get(f"{url(world, name='timeline')}?slag=assignment")

    page = response.content.decode()
    assert page.count('class="bar-unreported"') == 3 + 1
    assert "1 jan 2026 – 30 jun 2026" in text_of(response)
    assert "style=" not in page


def test_a_bar_stands_where_its_days_are(world: World) -> None:
    Activity.objects.filter(pk=world.activity.pk).update(
        start_on=date(2026, 4, 1), end_on=date(2026, 6, 30)
    )
    effort = Effort.objects.get(sort="activity", subject=world.activity.pk, period=world.t2)
    effort.is_late = True

    bar = bar_of(effort, 2026, date(2026, 8, 31))

    assert 'class="bar-unreported" x="30.0" y="2" width="30.0"' in bar
    assert 'class="bar-beyond" x="60.0" y="3" width="20.0"' in bar
    assert "M80.0 0V10" in bar


def test_what_lies_outside_the_year_ends_at_its_edges(world: World) -> None:
    Activity.objects.filter(pk=world.activity.pk).update(
        start_on=date(2025, 4, 1), end_on=date(2027, 6, 30)
    )
    effort = Effort.objects.get(sort="activity", subject=world.activity.pk, period=world.t2)
    effort.is_late = False

    assert 'x="0.0" y="2" width="120.0"' in bar_of(effort, 2026, date(2026, 8, 31))


def test_a_timeline_without_rows_says_so_in_words(world: World, client_of: ClientOf) -> None:
    page = url(world, name="timeline") + "?sok=xyzzy"

    text = text_of(client_of(world.slk).get(page))

    assert "Ingen aktivitet och inget uppdrag passar filtret." in text
    assert "None" not in text
