"""The app periods."""

from django.apps import AppConfig


class PeriodsConfig(AppConfig):
    """When: years, periods, dates, locks, submissions, expectations, rule limits."""

    name = "periods"
    verbose_name = "perioder"
