"""The app ils, the roof: it has no models, only pages and commands of the whole."""

from django.apps import AppConfig


class IlsConfig(AppConfig):
    """The roof over all rooms."""

    name = "ils"
    verbose_name = "ILS"
