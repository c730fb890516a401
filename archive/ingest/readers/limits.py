"""How much a reader takes in before it refuses."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE  # bytes of one page; news articles have some thousand
LARGEST_RECORD = 20 * MEGABYTE  # bytes of one line of JSON
TOO_LARGE = f"larger than {LARGEST_FILE // MEGABYTE} MB, which no article is"
