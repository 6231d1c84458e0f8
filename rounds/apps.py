"""The app rounds."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The reporting round: Att göra, entry, hand in, return. No facts of its own."""

    name = "rounds"
    verbose_name = "rapporteringsrunda"
