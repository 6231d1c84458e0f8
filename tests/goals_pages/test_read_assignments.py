"""Uppdrag with every addressed organisation's answer: counts that add up, and who has not answered."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from activities.commands import AssignmentRow, answer_assignment, set_assignment
from activities.models import Assignment
from organisation.models import Organisation, User
from periods.models import Submission
from tests.factories import World
from tests.goals_pages.pages import text_of

ClientOf = Callable[[User], Client]


@pytest.fixture
def world(shared_world: World) -> World:
    """Built once for the module."""
    return shared_world


def page(world: World, at: Organisation | None = None) -> str:
    """The page of KF's uppdrag."""
    code = (at or world.city).code
    return reverse("goals:assignment", args=["2026-t2", code, world.assignment.pk])


def listed(world: World, at: Organisation | None = None) -> str:
    """The list of uppdrag."""
    return reverse("goals:assignments", args=["2026-t2", (at or world.city).code])


def answer(world: World, at: Organisation, state: str, text: str = "") -> None:
    """Let a nämnd or bolag have answered; a late one with a comment."""
    answer_assignment(
        answer=world.answer(at), version=1, state=state, text=text,
        deviation="" if state == "done" else "Remissen drog ut.", new_end_on=None,
        by=world.controller,
    )  # fmt: skip


def test_every_answer_stands_with_its_state_and_lateness(world: World, client_of: ClientOf) -> None:
    answer(world, world.committee, "done", "Planen är klar.")
    answer(world, world.company, "ongoing", "Halva planen.")

    text = text_of(client_of(world.slk).get(page(world)))

    assert "Riktat till 3 : 1 genomfört, 1 pågår, 1 ej besvarat." in text
    assert "Av dem är 2 försenade." in text
    assert "Ej besvarat av: Skarpnäck stadsdelsnämnd" in text
    assert "Järva stadsdelsnämnd Genomfört Planen är klar." in text
    assert "Bostäder AB Pågår försenat Halva planen. Remissen drog ut." in text


def test_the_list_counts_every_state_to_those_asked(world: World, client_of: ClientOf) -> None:
    answer(world, world.committee, "done", "Planen är klar.")

    response = client_of(world.slk).get(listed(world))

    [row] = response.context["table"].data
    states = [row.done, row.ongoing, row.not_started, row.cancelled, row.unanswered, row.hidden]
    assert states == [1, 0, 0, 0, 2, 0]
    assert (row.asked, row.late) == (3, 2)
    assert "Summa" in text_of(response)


def test_what_is_not_accepted_is_counted_but_not_shown(world: World, client_of: ClientOf) -> None:
    answer(world, world.committee, "done", "Hemligt än så länge.")
    client = client_of(world.outsider)

    text = text_of(client.get(page(world)))
    [row] = client.get(listed(world)).context["table"].data

    assert "Hemligt" not in text
    assert "Visas inte för dig" in text
    assert (row.asked, row.unanswered, row.hidden) == (3, 1, 2)


def test_a_committee_sees_its_own_answer_alone(world: World, client_of: ClientOf) -> None:
    response = client_of(world.controller).get(page(world, world.committee))

    text = text_of(response)
    assert "Riktat till 1 : 1 ej besvarat." in text
    assert "Besvara uppdraget" in text
    assert "Bostäder AB" not in text


def test_it_does_not_exist_where_nobody_is_addressed(world: World, client_of: ClientOf) -> None:
    assert client_of(world.slk).get(page(world, world.unit)).status_code == 404
    assert client_of(world.nobody).get(page(world)).status_code == 404


@pytest.mark.parametrize(("query", "number"), [("brist=obesvarat", 1), ("av=ks", 0), ("sok=u1", 1)])
def test_the_list_is_narrowed(world: World, client_of: ClientOf, query: str, number: int) -> None:
    response = client_of(world.slk).get(f"{listed(world)}?{query}")

    assert len(response.context["table"].rows) == number


def test_who_was_addressed_after_handing_in_answers_later(
    world: World, client_of: ClientOf
) -> None:
    Submission.objects.filter(organisation=world.company, period=world.t2).update(
        state="submitted", submitted_at=datetime(2026, 9, 1, tzinfo=UTC)
    )
    made = set_assignment(
        row=AssignmentRow(
            year=world.year, code="U9", title="Nytt", decided_by="ks",
            decided_on=date(2026, 6, 1), start_on=date(2026, 6, 1), end_on=date(2026, 12, 1),
            addressees=(world.company, world.committee),
        ),
        by=world.slk,
    )  # fmt: skip

    url = reverse("goals:assignment", args=["2026-t2", world.city.code, made.pk])
    text = text_of(client_of(world.slk).get(url))

    assert "Riktat till 1" in text
    assert "Svarar först i nästa period" in text
    assert "Bostäder AB" in text


# Giving


def form_of(world: World, **values: object) -> dict[str, object]:
    """What SLK types for a new uppdrag."""
    return {
        "version": "",
        "code": "U12",
        "title": "Spara el",
        "description": "",
        "decided_by": "kf",
        "committee": "",
        "decided_on": "2026-06-01",
        "case_number": "KS 2026/1",
        "goal": str(world.area_goal.pk),
        "start_on": "2026-06-15",
        "end_on": "2026-12-01",
        "addressees": [str(world.company.pk)],
        **values,
    }


NEW = "/mal/2026-t2/uppdrag/nytt/"


def test_slk_gives_an_uppdrag_to_a_group_and_one_more(world: World, client_of: ClientOf) -> None:
    data = form_of(world, groups=["district_committee"])

    response = client_of(world.slk).post(NEW, data)

    assert response.status_code == 302
    made = Assignment.objects.get(code="U12")
    assert made.goal == world.area_goal
    addressed = set(made.addressees.values_list("organisation__code", flat=True))
    assert addressed == {"jarva", "skarpnack", "bostader"}
    assert made.answers.filter(period=world.t2).count() == 3


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"addressees": []}, "Välj minst en nämnd eller ett bolag."),
        ({"code": ""}, "Skriv uppdragets nummer."),
        ({"code": "U1"}, "Året har redan ett uppdrag med det numret."),
        ({"end_on": "2026-01-01"}, "Uppdraget måste starta innan det ska vara återrapporterat."),
        ({"decided_by": "committee"}, "Ange vilken nämnd som har beslutat uppdraget"),
        ({"decided_on": "i våras"}, "Skriv dagen som år-månad-dag"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, client_of: ClientOf, values: dict[str, object], message: str
) -> None:
    response = client_of(world.slk).post(NEW, form_of(world, **values))

    text = text_of(response)
    assert response.status_code == 422
    assert message in text
    assert "KS 2026/1" in response.content.decode()


def test_it_is_changed(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    url = reverse("goals:change_assignment", args=["2026-t2", world.assignment.pk])
    initial = client.get(url).context["form"].initial
    everyone = [str(pk) for pk in initial["addressees"]]

    client.post(url, form_of(world, code="U1", version="1", addressees=everyone))

    world.assignment.refresh_from_db()
    assert (world.assignment.title, world.assignment.version) == ("Spara el", 2)


def test_two_who_change_it_meet_what_the_other_saved(world: World, client_of: ClientOf) -> None:
    client = client_of(world.slk)
    url = reverse("goals:change_assignment", args=["2026-t2", world.assignment.pk])
    everyone = [str(pk) for pk in client.get(url).context["form"].initial["addressees"]]
    typed = form_of(world, code="U1", version="1", addressees=everyone)
    client.post(url, {**typed, "title": "Den andras"})

    response = client.post(url, typed)

    assert response.status_code == 409
    assert "Sparat: Den andras Ditt: Spara el" in text_of(response)
    again = client.post(url, {**typed, "version": response.context["form"]["version"].value()})
    assert again.status_code == 302
    world.assignment.refresh_from_db()
    assert world.assignment.title == "Spara el"


@pytest.mark.parametrize("name", ["controller", "company_reporter", "reader", "admin"])
def test_others_give_no_uppdrag(world: World, client_of: ClientOf, name: str) -> None:
    client = client_of(getattr(world, name))

    assert client.get(NEW).status_code == 404
    assert client.post(NEW, form_of(world)).status_code == 404
    assert not Assignment.objects.filter(code="U12").exists()
