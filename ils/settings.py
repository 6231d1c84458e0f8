"""Settings: everything that differs between installations comes from the environment.

`docs/running.md` lists the names. In production the program refuses to start with the
default secret key.
"""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
DEFAULT_SECRET_KEY = "osäker-bara-för-utveckling-och-test"

env = environ.Env()

DEBUG = env.bool("ILS_DEBUG", default=False)
DEMO = env.bool("ILS_DEMO", default=False)
SECRET_KEY = env.str("ILS_SECRET_KEY", default=DEFAULT_SECRET_KEY)
ALLOWED_HOSTS = env.list("ILS_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("ILS_CSRF_TRUSTED_ORIGINS", default=[])

if SECRET_KEY == DEFAULT_SECRET_KEY and not (DEBUG or DEMO):
    raise ImproperlyConfigured("Sätt ILS_SECRET_KEY: standardnyckeln får bara användas i demo.")

INSTALLED_APPS = [
    "ils",
    "reports",
    "rounds",
    "goals",
    "indicators",
    "activities",
    "economy",
    "periods",
    "lists",
    "organisation",
    "jobs",
    "history",
    "pghistory",
    "pgtrigger",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "allauth",
    "allauth.account",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "ils.uploads.LimitUploads",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ils.entrance.RequireLogin",
    "ils.keeping.KeepTyped",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "ils.urls"
WSGI_APPLICATION = "ils.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ils.context.frame",
            ],
            "builtins": ["organisation.templatetags.ils"],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default="postgresql:///ils")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
# Counted sign-ins. In the database, so that people can sign in while the broker is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "organisation_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    # Seconds: a broker that does not answer must hold up neither a page nor a worker.
    "socket_timeout": 4,
    "socket_connect_timeout": 4,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    # Looking after the chapters waits for no document.
    "reports.tasks.sweep_chapters": {"queue": "default"},
    "reports.tasks.forget_chapters": {"queue": "default"},
    "reports.tasks.*": {"queue": "pdf"},
}
CELERY_TIMEZONE = "Europe/Stockholm"
_SWEEP_EVERY = 20.0  # seconds
# A worker that has been busy for long sweeps once, not once for each turn that it missed.
_SWEEP_ONCE = {"expires": _SWEEP_EVERY}
CELERY_BEAT_SCHEDULE = {
    "requeue-forgotten-jobs": {
        "task": "jobs.tasks.sweep",
        "schedule": _SWEEP_EVERY,
        "options": _SWEEP_ONCE,
    },
    "requeue-lost-chapters": {
        "task": "reports.tasks.sweep_chapters",
        "schedule": _SWEEP_EVERY,
        "options": _SWEEP_ONCE,
    },
    "forget-old-chapters": {
        "task": "reports.tasks.forget_chapters",
        "schedule": crontab(hour=3, minute=40),
    },
    "forget-old-imports": {
        "task": "rounds.tasks.forget_imports",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget-old-files-of-lists": {
        "task": "lists.tasks.forget_files",
        "schedule": crontab(hour=3, minute=50),
    },
    "forget-ended-sessions": {
        "task": "organisation.tasks.forget_sessions",
        "schedule": crontab(hour=3, minute=30),
    },
    "tell-of-what-came-back": {"task": "rounds.tasks.mail_returned", "schedule": 60.0},
    "tell-of-completions": {"task": "ils.tasks.mail_completions", "schedule": 60.0},
    "tell-of-comments": {"task": "rounds.tasks.mail_comments", "schedule": 60.0},
    "send-digests": {
        "task": "rounds.tasks.send_digests",
        "schedule": crontab(hour="7", minute="0", day_of_week="mon-fri"),
    },
    "check-lights": {
        "task": "goals.tasks.check_lights",
        "schedule": crontab(hour="2", minute="15"),
    },
}

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "organisation.authentication.RolesBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "organisation.accounts.ClosedAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Attempts to sign in are counted by the reader's address. Behind a proxy every reader has the proxy's,
# and one who guesses passwords would lock all others out: the proxy says in X-Forwarded-For who asks.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("ILS_PROXIES", default=0)

SESSION_COOKIE_AGE = 60 * 60 * 9  # our own choice: a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or DEMO)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A year, and of our own host alone: what else the city has in its domain is not ours to decide.
SECURE_HSTS_SECONDS = 0 if DEBUG or DEMO else 365 * 24 * 60 * 60
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains, as said above
    "security.W008",  # the redirect to https is the proxy's, which ends TLS
    "security.W021",  # HSTS preload, as said above
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.str("ILS_STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds: a mail server that does not answer must not hold up the worker
DEFAULT_FROM_EMAIL = env.str("ILS_FROM_EMAIL", default="ils@example.invalid")

# Where links in mails lead.
SITE_ADDRESS = (env.str("ILS_ADDRESS", default="") or next(iter(CSRF_TRUSTED_ORIGINS), "")).rstrip(
    "/"
)
# Days from the last day on which those who have something left are reminded (our own choice).
REMIND_DAYS = env.list("ILS_REMIND_DAYS", cast=int, default=[-7, -1, 1, 8, 15])

# Decided reports are read by everyone, without signing in, under /oppet/ (docs/adr/0015).
PUBLIC_VIEW = env.bool("ILS_PUBLIC_VIEW", default=False)

PGHISTORY_APPEND_ONLY = True
# A million emoji in a form are twelve million bytes: they are answered in words, not cut off.
DATA_UPLOAD_MAX_MEMORY_SIZE = 15_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# A file is refused before anything of it is read; 50,000 values take 5 megabytes (measured).
LARGEST_UPLOAD = env.int("ILS_LARGEST_UPLOAD", default=20_000_000)

DJANGO_TABLES2_TEMPLATE = "tables/table.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("ILS_LOG_LEVEL", default="INFO")},
    "loggers": {
        "weasyprint.progress": {"level": "WARNING"},  # it tells each page that it sets
        "pikepdf._core": {"level": "WARNING"},  # and this one that it has started, in every command
    },
}
