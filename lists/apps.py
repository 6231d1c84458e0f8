"""The app lists."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """The one page that every list is: filtered, sorted, saved, and had as a file."""

    name = "lists"
    verbose_name = "listor"
