"""Hashed and compressed static files, made again only when they changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static() -> bool:
    """Collect the static files unless what is there was made from the same ones.

    Returns whether anything was made. Hashing and compressing some 150 files takes seconds; a
    second start has none to spare. The folder is emptied before only when the stamp in it says that
    this function filled it: STATIC_ROOT may name one that holds other things.
    """
    stamp = Path(settings.STATIC_ROOT) / "made-from.sha256"
    wanted = _state()
    is_ours = stamp.exists()
    if is_ours and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=is_ours)
    stamp.write_text(wanted)
    return True


def _state() -> str:
    digest = hashlib.sha256(django.__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            size, changed = storage.size(path), storage.get_modified_time(path)
            digest.update(f"{path}\0{size}\0{changed.isoformat()}\n".encode())
    return digest.hexdigest()
