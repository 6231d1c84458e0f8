"""Who reads what: drafts and proposals the own line, what is decided everyone with a role."""

from datetime import date

import pytest

from goals.commands import assess
from lights import Light
from periods.models import Submission
from reports.gathering.bodies import Bodies
from reports.gathering.frame import Decision
from reports.gathering.lacks import lacks
from reports.gathering.to_judge import count_unjudged
from reports.models import Snapshot
from reports.templatetags.frozen import formatted
from tests.reports.conftest import Scene, SignIn
from tests.year import lock_everything

REPORT = "/rapporter/2026-t2/jarva/"


def test_the_list_shows_how_far_everyone_has_come(scene: Scene, client_of: SignIn) -> None:
    scene.propose()

    page = client_of(scene.world.reader).get("/rapporter/2026-t2/").content.decode()

    assert "Järva stadsdelsnämnd" in page
    assert "Bostäder AB" in page
    assert "Förslag 1" in page
    assert "ej påbörjad" in page
    assert "Gör bilagor" not in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("rapport=proposal", "Järva", "Skarpnäck"),
        ("rapport=not_started", "Skarpnäck", "Järva stadsdelsnämnd</a>"),
        ("slag=company", "Bostäder AB", "Skarpnäck"),
        ("sok=skarp", "Skarpnäck", "Bostäder AB"),
        ("uppgifter=accepted", "Ingen nämnd och inget bolag", "Bostäder AB"),
    ],
)
def test_the_list_is_filtered_by_its_address(
    scene: Scene, client_of: SignIn, query: str, there: str, gone: str
) -> None:
    scene.propose()

    page = client_of(scene.world.slk).get(f"/rapporter/2026-t2/?{query}").content.decode()

    assert there in page
    assert gone not in page


def test_the_list_leads_to_no_report_that_the_reader_may_not_read(
    scene: Scene, client_of: SignIn
) -> None:
    scene.accept_all()
    scene.propose()
    client = client_of(scene.world.outsider)

    drafts = client.get("/rapporter/2026-t2/").content.decode()
    scene.decide(Decision(date(2026, 9, 1), "12", "JÄR 2026/415"))
    decided = client.get("/rapporter/2026-t2/").content.decode()

    assert f'href="{REPORT}"' not in drafts
    assert "rapporten kan läsas när den är beslutad" in drafts
    assert f'href="{REPORT}"' in decided
    assert client.get(REPORT).status_code == 200


def test_a_period_without_reports_says_so(scene: Scene, client_of: SignIn) -> None:
    Submission.objects.filter(period=scene.world.t2).delete()

    page = client_of(scene.world.slk).get("/rapporter/2026-t2/").content.decode()

    assert "Inga rapporter i perioden" in page
    assert "0 av 0" not in page
    # Nyckeltal and forecasts may be there all the same.
    assert "Gör bilagor" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("controller", 200), ("approver", 200), ("unit_manager", 200), ("slk", 200),
        ("reader", 200), ("outsider", 404), ("company_reporter", 404), ("nobody", 404),
    ],
)  # fmt: skip
def test_the_own_line_follows_the_writing(
    scene: Scene, client_of: SignIn, who: str, status: int
) -> None:
    snapshot = scene.propose()
    client = client_of(getattr(scene.world, who))

    assert client.get(REPORT).status_code == status
    assert client.get(snapshot.get_absolute_url()).status_code == status


def test_what_is_decided_is_read_by_everyone_and_the_proposal_still_is_not(
    scene: Scene, client_of: SignIn
) -> None:
    scene.write("Vi når det mesta.")
    scene.accept_all()
    proposal = scene.propose()
    decided = scene.decide(Decision(date(2026, 9, 1), "12", "JÄR 2026/415"))
    client = client_of(scene.world.outsider)

    page = client.get(REPORT).content.decode()
    assert client.get(decided.get_absolute_url()).status_code == 200
    assert client.get(proposal.get_absolute_url()).status_code == 404
    assert "Beslut § 12" in page
    assert "Förslag 1" not in page
    assert "Så blir rapporten nu" not in page


def test_the_page_of_a_copy_says_what_was_frozen(scene: Scene, client_of: SignIn) -> None:
    scene.write("Vi når det <b>mesta</b>.\n\nOch mer.")
    snapshot = scene.propose()

    page = client_of(scene.world.controller).get(snapshot.get_absolute_url()).content.decode()

    assert "Vi når det &lt;b&gt;mesta&lt;/b&gt;." in page
    assert "78,2" in page
    assert "Uppnås delvis" in page
    assert "Hösten ser bättre ut." in page
    assert snapshot.sha256 in page
    unit = page[page.index("Enhetens indikatorer") :]
    assert (
        unit.index("79,5")
        < unit.index("Uppnås delvis")
        < unit.index("helårsprognosen 79,5".capitalize())
    )


def test_the_preview_shows_what_would_be_frozen(scene: Scene, client_of: SignIn) -> None:
    page = client_of(scene.world.controller).get(REPORT).content.decode()

    assert "Så blir rapporten nu" in page
    assert "Det enda nämndmålet bedöms uppfyllas helt." in page
    assert not Snapshot.objects.exists()


def test_only_those_who_write_are_told_to_write(scene: Scene, client_of: SignIn) -> None:
    writer = client_of(scene.world.controller).get(REPORT).content.decode()
    reader = client_of(scene.world.reader).get(REPORT).content.decode()

    assert "Skriv texterna" in writer
    assert "Kommentera prognosen mot budgeten.</p>" in writer
    assert "Rapporten är inte beslutad." in reader
    assert "Skriv texterna" not in reader
    assert "Kommentera prognosen" not in reader


def test_a_locked_report_is_not_asked_for(scene: Scene, client_of: SignIn) -> None:
    lock_everything(scene.world.t2)

    page = client_of(scene.world.controller).get(REPORT).content.decode()

    assert "Perioden låstes utan att en rapport beslutades." in page
    assert "Så såg uppgifterna ut" in page
    assert "ej skriven" not in page
    assert "Det här saknas" not in page


def test_goals_that_nobody_has_judged_are_missing_too(scene: Scene, client_of: SignIn) -> None:
    client = client_of(scene.world.controller)
    missing = "Texter: Sammanfattande analys, Ekonomi. 1 mål är inte bedömt."
    assert missing in client.get(REPORT).content.decode()

    scene.write("Vi når det mesta.")

    page = client.get(REPORT).content.decode()
    assert "Texter: Ekonomi. Ej klarmarkerat: Sammanfattande analys. 1 mål är inte bedömt." in page


@pytest.mark.parametrize("who", ["city", "committee", "company"])
def test_the_page_and_the_bilagor_count_the_same_goals(scene: Scene, who: str) -> None:
    world = scene.world
    found = {
        each.organisation.pk: each.unjudged
        for each in lacks(world.city, world.t2, Bodies(world.t2))
    }
    body = getattr(world, who)

    assert count_unjudged(body, world.t2) == found[body.pk] > 0


def test_a_goal_that_is_judged_is_not_missing(scene: Scene) -> None:
    world = scene.world
    before = count_unjudged(world.committee, world.t2)

    assess(
        goal=world.area_goal,
        organisation=world.committee,
        period=world.t2,
        version=None,
        light=Light.YELLOW,
        rationale="Vi är på väg.",
        decided_by="Nämnden",
        by=world.controller,
    )

    assert count_unjudged(world.committee, world.t2) == before - 1
    assert count_unjudged(world.unit, world.t2) == 1


def test_the_list_costs_the_same_for_many(scene: Scene, client_of: SignIn, queries) -> None:  # type: ignore[no-untyped-def]
    client = client_of(scene.world.slk)
    client.get("/rapporter/2026-t2/")
    with queries() as before:
        client.get("/rapporter/2026-t2/?slag=company")
    with queries() as after:
        client.get("/rapporter/2026-t2/")

    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ett.\n\nTvå\nrader.", "<p>Ett.</p><p>Två<br>rader.</p>"),
        ("**Fet** och *kursiv*", "<p><strong>Fet</strong> och <em>kursiv</em></p>"),
        ("- ett\n- två", "<ul><li>ett</li><li>två</li></ul>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[x](javascript:y) # nej", "<p>[x](javascript:y) # nej</p>"),
        ("## Läget\n\n1. ett", "<h3>Läget</h3><ol><li>ett</li></ol>"),
        ("[x](https://a.se)", '<p><a href="https://a.se">x</a></p>'),
        ("[x](ftp://a.se)", "<p>x</p>"),
        ("", ""),
    ],
)
def test_a_text_may_have_few_signs_and_nothing_else(text: str, html: str) -> None:
    assert formatted(text) == html


def test_an_exception_says_where_those_it_is_about_are_named(
    scene: Scene, client_of: SignIn
) -> None:
    scene.propose()
    reason = "Hann inte."
    decided = scene.decide(
        Decision(date(2026, 9, 1), "12", "JÄR 2026/415", exceptions_reason=reason)
    )

    page = client_of(scene.world.reader).get(decided.get_absolute_url()).content.decode()

    assert "Vilka det gäller står i avsnittet" in page
