"""The page of a job: who may follow it, what moves on it, and what it says at the end."""

from collections.abc import Callable

import pytest
from django.test import Client

from jobs.commands import advance, enqueue, fail, finish, start
from jobs.enums import JobKind, JobState
from jobs.models import Job
from organisation.models import User
from reports.commands import propose
from tests.world import World

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def job(world: World) -> Job:
    snapshot = propose(
        organisation=world.committee, period=world.t2, by=world.controller, verify_at="http://x/"
    )
    return enqueue(kind=JobKind.SNAPSHOT_PDF, subject=snapshot.pk, by=world.controller, total=4)


def test_it_shows_how_far_the_work_has_come(world: World, job: Job, client_of: SignIn) -> None:
    start(job=job)
    advance(job=job, done=2, message="Sätter sida 3")

    page = client_of(world.controller).get(f"/jobb/{job.pk}/").content.decode()

    assert "<progress" in page
    assert 'role="status"' in page
    assert "Sätter sida 3" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Hämta läget igen" in page


def test_htmx_gets_the_moving_part_and_nothing_when_nothing_has_moved(
    world: World, job: Job, client_of: SignIn
) -> None:
    client, url = client_of(world.controller), f"/jobb/{job.pk}/"

    part = client.get(url, headers=HTMX)
    again = client.get(url, {"sett": job.seen}, headers=HTMX)

    assert "<html" not in part.content.decode()
    assert again.status_code == 204


def test_a_page_around_it_is_asked_for_anew_at_the_end(
    world: World, job: Job, client_of: SignIn
) -> None:
    start(job=job)
    finish(job=job)

    answer = client_of(world.controller).get(f"/jobb/{job.pk}/", {"del": "rad"}, headers=HTMX)

    assert answer.headers["HX-Refresh"] == "true"


def test_the_end_leads_to_the_result(world: World, job: Job, client_of: SignIn) -> None:
    start(job=job)
    finish(job=job, message="PDF-filen är klar: 9 sidor.")

    page = client_of(world.controller).get(f"/jobb/{job.pk}/").content.decode()

    assert "9 sidor" in page
    assert f"/rapporter/version/{job.subject}/" in page
    assert "refresh" not in page


def test_a_failure_says_why_and_how_to_go_on(world: World, job: Job, client_of: SignIn) -> None:
    start(job=job)
    fail(job=job, message="Disken är full.")

    page = client_of(world.controller).get(f"/jobb/{job.pk}/").content.decode()

    assert "Disken är full." in page
    assert "försöka igen" in page


def test_the_own_line_may_follow_and_others_find_nothing(
    world: World, job: Job, client_of: SignIn
) -> None:
    assert client_of(world.unit_manager).get(f"/jobb/{job.pk}/").status_code == 200
    assert client_of(world.outsider).get(f"/jobb/{job.pk}/").status_code == 404
    assert client_of(world.nobody).get(f"/jobb/{job.pk}/").status_code == 404
    assert Client().get(f"/jobb/{job.pk}/").status_code == 302


def test_only_who_ordered_it_cancels_it(world: World, job: Job, client_of: SignIn) -> None:
    assert client_of(world.unit_manager).post(f"/jobb/{job.pk}/").status_code == 404
    assert client_of(world.controller).post(f"/jobb/{job.pk}/").status_code == 302

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_job_without_its_subject_is_seen_by_who_ordered_it(
    world: World, client_of: SignIn
) -> None:
    job = enqueue(kind=JobKind.SNAPSHOT_PDF, subject=999_999, by=world.slk, total=1)

    assert client_of(world.slk).get(f"/jobb/{job.pk}/").status_code == 200
    assert client_of(world.reader).get(f"/jobb/{job.pk}/").status_code == 404
