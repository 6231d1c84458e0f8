"""Stands in for ils.celery: workers that connect and wait."""

import os

from celery import Celery

app = Celery("ils", broker=os.environ["REDIS_URL"])
app.conf.broker_connection_retry_on_startup = True
