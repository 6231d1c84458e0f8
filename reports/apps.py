"""The app reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """A report for an organisation and a period: written, decided, frozen, printed."""

    name = "reports"
    verbose_name = "rapporter"
