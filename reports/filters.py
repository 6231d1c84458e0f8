"""Filters of the list of reports, and of what is missing in them."""

from typing import Any

import django_filters

from lists.filters import LaterFilter, SearchFilter
from organisation.enums import Kind
from organisation.models import Organisation
from periods.enums import SubmissionState
from reports.enums import ReportState

_KINDS = [
    (Kind.COMMITTEE, "Facknämnder"),
    (Kind.DISTRICT_COMMITTEE, "Stadsdelsnämnder"),
    (Kind.COMPANY, "Bolag"),
    (Kind.COMPANY_GROUP, "Bolagskoncernen"),
]


class BodyFilter(django_filters.FilterSet):
    """By name, kind, and how far figures and report have come."""

    sok = SearchFilter(paths=("name",), label="Namn")
    slag = django_filters.ChoiceFilter(
        field_name="kind", choices=_KINDS, label="Slag", empty_label="Alla"
    )
    uppgifter = django_filters.ChoiceFilter(
        field_name="submission_state",
        choices=SubmissionState.choices,
        label="Uppgifter",
        empty_label="Alla",
    )
    rapport = django_filters.ChoiceFilter(
        field_name="report_state", choices=ReportState.choices, label="Rapport", empty_label="Alla"
    )

    class Meta:
        model = Organisation
        fields: list[str] = []


# What a nämnd or bolag may lack, by the word in the address.
LACKING: dict[str, Any] = {
    "": lambda lack: True,
    "uppgifter": lambda lack: not lack.is_accepted,
    "rapport": lambda lack: not lack.is_decided,
    "bedomning": lambda lack: lack.unjudged,
    "varden": lambda lack: lack.valueless,
}


class LackFilter(django_filters.FilterSet):
    """By name, and by what is missing, which the page sorts out."""

    sok = SearchFilter(paths=("name",), label="Namn")
    # What is missing is counted from judgements and values.
    saknas = LaterFilter(
        choices=[
            ("uppgifter", "Godkända uppgifter"),
            ("rapport", "Beslutad rapport"),
            ("bedomning", "Bedömning av mål"),
            ("varden", "Värden"),
        ],
        label="Saknar",
        empty_label="Alla",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []
