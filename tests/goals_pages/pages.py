"""Addresses of the goal pages, and what a page says, for the tests in this folder."""

import html
import re

from django.http import HttpResponse
from django.urls import reverse

from goals.models import Goal
from organisation.models import Organisation
from periods.models import Period


def city_url(period: Period) -> str:
    """The city's goals."""
    return reverse("goals:city", args=[period.slug])


def organisation_url(organisation: Organisation, period: Period) -> str:
    """An organisation's goals."""
    return reverse("goals:organisation", args=[period.slug, organisation.code])


def goal_url(goal: Goal, organisation: Organisation, period: Period) -> str:
    """A goal at an organisation."""
    return reverse("goals:goal", args=[period.slug, organisation.code, goal.pk])


def assess_url(goal: Goal, organisation: Organisation, period: Period) -> str:
    """The judgement of a goal at an organisation."""
    return reverse("goals:assess", args=[period.slug, organisation.code, goal.pk])


def text_of(response: HttpResponse) -> str:
    """What the page says: its words without marks, each space alone."""
    body = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))
