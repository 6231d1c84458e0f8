"""The app goals."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """The goal chain, the judgement of each goal, and the one gate for a measurement."""

    name = "goals"
    verbose_name = "mål"
