"""The app history."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Row versions and the log of who changed what and why."""

    name = "history"
    verbose_name = "historik"
