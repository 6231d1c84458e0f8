"""A goal as it was known on a day: text, values, targets, lights and the judgement of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pgtrigger
import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from goals.commands import assess, record, rejudge
from goals.models import Goal, Suggestion
from goals.queries.goal_past import goal_as_of
from history.past import as_of
from indicators.known import known_indicators
from indicators.models import Measurement, Target, Verdict
from organisation.models import Organisation, User
from periods.models import Period
from tests.goals_pages.pages import text_of
from tests.world import World

ClientOf = Callable[[User], Client]
MAY, AUGUST = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 8, 20, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
_TRACKED = (
    "goals.Goal", "goals.Assessment", "indicators.Measurement", "indicators.Target",
    "indicators.GoalIndicator", "indicators.Indicator",
)  # fmt: skip


@pytest.fixture
def world(shared_world: World) -> World:
    """All that the world holds has been so since May."""
    happened(MAY)
    return shared_world


def happened(at: datetime) -> None:
    """Let what has been written since last time have been so then; behind the triggers' back."""
    with pgtrigger.ignore():
        for name in _TRACKED:
            events = apps.get_model(f"{name}Event").objects.exclude(
                pgh_created_at__in=(MAY, AUGUST)
            )
            events.update(pgh_created_at=at)


def report(world: World, value: int, at: Organisation | None = None) -> None:
    row = world.measurement(organisation=at)
    record(measurement=row, version=row.version, value=Decimal(value), by=world.slk)


def page(world: World, client: Client, day: str = "", period: Period | None = None) -> str:
    args = [(period or world.t2).slug, world.committee.code, world.area_goal.pk]
    response = client.get(reverse("goals:goal_past", args=args), {"den": day} if day else {})
    assert response.status_code == 200
    return text_of(response)


def test_an_older_day_shows_the_text_the_value_and_the_light_of_then(
    world: World, client_of: ClientOf
) -> None:
    report(world, 60)
    happened(MAY)
    report(world, 90)
    Goal.objects.filter(pk=world.area_goal.pk).update(title="Ett nytt namn")
    happened(AUGUST)
    client = client_of(world.controller)

    then, now = page(world, client, "2026-06-01"), page(world, client, "2026-08-25")

    assert "Du ser ett äldre läge" in then
    assert "Målet 1.1 Målet hade" in then.replace("I dag heter målet 1.1 Ett nytt namn. ", "")
    assert "I dag heter målet 1.1 Ett nytt namn" in then
    assert "60,0" in then
    assert "90,0" not in then
    assert "90,0" in now
    assert "Ett nytt namn" in now


def test_the_judgement_of_then_stands_beside_the_light_of_then(
    world: World, client_of: ClientOf
) -> None:
    judged = {"goal": world.area_goal, "organisation": world.committee, "period": world.t2}
    first = assess(
        **judged, light="yellow", rationale="Det som var känt i maj.", decided_by="Nämnden",
        version=None, by=world.controller,
    )  # fmt: skip
    happened(MAY)
    assess(
        **judged, light="red", rationale="Det gick sämre.", decided_by="",
        version=first.version, by=world.controller,
    )  # fmt: skip
    happened(AUGUST)
    client = client_of(world.controller)

    then, now = page(world, client, "2026-06-01"), page(world, client, "2026-08-25")

    assert "Det som var känt i maj." in then
    assert "Det gick sämre." not in then
    assert "Beslutat av Nämnden" in then
    assert "Det gick sämre." in now.partition("Bedömning då")[2]


def test_a_replaced_target_is_the_one_that_applied_then(world: World) -> None:
    report(world, 81)
    happened(MAY)
    old = Target.objects.get(goal_indicator=world.share, organisation=world.committee)
    Target.objects.create(
        goal_indicator=world.share, organisation=world.committee, set_by="committee",
        kind="at_least", value=Decimal(70), applies_from=world.t2, replaces=old,
        decided_by="committee", decided_on="2026-06-01", reason="Färre barn.",
    )  # fmt: skip
    happened(AUGUST)

    def light(moment: datetime) -> tuple[str, Decimal | None]:
        rows = known_indicators(world.area_goal.pk, world.unit, world.t2, moment)
        row = next(one for one in rows if one.link == world.share)
        assert row.target is not None
        return row.light.light, row.target.value

    assert light(JUNE) == ("yellow", Decimal(82))
    assert light(datetime(2026, 8, 25, tzinfo=UTC)) == ("green", Decimal(70))


@pytest.mark.parametrize("place", ["unit", "committee", "company", "city"])
def test_what_is_known_now_gives_the_stored_lights(world: World, place: str) -> None:
    """The same law as the stored verdicts: what is known now must give what is stored now."""
    report(world, 90)
    report(world, 70, world.company)
    rejudge(period=world.t2)
    organisation = getattr(world, place)
    goals = [world.area_goal, world.committee_goal, world.commitment, world.company_goal]

    for period in (world.t1, world.t2):
        for goal in goals:
            known = known_indicators(goal.pk, organisation, period, None)
            stored = Verdict.objects.filter(
                period=period, organisation=organisation, goal_indicator__goal=goal,
                part="total", standing="applies",
            )  # fmt: skip
            lights = dict(stored.values_list("goal_indicator", "light"))
            judged = {one.link.pk: one.light.light for one in known}
            # A goal is judged by its owner and those below; others do not have it.
            assert {pk: light for pk, light in judged.items() if pk in lights} == lights


def test_what_is_known_now_gives_the_stored_suggestion(world: World) -> None:
    pairs = [
        (world.area_goal, world.committee), (world.area_goal, world.city),
        (world.committee_goal, world.committee), (world.commitment, world.unit),
        (world.orientation, world.city), (world.area_goal, world.tree.group),
    ]  # fmt: skip
    for goal, organisation in pairs:
        stored = Suggestion.objects.get(goal=goal, organisation=organisation, period=world.t1)
        past = goal_as_of(goal, organisation, world.t1, None, with_figures=True)
        assert past is not None
        assert past.judgement is not None
        assert past.judgement.suggested.light == stored.light, goal
        assert past.judgement.indicators.known == stored.green + stored.yellow + stored.red


def test_before_the_goal_was_there_the_page_says_so(world: World, client_of: ClientOf) -> None:
    assert "Målet fanns inte då" in page(world, client_of(world.controller), "2026-01-01")


def test_who_is_outside_the_line_sees_no_draft_of_then(world: World, client_of: ClientOf) -> None:
    """T1 was locked at the end of June: what stood in May was a draft."""
    reader, own = client_of(world.outsider), client_of(world.controller)

    assert "var inte inlämnade" in page(world, reader, "2026-05-20", world.t1)
    assert "82,0" not in page(world, reader, "2026-05-20", world.t1)
    assert "82,0" in page(world, own, "2026-05-20", world.t1)
    assert "82,0" in page(world, reader, "2026-07-15", world.t1)


def test_another_lines_open_period_does_not_exist(world: World, client_of: ClientOf) -> None:
    args = [world.t2.slug, world.committee.code, world.area_goal.pk]
    url = reverse("goals:goal_past", args=args)

    assert client_of(world.outsider).get(url).status_code == 404
    assert client_of(world.nobody).get(url).status_code == 404


def test_a_day_that_can_not_be_read_is_said(world: World, client_of: ClientOf) -> None:
    text = page(world, client_of(world.controller), "i våras")

    assert "Skriv dagen som" in text
    assert "Känt nu" in text


def test_a_plan_has_its_targets_and_no_lights(world: World, client_of: ClientOf) -> None:
    text = page(world, client_of(world.controller), "2026-06-01", world.plan)

    assert "minst" in text
    assert "Beräknat underlag" not in text


def test_the_goals_page_leads_there(world: World, client_of: ClientOf) -> None:
    args = [world.t2.slug, world.committee.code, world.area_goal.pk]

    html = client_of(world.controller).get(reverse("goals:goal", args=args)).content.decode()

    assert reverse("goals:goal_past", args=args) in html


def test_a_removed_row_is_not_among_those_that_stood(world: World) -> None:
    row = world.measurement()
    key = row.pk
    row.delete()
    happened(AUGUST)

    at = {"indicator_id": row.indicator_id, "organisation_id": world.unit.pk}
    assert key in {one.pk for one in as_of(Measurement, JUNE, **at)}
    assert key not in {one.pk for one in as_of(Measurement, None, **at)}
