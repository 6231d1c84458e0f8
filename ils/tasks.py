"""The tasks of the roof."""

from celery import shared_task
from django.utils import timezone

from ils import mailing


@shared_task
def mail_completions() -> None:
    """Tell of completions that are asked (beat, each minute). What fails is sent by the next run."""
    mailing.mail_completions(today=timezone.localdate())
