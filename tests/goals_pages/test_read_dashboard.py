"""The dashboard: what to do next, what needs attention, the goals in order, and those below."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from activities.commands import answer_assignment
from goals.commands import assess, record
from goals.queries.dashboard_indicators import indicator_lines
from indicators.models import Verdict
from organisation.models import Organisation, User
from periods.commands import submit
from periods.enums import PeriodKind
from periods.models import Period
from tests.factories import World
from tests.goals_pages.pages import goal_url, organisation_url, text_of
from tests.goals_pages.test_read_matrix_shared import under_another_goal
from tests.past_years import add_year

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def dashboard_url(organisation: Organisation, period: Period) -> str:
    return reverse("goals:dashboard", args=[period.slug, organisation.code])


def judge(world: World, light: str = "green") -> None:
    assess(
        goal=world.committee_goal, organisation=world.committee, period=world.t2, light=light,
        rationale="Vi ser det i vardagen.", decided_by="Nämnden", version=None,
        by=world.controller,
    )  # fmt: skip


def report(world: World, value: int) -> None:
    row = world.measurement()
    record(measurement=row, version=row.version, value=Decimal(value), by=world.unit_manager)


def read(world: World, client_of: ClientOf, organisation: Organisation, user: User) -> str:
    return text_of(client_of(user).get(dashboard_url(organisation, world.t2)))


def test_the_next_step_is_to_review_what_has_been_handed_in(
    world: World, client_of: ClientOf
) -> None:
    submit(submission=world.submission(), version=1, handed_in={}, by=world.unit_manager)

    response = client_of(world.controller).get(dashboard_url(world.committee, world.t2))

    assert "1 enhet har lämnat in och väntar" in text_of(response)
    review = reverse("rounds:review", args=[world.t2.slug, world.committee.code])
    assert f'class="button" href="{review}"' in response.content.decode()


def test_a_reader_is_sent_to_what_needs_attention_and_to_no_form(
    world: World, client_of: ClientOf
) -> None:
    judge(world)

    response = client_of(world.reader).get(dashboard_url(world.committee, world.t2))

    assert "Börja med" in text_of(response)
    assert "bedomning" not in response.content.decode()


def test_what_differs_from_the_figures_stands_before_the_goals(
    world: World, client_of: ClientOf
) -> None:
    judge(world)

    text = read(world, client_of, world.committee, world.controller)

    assert "Bedömningar att förklara 1" in text
    assert text.index("Utan beräknat underlag") < text.index("Målen i ordning")


def test_red_at_a_unit_is_said_above_it(world: World, client_of: ClientOf) -> None:
    report(world, 10)

    text = read(world, client_of, world.committee, world.controller)

    assert "indikatorer röda" in text
    assert world.unit.name in text.partition("Målen i ordning")[0]


def test_a_light_that_has_turned_says_what_it_was(world: World, client_of: ClientOf) -> None:
    before = Verdict.objects.get(
        organisation=world.unit, period=world.t1, goal_indicator=world.share, part="total",
        standing="applies",
    ).light  # fmt: skip
    report(world, 10 if before != "red" else 99)

    text = read(world, client_of, world.unit, world.unit_manager)

    assert "Vänt sedan förra perioden 1" in text
    assert "förra perioden: uppnås" in text


def test_under_two_goals_each_light_has_the_earlier_one_of_its_own_goal(world: World) -> None:
    report(world, 99)
    lights = {world.t1: ("green", "red"), world.t2: ("yellow", "yellow")}
    for period, (own, other) in lights.items():
        verdict = Verdict.objects.get(
            organisation=world.unit, period=period, goal_indicator=world.share, part="total",
            standing="applies", kind="forecast",
        )  # fmt: skip
        Verdict.objects.filter(pk=verdict.pk).update(light=own)
        under_another_goal(world, verdict, other)

    lines = indicator_lines(world.unit, world.t2)
    name = world.share.indicator.name
    before = {line.goal: line.before for line in lines if line.name == name}

    assert before == {world.share.goal_id: "green", world.commitment.pk: "red"}


def test_who_has_not_handed_in_is_named_when_the_last_day_is_close(
    world: World, client_of: ClientOf
) -> None:
    text = read(world, client_of, world.committee, world.controller)

    missing = text.partition("Saknas nära sista dagen")[2].partition("Visa alla")[0]
    assert world.unit.name in missing
    assert "sista dagen är" in missing


def test_goals_stand_in_order_with_their_indicators(world: World, client_of: ClientOf) -> None:
    report(world, 84)

    response = client_of(world.controller).get(dashboard_url(world.committee, world.t2))

    text = text_of(response).partition("Målen i ordning")[2]
    assert text.index(world.area_goal.title) < text.index(world.committee_goal.title)
    assert world.share.indicator.name in text
    assert goal_url(world.committee_goal, world.committee, world.t2) in response.content.decode()


def test_the_drafts_of_others_are_not_counted(world: World, client_of: ClientOf) -> None:
    row = world.measurement(organisation=world.second_unit)
    record(measurement=row, version=row.version, value=Decimal(10), by=world.controller)

    neighbour = read(world, client_of, world.committee, world.unit_manager)
    own = read(world, client_of, world.committee, world.controller)

    assert "Nästa steg" in neighbour
    assert "indikatorer röda" not in neighbour
    assert "indikatorer röda" in own


@pytest.mark.parametrize("name", ["city", "committee", "company", "unit"])
def test_every_kind_of_organisation_has_one(world: World, client_of: ClientOf, name: str) -> None:
    body = getattr(world, name)
    user = {"company": world.company_reporter, "unit": world.unit_manager}.get(name, world.slk)

    response = client_of(user).get(dashboard_url(body, world.t2))

    assert response.status_code == 200
    assert "Nästa steg" in text_of(response)


def test_a_plan_says_that_it_has_none(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(dashboard_url(world.committee, world.plan))

    assert "En plan har inget läge" in text_of(response)
    goals = reverse("goals:organisation", args=[world.plan.slug, world.committee.code])
    assert f'href="{goals}">Öppna planens målkedja' in response.content.decode()


def test_a_period_without_anything_does_not_say_that_nothing_is_red(
    world: World, client_of: ClientOf
) -> None:
    add_year(world, 2020, {PeriodKind.ANNUAL: "80"})
    old = Period.objects.get(year__number=2020)

    text = text_of(client_of(world.slk).get(dashboard_url(world.city, old)))

    assert "Perioden har inga mål eller indikatorer i ILS" in text
    assert "Inget rött" not in text
    assert "Till nyckeltalen" in text


def test_who_has_no_role_gets_no_page(world: World, client_of: ClientOf) -> None:
    response = client_of(world.nobody).get(dashboard_url(world.committee, world.t2))

    assert response.status_code == 404


def test_uppdrag_past_their_day_are_named_with_who_has_them(
    world: World, client_of: ClientOf
) -> None:
    answer = world.answer()
    at_city = read(world, client_of, world.city, world.slk)
    at_committee = read(world, client_of, world.committee, world.controller)

    named = f"{answer.assignment.code} {answer.assignment.title}"
    assert "Försenade uppdrag 1 uppdrag, 3 svar" in at_city
    assert f"{named} 3 nämnder och bolag är inte klara, skulle vara klart 30/6" in at_city
    assert f"Försenade uppdrag 1 {named} ej besvarat, skulle vara klart 30/6" in at_committee

    page = client_of(world.slk).get(dashboard_url(world.city, world.t2)).content.decode()
    assert "/aktiviteter/?brist=sen&amp;slag=assignment" in page


def test_an_uppdrag_that_is_done_is_not_late(world: World, client_of: ClientOf) -> None:
    answer_assignment(
        answer=world.answer(), version=1, state="done", text="Planen är klar.", deviation="",
        new_end_on=None, by=world.controller,
    )  # fmt: skip

    assert "Försenade uppdrag" not in read(world, client_of, world.committee, world.controller)
    assert "Försenade uppdrag 1 uppdrag, 2 svar" in read(world, client_of, world.city, world.slk)


def test_late_uppdrag_of_others_are_not_shown_before_they_are_accepted(
    world: World, client_of: ClientOf
) -> None:
    text = read(world, client_of, world.city, world.outsider)

    assert "Försenade uppdrag 1 " in text
    assert "ej besvarat, skulle vara klart 30/6" in text


def test_a_units_pages_lead_to_each_other(world: World, client_of: ClientOf) -> None:
    client = client_of(world.unit_manager)
    own, standing = organisation_url(world.unit, world.t2), dashboard_url(world.unit, world.t2)

    for url in (own, standing):
        tabs = client.get(url).context["tabs"]
        assert [(tab.label, tab.url, tab.is_current) for tab in tabs] == [
            ("Läget", standing, url == standing),
            ("Målkedjan", own, url == own),
        ]
    assert f'href="{standing}"' in client.get(own).content.decode()


def test_a_units_plan_has_one_page(world: World, client_of: ClientOf) -> None:
    page = client_of(world.unit_manager).get(organisation_url(world.unit, world.plan))

    assert page.context["tabs"] == []
