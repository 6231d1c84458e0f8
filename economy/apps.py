"""The app economy."""

from django.apps import AppConfig


class EconomyConfig(AppConfig):
    """Budget, outcome, forecast and deviation per organisation and operational area."""

    name = "economy"
    verbose_name = "ekonomi"
