"""The Celery application: tasks are found by name in each room's tasks.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ils.settings")

app = Celery("ils")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
