"""What a Content-Encoding packed, unpacked in bounds and to its end."""

from __future__ import annotations

import zlib

import brotli

from archive.ingest.readers.limits import LARGEST_FILE, TOO_LARGE


class UnreadableBody(Exception):
    """A page whose bytes cannot be had; `str(error)` says why."""


def unpacked_body(body: bytes, encoding: str) -> bytes:
    """Unpack gzip, deflate or brotli. Raises UnreadableBody for others, damages, cuts and bombs."""
    try:
        if encoding in ("gzip", "x-gzip"):
            data, is_whole = _inflated(body, 16 + zlib.MAX_WBITS)
        elif encoding == "deflate":
            # With its header as the standard says, or without as some servers send it.
            bare = body[:1] and (body[0] & 0x0F) != 8
            data, is_whole = _inflated(body, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
        elif encoding == "br":
            unpack = brotli.Decompressor()
            data = unpack.process(body, output_buffer_limit=LARGEST_FILE + 1)
            is_whole = unpack.is_finished()
        else:
            raise UnreadableBody(f"packed as {encoding[:20]!r}, which is not read")
    except (zlib.error, brotli.error):
        raise UnreadableBody(f"its {encoding} data is spoilt") from None
    if len(data) > LARGEST_FILE:
        raise UnreadableBody(TOO_LARGE)
    if not is_whole:
        raise UnreadableBody(f"its {encoding} data ends too early")
    return data


def _inflated(body: bytes, window: int) -> tuple[bytes, bool]:
    unpack = zlib.decompressobj(window)
    data = unpack.decompress(body, LARGEST_FILE + 1)
    return data, unpack.eof
