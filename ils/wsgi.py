"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from ils.collecting import collect_rarely

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ils.settings")

application = get_wsgi_application()
collect_rarely()
