"""A person's dates as a calendar feed, behind a secret address of the person's own.

The address is its own key, since a calendar program can not sign in. Only the key's hash is
kept: it is shown once, can be renewed and revoked, and stops when the account does.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from icalendar import Alarm, Calendar, Event

from organisation.models import User
from rounds.models import CalendarKey
from rounds.queries.dates import Day

_ALARMS = (timedelta(days=-7), timedelta(days=-1))


@transaction.atomic
def make_key(*, by: User) -> str:
    """Make or renew the person's key and give it, this one time; the old one stops at once."""
    token = secrets.token_urlsafe(32)
    CalendarKey.objects.update_or_create(
        user=by, defaults={"token_hash": _hash(token), "created_at": timezone.now()}
    )
    return token


@transaction.atomic
def revoke_key(*, by: User) -> None:
    """Take the person's key away; the address answers nobody any more."""
    CalendarKey.objects.filter(user=by).delete()


def owner_of(token: str) -> User | None:
    """Whose key it is, if anybody's who may still sign in.

    The database looks for the hash, which tells nothing of the key by the time that it takes.
    """
    digest = _hash(token)
    key = CalendarKey.objects.select_related("user").filter(token_hash=digest).first()
    if key is None or not constant_time_compare(key.token_hash, digest):
        return None
    return key.user if key.user.is_active else None


def _hash(token: str) -> str:
    """The hash of a key; it has 256 random bits, so no salt or slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed(days: list[Day], now: datetime) -> bytes:
    """The days as an iCalendar file (RFC 5545): all-day events, each with two reminders."""
    calendar = Calendar()
    calendar.add("prodid", "-//ILS//Rapporteringens datum//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "ILS: rapporteringens datum")
    for day in days:
        calendar.add_component(_event(day, now))
    return bytes(calendar.to_ical())


def _event(day: Day, now: datetime) -> Event:
    """One day that takes no time of the person's."""
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", now)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.title)
    event.add("transp", "TRANSPARENT")
    for before in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", day.title)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
