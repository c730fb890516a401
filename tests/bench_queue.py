"""How fast the review queue is at any number of statements: `make bench-queue N=1000000`.

Loads the made-up archive of `make bench-search` into the same scratch database and asks, taking
turns in one run, for the queue's screen, narrowed ones and a decision through the real form, beside
two public pages of the same archive. Prints and writes docs/queue-figures.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tests import bench_search  # sets Django up on the scratch database

# isort: split
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Outlet, Speaker, Statement
from tests.bench_corpus import Corpus
from tests.bench_loading import load, made

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "queue-figures.md"
MENTIONED = 20_000  # statements that get a mention, so that its reasons are asked for
REVIEW = reverse("admin:archive_statement_review")


def prepare() -> Client:
    """Give some statements mentions; return somebody who is logged in and may decide."""
    settings.ALLOWED_HOSTS = ["testserver"]
    Statement.objects.filter(status="hidden").update(status="machine", decided_by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE archive_statement SET mention = split_part(text, ' ', 1), mention_start = start
               WHERE id IN (SELECT id FROM archive_statement WHERE mention = ''
                            ORDER BY confidence, id
                            LIMIT %s - (SELECT count(*) FROM archive_statement WHERE mention <> ''))""",
            [MENTIONED],
        )
        print(f"{cursor.rowcount} statements got a mention", file=sys.stderr)
        # The words are made up: `make bench-groups` groups. A decision would work off what waits.
        cursor.execute("TRUNCATE archive_ungrouped")
        cursor.execute("VACUUM ANALYZE archive_statement")
    curator = User.objects.filter(username="bench").first()
    client = Client()
    client.force_login(curator or User.objects.create_superuser("bench"))
    return client


def ways(client: Client) -> dict[str, Callable[[], object]]:
    """Return what is measured, by its name."""
    rows = Statement.objects.order_by().values("outlet").distinct()
    outlet = Outlet.objects.filter(pk__in=rows).order_by("-pk")[0].pk
    speaker = Speaker.objects.filter(statements__isnull=False).order_by("-pk")[0].name
    public = Statement.objects.order_by("-pk")[0].get_absolute_url()

    def get(address: str) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        return ask

    def decide() -> None:
        page = client.get(REVIEW).content.decode()
        address = re.search(r'id="review"\s+action="([^"]+)"', page)
        seen = re.search(r'name="seen" value="([^"]+)"', page)
        assert address and seen
        sent = client.post(address[1], {"seen": seen[1], "action": "accept"}, follow=True)
        assert sent.status_code == 200 and sent.redirect_chain

    return {
        "the queue's screen": get(REVIEW),
        "screen, decision, next screen": decide,
        "the queue of an outlet": get(f"{REVIEW}?outlet={outlet}"),
        "the queue of a speaker": get(f"{REVIEW}?speaker={speaker}"),
        "public: a statement": get(public),
        "public: the newest of a search": get("/statements/?q=the&sort=newest"),
    }


def report(n: int, client: Client, rounds: int) -> str:
    """Measure every way in turns; return a table."""
    times: dict[str, list[float]] = defaultdict(list)
    asked = ways(client)
    queries = {}
    for name, work in asked.items():
        with CaptureQueriesContext(connection) as captured:
            work()
        queries[name] = len(captured)
    for _ in range(rounds):
        for name, work in asked.items():
            times[name].append(bench_search.timed(work))
    base = bench_search.percentile(times["public: a statement"], 0.5)
    lines = [
        "# Queue figures",
        "",
        f"{n:,} statements, {rounds} rounds in turns; milliseconds from address to HTML. Queries",
        "count savepoints and the settings of time limits as well.",
        "",
        "| page | p50 | p95 | over a public statement, p50 | queries |",
        "|---|---|---|---|---|",
    ]
    for name, found in times.items():
        half, most = (bench_search.percentile(found, share) for share in (0.5, 0.95))
        lines.append(f"| {name} | {half:.0f} | {most:.0f} | {half / base:.1f}x | {queries[name]} |")
    return "\n".join([*lines, ""])


def main() -> int:
    """Load what is not there yet, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--write", action="store_true", help=f"into {FIGURES.name}")
    wish = parser.parse_args()
    corpus = Corpus(wish.n)
    if not made(corpus):
        load(corpus)
    text = report(wish.n, prepare(), wish.rounds)
    print(text)
    if wish.write:
        FIGURES.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
