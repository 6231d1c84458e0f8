# One image for web, workers and schedule: the same code and the same locked packages everywhere.
FROM python:3.11-slim-bookworm

# What WeasyPrint needs and no wheel carries.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=ils.settings
WORKDIR /app

# Before the code: a change in the code does not install the packages again.
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock

COPY . .
# The demo flag only lets the settings load without a secret key; nothing of it stays in the image.
RUN ILS_DEMO=1 python manage.py collectstatic --noinput \
    && useradd --system --no-create-home --shell /usr/sbin/nologin ils \
    && install --directory --owner ils var/beat

USER ils
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "ils.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--no-control-socket"]
