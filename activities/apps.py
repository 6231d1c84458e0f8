"""The app activities."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What is done: activities with dates and their status per period."""

    name = "activities"
    verbose_name = "aktiviteter"
