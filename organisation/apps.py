"""The app organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Who: organisations and their versions, users, memberships, rights, the base page."""

    name = "organisation"
    verbose_name = "organisation"
