"""The app jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work with progress: one row per job, one way to enqueue."""

    name = "jobs"
    verbose_name = "jobb"
