"""Settings: one file, everything from the environment, wrong values fail at once.

| variable | default | meaning |
|---|---|---|
| DATABASE_URL | the embedded PostgreSQL | `postgres://user:password@host:5432/name` |
| SECRET_KEY | kept in the data folder when the database is embedded, else demanded | |
| DEBUG | False | |
| SITE_URL | http://localhost:8000 | public address (unset: the request's); `https://`: only TLS |
| HSTS_INCLUDE_SUBDOMAINS | False | with `https://`: browsers demand TLS of all subdomains, too |
| HSTS_PRELOAD | False | with `https://`: asks for the list that browsers are built with |
| ALLOWED_HOSTS | localhost, 127.0.0.1, [::1] and the host of SITE_URL | comma separated |
| CSRF_TRUSTED_ORIGINS | SITE_URL | comma separated |
| SITE_NAME | Onrecord | |
| PROXIES | 0 | how many proxies of ours add to X-Forwarded-For |
| EMAIL_URL | written to the console | |
| ONRECORD_DATA | the folder `var` | where the embedded database keeps its files |
| LOG_LEVEL | INFO | |
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from archive import embedded
from archive.embedded.secret import secret_key

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SITE_NAME = env.str("SITE_NAME", default="Onrecord")
SITE_URL_IS_GIVEN = bool(env.str("SITE_URL", default=""))
SITE_URL = (env.str("SITE_URL", default="") or "http://localhost:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
HTTPS = SITE_URL.startswith("https://")

EMBEDDED = None if os.environ.get("DATABASE_URL") else embedded.locate(ROOT, os.environ)
if EMBEDDED:
    DATABASE_URL = embedded.database_url(EMBEDDED)
    SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key(EMBEDDED)
else:
    DATABASE_URL = env.str("DATABASE_URL")
    SECRET_KEY = env.str("SECRET_KEY")

if not DATABASE_URL.startswith(("postgres://", "postgresql://")):
    raise ImproperlyConfigured("DATABASE_URL must read postgres://user:password@host:5432/name")
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
# What the history and PostgreSQL's own lists of sessions say of a write by no person.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "application_name", " ".join(["onrecord", *sys.argv[1:2]])[:60]
)
# For the web alone (archive/wsgi.py): one connection for each thread of a worker. A command needs
# one connection, and hears at once why it cannot be had.
DATABASE_POOL = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL_SIZE", default=8),
    "timeout": 10,
}

LONGEST_STATEMENT = 20  # seconds, for the web alone

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", SITE_HOST])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "archive",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "archive.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "archive.authorship.sign_changes",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.admin.grouping.GroupAfterDecisions",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.context.site",
            ],
        },
    },
]
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
# A language is offered once its catalogue in archive/locale is whole: docs/architecture.md.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
FORMAT_MODULE_PATH = "archive.formats"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(ROOT / "var" / "static"))()
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# Readers' forms are counted by address; 0: whoever connects is the reader.
PROXIES = env.int("PROXIES", default=0)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
# These two checks demand both. Whether every host below the name speaks TLS only its owner knows,
# and browsers keep to a wrong answer for two years.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# A proxy in front that speaks TLS says so in this header; without TLS nobody may.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

vars().update(environ.Env.email_url_config(env.str("EMAIL_URL", default="consolemail://")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
