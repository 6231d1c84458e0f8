"""Changing a year's template: who may, what follows, and what it never touches."""

from typing import Any

import pytest

from periods.commands import NotNow
from periods.models import Year
from reports.commands import add_part, change_part, move_part, remove_part, settle_template
from reports.models import Section, Snapshot, TemplateSection
from reports.queries import plans_of, template_of
from tests.reports.conftest import Scene, SignIn, text_of
from tests.world import World
from tests.year import lock_everything, make_year

URL = "/rapporter/2026-t2/mall/"
PART = f"{URL}avsnitt/ekonomi/"
HISTORY = f"{URL}andringar/"
FORM: dict[str, Any] = {
    "version": "0",
    "title": "Ekonomi och åtgärder",
    "guidance": "Förklara varje avvikelse.",
    "purpose": "Att visa om pengarna räcker.",
    "reader": "Nämnden",
    "part": "economy",
    "takes_text": "on",
    "is_required": "on",
    "periods": ["tertial_1", "tertial_2"],
    "audiences": ["committee"],
}


def titles(year: Year) -> list[str]:
    return [plan.title for plan in template_of(year)]


def test_a_changed_part_is_what_the_writer_meets(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)
    assert "Ekonomi" in client.get(PART).content.decode()

    answer = client.post(PART, FORM)

    assert answer.headers["Location"] == URL
    page = client_of(world.controller).get("/rapporter/2026-t2/jarva/avsnitt/ekonomi/")
    assert "Förklara varje avvikelse." in page.content.decode()
    assert "Nämnden" in page.content.decode()
    row = TemplateSection.objects.get(year=world.year, key="ekonomi")
    assert (row.title, row.changed_by) == ("Ekonomi och åtgärder", world.slk)


def test_a_part_stands_only_in_its_documents(world: World, client_of: SignIn) -> None:
    client_of(world.slk).post(PART, FORM)

    keys = [
        [plan.key for plan in plans_of(body, period)]
        for body, period in (
            (world.committee, world.t2),
            (world.company, world.t2),
            (world.committee, world.annual),
        )
    ]
    assert ["ekonomi" in each for each in keys] == [True, False, False]


def test_a_new_year_takes_the_one_before_and_goes_its_own_way(world: World) -> None:
    add_part(year=world.year, by=world.slk, **part("Klimat"))
    following, _ = make_year(2027)

    assert titles(following) == titles(world.year)
    settle_template(year=following, by=world.slk)
    add_part(year=world.year, by=world.slk, **part("Barn"))

    assert "Barn" not in titles(following)
    assert "Klimat" in titles(following)


def test_a_report_settles_the_template_of_its_year(scene: Scene) -> None:
    scene.write("Det går bra.")

    assert TemplateSection.objects.filter(year=scene.world.year).exists()


def test_parts_are_moved_added_and_removed(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)
    before = titles(world.year)

    client.post(URL, {"flytta": "ned beslut"})
    client.post(f"{URL}nytt/", {**FORM, "title": "Klimat", "part": ""})
    client.post(f"{URL}avsnitt/ovrigt/", {"gor": "ta-bort", "version": "1"})

    expected = [before[1], before[0], *before[2:], "Klimat"]
    assert titles(world.year) == [title for title in expected if title != "Övrigt"]


def test_the_report_follows_the_order(scene: Scene) -> None:
    move_part(year=scene.world.year, key="ekonomi", step=-11, by=scene.world.slk)

    assert scene.propose().content["sections"][0]["key"] == "ekonomi"


def test_what_is_written_in_a_removed_part_is_never_lost(scene: Scene) -> None:
    scene.write("Det går bra.")
    remove_part(year=scene.world.year, key="sammanfattning", version=1, by=scene.world.slk)

    assert text_of(scene.propose().content, "sammanfattning") == "Det går bra."


def test_what_is_frozen_does_not_change(scene: Scene) -> None:
    snapshot = scene.propose()
    change_part(year=scene.world.year, key="mal", version=1, by=scene.world.slk, title="Annat")

    kept = Snapshot.objects.get(pk=snapshot.pk)
    assert "Annat" not in [each["title"] for each in kept.content["sections"]]


def test_points_that_people_add_are_numbered_with_the_others(scene: Scene) -> None:
    world = scene.world
    scene.write("Det går bra.")
    Section.objects.create(
        report=Section.objects.get().report,
        key="beslut",
        title="Förslag till beslut",
        order=0,
        text="- Nämnden begär 2 mnkr.\n- Nämnden hemställer om tid.",
    )

    points = scene.propose().content["decisions"]

    assert points[0] == "Nämnden godkänner tertialrapport 2 för 2026."
    assert points[2:] == ["Nämnden begär 2 mnkr.", "Nämnden hemställer om tid."]
    assert world.committee.name in scene.propose().content["organisation"]["name"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": ""}, "Rubrik"),
        ({"takes_text": "", "part": "", "is_required": ""}, "Ett avsnitt ska skrivas eller skapas"),
        ({"takes_text": ""}, "Bara det som människor skriver kan krävas"),
        ({"periods": []}, "Dokument"),
        ({"version": "7"}, "Någon annan har sparat"),
    ],
)
def test_what_can_not_be_is_said_and_nothing_typed_is_lost(
    world: World, client_of: SignIn, values: dict[str, Any], words: str
) -> None:
    page = client_of(world.slk).post(PART, FORM | values).content.decode()

    assert words in page
    assert "<title>Fel: " in page
    assert "Förklara varje avvikelse." in page
    assert not TemplateSection.objects.filter(title="Ekonomi och åtgärder").exists()


def test_a_year_whose_periods_are_locked_keeps_its_template(
    world: World, client_of: SignIn
) -> None:
    for period in world.year.periods.all():
        lock_everything(period)

    with pytest.raises(NotNow, match="låst"):
        move_part(year=world.year, key="mal", step=1, by=world.slk)
    assert "är låst" in client_of(world.slk).post(PART, FORM).content.decode()


@pytest.mark.parametrize(
    "who", ["controller", "approver", "company_reporter", "admin", "reader", "outsider", "nobody"]
)
def test_others_find_no_such_page(world: World, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(world, who))

    assert client.get(URL).status_code == 404
    assert client.post(PART, FORM).status_code == 404
    assert client.post(URL, {"flytta": "ned mal"}).status_code == 404


def test_an_unknown_part_and_way_do_not_exist(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)

    assert client.get(f"{URL}avsnitt/finns-inte/").status_code == 404
    assert client.post(URL, {"flytta": "bort mal"}).status_code == 404


def part(title: str) -> dict[str, Any]:
    return {"title": title, "periods": ["tertial_2"], "audiences": ["committee"]}


def test_two_who_change_a_part_see_both_wordings(world: World, client_of: SignIn) -> None:
    client = client_of(world.slk)
    theirs = {**FORM, "version": "1", "guidance": "Den andras anvisning."}
    client.post(PART, theirs)

    met = client.post(PART, {**FORM, "version": "1", "guidance": "Min anvisning."})

    page = met.content.decode()
    assert met.status_code == 409
    assert "<title>Fel: " in page
    assert "Någon annan har sparat" in page
    assert "Den andras" in page
    assert "Min anvisning.</textarea>" in page
    assert TemplateSection.objects.get(key="ekonomi").guidance == "Den andras anvisning."

    again = client.post(PART, {**FORM, "version": "2", "guidance": "Min anvisning."})

    assert again.status_code == 302
    assert TemplateSection.objects.get(key="ekonomi").guidance == "Min anvisning."


def test_the_template_tells_what_it_said_before_and_who_changed_it(
    world: World, client_of: SignIn
) -> None:
    client = client_of(world.slk)
    client.post(PART, FORM)
    client.post(URL, {"flytta": "upp ekonomi"})
    client.post(f"{URL}avsnitt/ovrigt/", {"gor": "ta-bort", "version": "1"})

    page = client.get(HISTORY).content.decode()

    assert str(world.slk) in page
    assert "mallavsnittet ”Ekonomi och åtgärder” ändrades" in page
    assert "Kommentera prognosen mot budgeten. " in page
    assert "varje avvikelse" in page
    assert "plats 12 är nu plats 11" in page
    assert "mallavsnittet ”Övrigt” togs bort" in page
    assert "Väsentliga händelser efter periodens slut" in page
    assert "årets mall togs från året före" in page
    only = client.get(f"{HISTORY}?avsnitt=ovrigt").content.decode()
    assert "Väsentliga händelser" in only
    assert "varje avvikelse" not in only


def test_a_year_that_follows_the_one_before_has_no_changes(world: World, client_of: SignIn) -> None:
    assert "Inget är ändrat" in client_of(world.slk).get(HISTORY).content.decode()


@pytest.mark.parametrize("who", ["controller", "approver", "reader", "unit_manager", "nobody"])
def test_only_slk_reads_how_the_template_was_changed(
    world: World, client_of: SignIn, who: str
) -> None:
    assert client_of(getattr(world, who)).get(HISTORY).status_code == 404
