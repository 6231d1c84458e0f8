"""The roof: settings, addresses, Celery, start page, local launcher."""

from ils.celery import app as celery_app

__all__ = ["celery_app"]
