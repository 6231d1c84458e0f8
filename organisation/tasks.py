"""The task of organisation: sessions that have ended are forgotten."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore


@shared_task
def forget_sessions() -> None:
    """Remove ended sessions, and with them what a writer typed and never came back for (beat, each night)."""
    SessionStore.clear_expired()
