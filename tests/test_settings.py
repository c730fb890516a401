"""What the environment makes of the settings, each time in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHOW = """import json, sys
from django.conf import settings
print(json.dumps([getattr(settings, name) for name in sys.argv[1:]]))"""
OURS = (
    "SITE_URL",
    "HSTS_INCLUDE_SUBDOMAINS",
    "HSTS_PRELOAD",
    "DEBUG",
    "ALLOWED_HOSTS",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
)
HSTS = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
HTTPS = {"SITE_URL": "https://archive.example"}


def run(environment, *arguments):
    inherited = {key: value for key, value in os.environ.items() if key not in OURS}
    own = {"DJANGO_SETTINGS_MODULE": "archive.settings", "SECRET_KEY": "mN3!xQ7-kD5_zR2" * 4}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env=inherited | own | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def settings(environment, *names):
    return json.loads(run(environment, "-c", SHOW, *names).stdout)


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, [0, False, False]),
        (HTTPS, [63_072_000, False, False]),
        (HTTPS | {"HSTS_INCLUDE_SUBDOMAINS": "on"}, [63_072_000, True, False]),
        (HTTPS | {"HSTS_PRELOAD": "true"}, [63_072_000, False, True]),
    ],
)
def test_other_hosts_are_bound_to_tls_only_when_asked_for(environment, found):
    assert settings(environment, *HSTS) == found


def test_a_deployment_is_checked_without_a_warning():
    checked = run(HTTPS, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, ["http://localhost:8000", False]),
        ({"SITE_URL": ""}, ["http://localhost:8000", False]),
        ({"SITE_URL": "http://localhost:8765/"}, ["http://localhost:8765", True]),
    ],
)
def test_the_public_address_counts_only_when_it_is_given(environment, found):
    assert settings(environment, "SITE_URL", "SITE_URL_IS_GIVEN") == found
