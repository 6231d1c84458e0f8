"""The app activities."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What is done: activities and uppdrag with dates and how they stand per period."""

    name = "activities"
    verbose_name = "aktiviteter och uppdrag"
