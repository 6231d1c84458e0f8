"""The task that looks after the other tasks."""

from celery import shared_task

from jobs import commands


@shared_task
def sweep() -> None:
    """Take up forgotten and silent jobs (beat, three times a minute)."""
    commands.sweep()
