"""A corpus of any size for benchmarks and crash tests: article number n is always the same.

About 500 words each: reports with quotations of every kind, a cast that grows with the corpus
(some people known everywhere, most met once), datelines, bylines, dates, several outlets.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WORDS = 480  # of an article, before its last paragraph is full
FIRST = datetime(2015, 1, 4, 6, tzinfo=UTC)

GIVEN = (
    "Ada Ben Clara Dario Edda Felix Greta Hanno Ines Jonas Katrin Lars Mira Nils Olga Pavel "
    "Rosa Sven Tilda Ugo Vera Wim Xenia Yann Zora Amira Boris Celia Dmitri Elena"
).split()
SYLLABLES = "bar cor dal fen gar hol kal lan mar nor ost per rin sol tam ul ver wes yar zan".split()
ENDINGS = "berg dahl er ic in man nov ora sen ski ström ti tov us well wick".split()
TOWNS = "Eldra Northquay Sandholm Veldt Marrow Tessin Brackwater Hollin Orsk-on-Sea Lund".split()
OUTLETS = (
    "The Quay Post", "Nord Press", "Eldra Courier", "Sandholm Gazette", "Veldt Today",
    "The Marrow Times", "Tessin Herald", "Harbour Radio",
)  # fmt: skip
OFFICES = (
    "harbour minister", "finance minister", "mayor", "union leader", "company spokesman",
    "police chief", "opposition leader", "head teacher", "port director", "judge",
)  # fmt: skip
THINGS = (
    "bridge", "ferry", "harbour wall", "school roof", "water price", "fishing quota", "night train",
    "wind park", "clinic", "library", "sewage plant", "market hall", "tax on empty flats",
    "treaty", "ceasefire", "budget", "strike", "election", "dyke", "airfield",
)  # fmt: skip
VERBS = (
    "mend", "close", "open", "sell", "pay for", "inspect", "postpone", "defend", "rebuild",
    "abandon", "discuss", "finish",
)  # fmt: skip
WHEN = (
    "before winter", "within two years", "next spring", "after the vote", "by the end of May",
    "as soon as the money is there", "without any delay", "together with our neighbours",
    "in spite of the storm", "whatever the council decides",
)  # fmt: skip
# What people say is put together of these, so that hardly two say the same by chance.
KINDS = (
    "old new wooden northern cheap costly empty crowded broken public private famous quiet narrow "
    "unfinished temporary missing angry patient foreign local careful honest tired young"
).split()
NOUNS = (
    "engineers fishermen pupils nurses owners drivers tenants farmers sailors clerks voters judges "
    "pipes cranes roofs letters tickets lorries tools windows boats wells meadows engines signs "
    "debts rents wages fines prices loans taxes promises warnings rumours answers doubts rules"
).split()
DEEDS = (
    "left lost found paid sold bought closed opened painted counted buried burned hid measured "
    "borrowed returned refused forgot carried repaired ordered stored wasted defended ignored"
).split()
PLACES = (
    "on the islands, behind the station, in every second street, along the coast, at the border, "
    "under the old mill, beside the canal, between the two churches, above the quarry, near the zoo"
).split(", ")
REASONS = (
    "the {kind} {noun} {deed} {n} {other} {place}",
    "nobody has told us why {n} {kind} {noun} were {deed} {place}",
    "we {deed} the {kind} {noun} {place} and {n} {other} as well",
    "{n} of the {noun} {place} were never {deed} by {kind} {other}",
    "in {n} years the {kind} {noun} have {deed} all the {other} {place}",
)
PLAIN = (
    "The meeting in {town} lasted for {n} hours and ended without a vote.",
    "About {n} people had come to the square in front of the town hall, some of them with flags.",
    "The {thing} has been a matter of dispute since the flood {n} years ago.",
    "A first plan for the {thing} was rejected by the council in {town} by {n} votes.",
    "Rain fell for most of the day, and the last boat to {town} left {n} minutes late.",
    "The work was to begin in the autumn; {n} firms had sent in their offers.",
    "Papers seen by this newspaper put the cost of the {thing} at {n} million crowns.",
    "The road between {town} and the coast stays closed for another {n} days.",
)
SPEECH = (
    "“We will {verb} the {thing} {when}, since {reason},” {name} said.",
    "“We will {verb} the {thing} {when},” said {name}. “And {reason}.”",
    "“{Reason},” {name} told reporters in {town}. “That is why we {verb} the {thing} {when}.”",
    "{name} said that the {thing} would not be ready {when} because {reason}.",
    "{name} said {reason}, and added that the {thing} was “a matter for {n} more meetings”.",
    "According to {name}, {reason}.",
    "“I have seen {n} plans for the {thing},” {last} said, “and {reason}.”",
    "{last} warned that the {thing} was “in worse shape than {n} years ago, when {reason}”.",
    "“{Reason},” {last} added.",
    "Asked about the {thing}, {last} said: “We shall {verb} it {when}. {Reason}.”",
    "The {office} denied that {reason}.",
    "“No,” {last} said. “{Reason}, and I shall {verb} the {thing} {when}.”",
)


@dataclass(frozen=True, slots=True)
class Made:
    """One generated article."""

    number: int
    title: str
    outlet: str
    byline: str
    town: str
    published: datetime
    paragraphs: tuple[str, ...]

    @property
    def url(self) -> str:
        """Its address, on a host that cannot exist."""
        host = self.outlet.lower().replace(" ", "-")
        return f"https://{host}.example/{self.published:%Y/%m/%d}/{self.number}"

    def as_text(self) -> bytes:
        """As people save it: headline, outlet and date, then paragraphs."""
        head = f"{self.title}\n\n{self.outlet}, {self.published:%B %d, %Y}\nBy {self.byline}"
        first = f"{self.town.upper()} – {self.paragraphs[0]}"
        return "\n\n".join((head, first, *self.paragraphs[1:])).encode() + b"\n"

    def as_record(self) -> bytes:
        """As one line of JSON."""
        record = {
            "source": f"article-{self.number}",
            "title": self.title,
            "outlet": self.outlet,
            "byline": self.byline,
            "url": self.url,
            "published_at": self.published.isoformat(),
            "language": "en",
            "text": "\n\n".join(self.paragraphs),
        }
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"

    def as_page(self) -> bytes:
        """As a web page, with the furniture that a page has."""
        links = "".join(f"<li><a href='/{town}'>{town}</a></li>" for town in TOWNS)
        body = "\n".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{self.title} | {self.outlet}</title>
<meta property="og:title" content="{self.title}">
<meta property="og:site_name" content="{self.outlet}">
<meta property="article:published_time" content="{self.published.isoformat()}">
<meta name="author" content="{self.byline}">
<link rel="canonical" href="{self.url}"></head>
<body><nav><ul>{links}</ul></nav><main><article><h1>{self.title}</h1>
{body}
</article></main><footer><p>All rights reserved. Contact us, terms of use.</p></footer>
</body></html>
""".encode()


def article(number: int) -> Made:
    """Make article `number`, the same on every machine."""
    rnd = random.Random(number)
    cast = [_name(rnd, number) for _ in range(rnd.randint(2, 4))]
    thing, town = rnd.choice(THINGS), rnd.choice(TOWNS)
    title = f"{town} to {rnd.choice(VERBS)} its {thing} {rnd.choice(WHEN)}"
    paragraphs, words = [], 0
    while words < WORDS:
        paragraph = _paragraph(rnd, cast, thing)
        paragraphs.append(paragraph)
        words += len(paragraph.split())
    return Made(
        number, title, rnd.choice(OUTLETS), _name(rnd, number), town,
        FIRST + timedelta(hours=number), tuple(paragraphs),
    )  # fmt: skip


def _name(rnd: random.Random, number: int) -> str:
    """Somebody known everywhere, or, every other time, somebody of the neighbourhood."""
    who = random.Random(rnd.randrange(60) if rnd.random() < 0.6 else 1000 + number // 3)
    last = (who.choice(SYLLABLES) + who.choice(("", *SYLLABLES)) + who.choice(ENDINGS)).title()
    return f"{who.choice(GIVEN)} {last}"


def _paragraph(rnd: random.Random, cast: list[str], thing: str) -> str:
    """Three sentences, one or so of them with somebody's words."""
    name = rnd.choice(cast)
    sentences = [
        _filled(rnd, rnd.choice(SPEECH if rnd.random() < 0.24 else PLAIN), name, thing)
        for _ in range(3)
    ]
    if rnd.random() < 0.4:
        office = rnd.choice(OFFICES)
        sentences.insert(0, f"{name}, the {office}, came to {rnd.choice(TOWNS)} on Monday.")
    return " ".join(sentences)


def _filled(rnd: random.Random, pattern: str, name: str, thing: str) -> str:
    reason = rnd.choice(REASONS).format(
        kind=rnd.choice(KINDS),
        noun=rnd.choice(NOUNS),
        other=rnd.choice(NOUNS),
        deed=rnd.choice(DEEDS),
        place=rnd.choice(PLACES),
        n=rnd.randint(2, 900),
    )
    return pattern.format(
        name=name,
        last=name.rpartition(" ")[2],
        thing=thing,
        town=rnd.choice(TOWNS),
        verb=rnd.choice(VERBS),
        when=rnd.choice(WHEN),
        office=rnd.choice(OFFICES),
        reason=reason,
        Reason=reason[0].upper() + reason[1:],
        n=rnd.randint(2, 90),
    )


def articles(count: int) -> Iterator[Made]:
    """Make the first `count` articles."""
    return map(article, range(count))


def write_texts(folder: Path, count: int) -> None:
    """Write them as text files, a thousand in a folder."""
    for made in articles(count):
        place = folder / f"{made.number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{made.number:06}.txt").write_bytes(made.as_text())


def write_json_lines(path: Path, count: int) -> None:
    """Write them as one file of JSON records."""
    with path.open("wb") as file:
        file.writelines(made.as_record() for made in articles(count))


def write_warc(path: Path, count: int) -> None:
    """Write them as one compressed web archive."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for made in articles(count):
            headers = [("Content-Type", "text/html; charset=utf-8")]
            record = writer.create_warc_record(
                made.url,
                "response",
                payload=BytesIO(made.as_page()),
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                warc_headers_dict={
                    "WARC-Date": f"{made.published:%Y-%m-%dT%H:%M:%SZ}",
                    "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{made.number:012}>",
                },
            )
            writer.write_record(record)


WRITERS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "plain text": ("texts", write_texts),
    "JSONL": ("articles.jsonl", write_json_lines),
    "WARC": ("articles.warc.gz", write_warc),
}
