"""Where Chromium is, and how it is started: for browser tests and screenshots."""

from __future__ import annotations

import os
import shutil
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_GET_IT = (
    "no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path"
)
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find() -> str | None:
    """Return the path of the browser: CHROMIUM from the environment, else the first on PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launch_options() -> dict[str, Any]:
    """Return the arguments of Playwright's `launch`; as root the sandbox cannot be used."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": find(), "args": [*QUIET, *(["--no-sandbox"] if is_root else [])]}
