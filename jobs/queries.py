"""Reads of jobs: the latest of a subject, what a job is about, how long the queue has waited."""

from datetime import timedelta
from typing import Protocol, runtime_checkable

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Min
from django.utils import timezone

from jobs.enums import SUBJECT_MODEL, JobKind, JobState
from jobs.models import Job


@runtime_checkable
class Subject(Protocol):
    """What a job is about, when its page may be seen by others than who ordered it."""

    def may_be_read_by(self, user: AbstractBaseUser) -> bool:
        """Say whether the user may read it."""

    def get_absolute_url(self) -> str:
        """Where it is read."""


def latest_job(kind: JobKind, subject: int) -> Job | None:
    """The newest job of the kind for the subject."""
    return Job.objects.filter(kind=kind, subject=subject).order_by("-pk").first()


def subject_of(job: Job) -> object | None:
    """The row that the job is about, or None when it is gone."""
    model = apps.get_model(SUBJECT_MODEL[JobKind(job.kind)])
    found: object | None = model._default_manager.filter(pk=job.subject).first()
    return found


def may_see(user: AbstractBaseUser, job: Job, subject: object | None) -> bool:
    """The one who ordered a job sees it, and whoever may read what it is about."""
    if job.requested_by_id is not None and job.requested_by_id == user.pk:
        return True
    return isinstance(subject, Subject) and subject.may_be_read_by(user)


def oldest_queued_age() -> timedelta | None:
    """How long the oldest job in the queue has waited; None when nothing waits.

    A broker may stop delivering without a word: this is how one sees it.
    """
    waiting = Job.objects.filter(state=JobState.QUEUED)
    oldest = waiting.aggregate(at=Min("created_at"))["at"]
    return None if oldest is None else timezone.now() - oldest
