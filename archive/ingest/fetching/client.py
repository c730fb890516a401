"""One address to one body: politely, in bounds, through redirects."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from urllib3 import HTTPResponse

from archive.ingest.fetching.address import Address, parse_address
from archive.ingest.fetching.deadline import Deadline
from archive.ingest.fetching.exchange import answer_of, body_of, too_large
from archive.ingest.fetching.hosts import Hosts
from archive.ingest.fetching.media import type_of, why_not
from archive.ingest.fetching.robots import Rules, rules_of
from archive.ingest.fetching.status import location_of, retry_after, said
from archive.ingest.fetching.terms import Terms
from archive.ingest.fetching.unfetchable import Unfetchable, Unreachable, one_line


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer to a request, after all redirects."""

    address: Address
    status: int
    body: bytes = b""
    media_type: str = ""  # as the server says; "" when it does not
    charset: str | None = None


Reader = Callable[[Address, HTTPResponse], Answer]


class Client:
    """Fetches for one run: it remembers when each host was asked, and what each server allows."""

    def __init__(self, terms: Terms, stopped: threading.Event) -> None:
        """Fetch until `stopped` is set: then who waits for a host's turn is refused."""
        self.terms = terms
        self._hosts = Hosts(terms.limits.pause, stopped)
        self._rules: dict[str, Rules] = {}
        self._asking_for_rules: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def fetch(self, asked: Address) -> Answer:
        """Fetch one page or feed. Raises Unfetchable with the reason."""
        return self._follow(asked, self._read_article, lambda hop: self.rules(hop).check(hop))

    def rules(self, address: Address) -> Rules:
        """Give the rules of the server at `address`, asked for once in a run."""
        with self._lock:
            asking = self._asking_for_rules.setdefault(address.root, threading.Lock())
        with asking:
            if address.root not in self._rules:
                rules = self._ask_for_rules(address)
                self._hosts.named(address.host).pause_at_least(
                    min(rules.crawl_delay, self.terms.limits.longest_pause)
                )
                self._rules[address.root] = rules
        return self._rules[address.root]

    def _ask_for_rules(self, address: Address) -> Rules:
        try:
            robots = parse_address(f"{address.root}/robots.txt")
            answer = self._follow(robots, self._read_rules, lambda _: None)
        except Unreachable as why:
            return Rules(why_not=why.reason)
        except Unfetchable as why:
            return Rules(why_not=f"its robots.txt cannot be read: {why.reason}")
        return rules_of(answer.status, answer.body)

    def _follow(self, asked: Address, read: Reader, check: Callable[[Address], None]) -> Answer:
        """Go from redirect to redirect, each hop checked anew. Raises Unfetchable."""
        deadline = Deadline(self.terms.limits.page)
        address, passed = asked, {asked}
        while True:
            try:
                check(address)
                answer = self._ask(address, deadline, read)
                if isinstance(answer, Answer):
                    return answer
                following = address.joined(answer)
                self._check_hop(following, passed)
            except Unfetchable as why:
                if address == asked:
                    raise
                reason = f"redirects to {one_line(str(address))}: {why.reason}"
                raise Unfetchable(reason) from None
            address = following
            passed.add(address)

    def _check_hop(self, address: Address, passed: set[Address]) -> None:
        if address in passed:
            raise Unfetchable("redirects in a circle")
        if len(passed) > self.terms.limits.redirects:
            raise Unfetchable(f"more than {self.terms.limits.redirects} redirects")

    def _ask(self, address: Address, deadline: Deadline, read: Reader) -> Answer | str:
        """Ask one server; a busy one that says when, once again. Gives the answer or a location.

        Raises Unfetchable.
        """
        host = self._hosts.named(address.host)
        for attempt in (1, 2):
            with (
                host.turn(deadline),
                answer_of(address, self.terms, deadline) as response,
            ):
                wait = retry_after(response)
                if attempt == 1 and wait is not None and wait <= self.terms.limits.longest_wait:
                    host.rest(wait)
                    continue
                location = location_of(response)
                return read(address, response) if location is None else location
        raise AssertionError("the second attempt always answers")

    def _read_article(self, address: Address, response: HTTPResponse) -> Answer:
        if response.status != 200:
            wait = retry_after(response)
            later = f" and asks to come back in {wait:.0f} s" if wait is not None else ""
            raise Unfetchable(said(response.status) + later)
        media_type, charset = type_of(response)
        if reason := why_not(media_type):
            raise Unfetchable(reason)
        most = self.terms.limits.body
        if (response.length_remaining or 0) > most:
            raise Unfetchable(too_large(most))
        body = body_of(response, most)
        if len(body) > most:
            raise Unfetchable(too_large(most))
        return Answer(address, response.status, body, media_type, charset)

    def _read_rules(self, address: Address, response: HTTPResponse) -> Answer:
        """Take the beginning of robots.txt, as much as a crawler has to read."""
        most = self.terms.limits.robots
        body = body_of(response, most) if response.status == 200 else b""
        return Answer(address, response.status, body[:most])
