"""How much a reader takes in before it refuses."""

from __future__ import annotations

KILOBYTE = 1024
MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE  # bytes of one page; news articles have some thousand
LARGEST_RECORD = 20 * MEGABYTE  # bytes of one record: a line of JSON, a row, a response
LARGEST_FEED = 20 * MEGABYTE  # bytes; a feed is read whole, in ten times its size of memory
LARGEST_HEADER = 64 * KILOBYTE  # bytes of the headers of a record or a response
LARGEST_SKIP = 256 * MEGABYTE  # bytes unpacked only to pass over them
LARGEST_GROWTH = (
    200  # times; text packs to a third or a tenth, a decompression bomb to a thousandth
)
LEAST_BOMB = 8 * MEGABYTE  # bytes; below it no growth is looked at
DEEPEST_PACKING = 2  # a .gz in a .zip
PEEK = 4 * KILOBYTE  # bytes in which the kind of a file shows
TOO_LARGE = f"larger than {LARGEST_FILE // MEGABYTE} MB, which no article is"
