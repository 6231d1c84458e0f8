"""The page of a goal: judgement beside evidence, indicators, what lies below, history."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from goals.commands import assess, record
from organisation.models import User
from tests.factories import MeasurementFactory, PeriodFactory, World, YearFactory
from tests.goals_pages.pages import assess_url, goal_url, text_of

ClientOf = Callable[[User], Client]


def report_share(world: World, value: str = "79") -> None:
    for unit in (world.unit, world.second_unit):
        measurement = world.measurement(organisation=unit)
        record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(value))


def judge_committee(world: World, light: str, rationale: str, version: int | None = None) -> None:
    assess(
        goal=world.committee_goal,
        organisation=world.committee,
        period=world.t2,
        light=light,
        rationale=rationale,
        decided_by="Karin Lund, förvaltningschef",
        version=version,
        by=world.controller,
    )


def test_the_computed_light_stands_with_its_reason(world: World, client_of: ClientOf) -> None:
    report_share(world)

    text = text_of(
        client_of(world.controller).get(goal_url(world.area_goal, world.committee, world.t2))
    )

    assert "Beräknat underlag" in text
    assert "Målets enda bedömda indikator väntas nå årsmålet delvis (2 till kan inte" in text
    assert "Ingen har bedömt målet" in text


def test_an_indicator_shows_value_target_kf_beside_coverage_and_reason(
    world: World, client_of: ClientOf
) -> None:
    report_share(world)

    text = text_of(
        client_of(world.controller).get(goal_url(world.area_goal, world.committee, world.t2))
    )

    assert "minst 82 KF: minst 80 skiljer sig" in text
    assert "2 av 2 har rapporterat, preliminärt" in text
    assert (
        "Helårsprognosen 79,0 % (2 av 2 har rapporterat, preliminärt) ligger under årsmålet minst 82 %"
        in text
    )
    assert "Mot KF:s årsmål: Gul Uppnås delvis" in text


def test_the_judgement_shows_who_when_and_why(world: World, client_of: ClientOf) -> None:
    judge_committee(world, "green", "Rekryteringen är klar i oktober.")

    text = text_of(
        client_of(world.controller).get(goal_url(world.committee_goal, world.committee, world.t2))
    )

    assert "Bedöms uppfyllas helt" in text
    assert "Rekryteringen är klar i oktober." in text
    assert "Beslutat av Karin Lund, förvaltningschef" in text
    assert "Bedömningen är gjord utan beräknat underlag." in text


def test_the_page_says_when_the_facts_moved_after_the_judgement(
    world: World, client_of: ClientOf
) -> None:
    judge_committee(world, "green", "Det ser bra ut.")
    measurement = world.measurement(world.grade)
    record(measurement=measurement, version=1, by=world.unit_manager, value=Decimal(2))
    second = world.measurement(world.grade, world.second_unit)
    record(measurement=second, version=1, by=world.unit_manager, value=Decimal(2))

    text = text_of(
        client_of(world.controller).get(goal_url(world.committee_goal, world.committee, world.t2))
    )

    assert "Underlaget har ändrats efter bedömningen: då var det ej beräknat." in text


def test_the_history_tells_what_was_before(world: World, client_of: ClientOf) -> None:
    judge_committee(world, "green", "Det ser bra ut.")
    judge_committee(world, "red", "Det gick inte.", version=1)

    text = text_of(
        client_of(world.controller).get(goal_url(world.committee_goal, world.committee, world.t2))
    )

    history = text.partition("Bedömningens historik")[2]
    assert "ändrade bedömningen: bedöms uppfyllas helt bedöms ej uppfyllas" in history
    assert history.index("ändrade bedömningen") < history.index("bedömde målet")


def test_the_chain_and_what_lies_below_are_links(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(
        goal_url(world.committee_goal, world.committee, world.t2)
    )

    page = response.content.decode()
    assert goal_url(world.orientation, world.city, world.t2) in page
    assert goal_url(world.area_goal, world.committee, world.t2) in page
    assert goal_url(world.commitment, world.unit, world.t2) in page


def test_the_citys_goal_lists_those_it_is_addressed_to(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(goal_url(world.area_goal, world.city, world.t2))

    page, text = response.content.decode(), text_of(response)
    assert "huvudansvarig" in text
    assert goal_url(world.area_goal, world.committee, world.t2) in page
    assert "Skarpnäck stadsdelsnämnd" in text
    assert goal_url(world.area_goal, world.other_committee, world.t2) not in page


def test_a_commitments_activities_are_there(world: World, client_of: ClientOf) -> None:
    text = text_of(
        client_of(world.unit_manager).get(goal_url(world.commitment, world.unit, world.t2))
    )

    assert world.activity.title in text
    assert "försenad" in text


def test_the_plan_shows_targets_and_no_judgement(world: World, client_of: ClientOf) -> None:
    text = text_of(
        client_of(world.controller).get(goal_url(world.area_goal, world.committee, world.plan))
    )

    assert "minst 82,0, satt av" in text or "minst 82, satt av" in text
    assert "Beräknat underlag" not in text


def test_a_goal_that_does_not_concern_the_organisation_does_not_exist_there(
    world: World, client_of: ClientOf
) -> None:
    client = client_of(world.slk)

    wrong_unit = goal_url(world.commitment, world.second_unit, world.t2)
    wrong_level = goal_url(world.orientation, world.committee, world.t2)

    assert client.get(wrong_unit).status_code == 404
    assert client.get(wrong_level).status_code == 404


def test_the_draft_of_another_committee_does_not_exist(world: World, client_of: ClientOf) -> None:
    url = goal_url(world.committee_goal, world.committee, world.t2)

    assert client_of(world.outsider).get(url).status_code == 404


def test_a_reader_sees_all_and_has_no_button(world: World, client_of: ClientOf) -> None:
    response = client_of(world.reader).get(
        goal_url(world.committee_goal, world.committee, world.t2)
    )

    assert response.status_code == 200
    assert assess_url(world.committee_goal, world.committee, world.t2) not in (
        response.content.decode()
    )


def test_the_short_address_leads_to_the_newest_period(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(
        reverse("goals:goal_home", args=[world.committee_goal.pk])
    )

    assert response.url == goal_url(world.committee_goal, world.committee, world.t2)


def test_earlier_years_are_a_small_trend_with_its_words(world: World, client_of: ClientOf) -> None:
    for number, value in ((2022, 61), (2023, 67), (2024, 64)):
        year = YearFactory(number=number)
        period = PeriodFactory(year=year, kind="annual", last_day=date(number, 12, 31))
        MeasurementFactory(
            indicator=world.has_plan.indicator,
            organisation=world.unit,
            period=period,
            value=Decimal(value),
        )

    response = client_of(world.unit_manager).get(goal_url(world.commitment, world.unit, world.t2))

    assert "2022: 61, 2023: 67, 2024: 64" in response.content.decode()


def test_what_units_undertake_is_called_an_atagande(world: World, client_of: ClientOf) -> None:
    page = goal_url(world.committee_goal, world.committee, world.t2)

    html = client_of(world.controller).get(page).content.decode()

    assert '<th scope="col">Åtagande</th>' in html
