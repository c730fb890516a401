"""The project's settings, for tests: no manifest of static files, quick password hashes."""

from tests import database  # isort: skip - the database is up before the settings ask for it

database.start()

from archive.settings import *  # noqa: E402, F403 - settings are names
from archive.settings import STORAGES  # noqa: E402

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
LOGGING = {}
# `make test` sets SITE_URL; the pages of tests answer under addresses of their own.
SITE_URL_IS_GIVEN = False
# What is kept on a slow machine for a while would hide what a test has just stored.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
