"""The app indicators."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """What is measured: indicators, targets, measurements, totals, key figures."""

    name = "indicators"
    verbose_name = "indikatorer"
