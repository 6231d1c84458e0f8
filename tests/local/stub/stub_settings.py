"""Stands in for ils.settings: Celery's worker reads it because it is named in the environment."""

SECRET_KEY = "stub"
INSTALLED_APPS: list[str] = []
