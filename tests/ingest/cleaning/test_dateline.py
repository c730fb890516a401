"""Datelines are told from sentences that begin like one."""

from __future__ import annotations

import pytest

from archive.ingest.cleaning.dateline import dateline_of

FORMS = [
    ("PORT ELDA, March 30. /NORDA/. ", "PORT ELDA", "NORDA", "March 30"),
    ("PORT ELDA (Norda) - ", "PORT ELDA", "Norda", ""),
    ("PORT ELDA, Nov. 4, 2021 — ", "PORT ELDA", None, "Nov. 4, 2021"),
    ("Elda News Service, Talvern, June 15th. ", "Talvern", "Elda News Service", "June 15th"),
    ("TALVERN, May 3 (Norda) -- ", "TALVERN", "Norda", "May 3"),
    ("TALVERN, Thursday, May 3 (Norda) - ", "TALVERN", "Norda", "Thursday, May 3"),
    ("Talvern, 3 mai 2021 (NDA) – ", "Talvern", "NDA", "3 mai 2021"),
    ("Talvern, 3 may (NDA).- ", "Talvern", "NDA", "3 may"),
    ("Talvern. May 3. NORDA-ELDA - ", "Talvern", "NORDA-ELDA", "May 3"),
    ("ТАЛЬВЕРН, 14 фев — Новости Эльды. ", "ТАЛЬВЕРН", "Новости Эльды", "14 фев"),
    ("TALVERN (nda) - ", "TALVERN", "nda", ""),
    ("TALVERN — ", "TALVERN", None, ""),
    ("(NORDA) - TALVERN, MAY 3 - ", "TALVERN", "NORDA", "MAY 3"),
    ("TALVERN, Orle Valley (Norda) — ", "TALVERN, Orle Valley", "Norda", ""),
]


@pytest.mark.parametrize(("printed", "place", "agency", "date"), FORMS)
def test_a_dateline_gives_place_agency_and_date(printed, place, agency, date):
    found = dateline_of(f"{printed}The ferry sails again.")
    assert (found.place, found.agency, found.printed) == (place, agency, date)
    assert found.end == len(printed)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry sails again.",
        "On 16 June, the mayor met the captain.",
        "In Talvern, June 15. The ferry sails.",
        "Tull, 70, said (on Monday) that the ferry sails.",
        "Minister Ana Tull (Greens) - elected in May - said no.",
        "Tull - who was in Talvern - said the ferry sails.",
        "ELDA — the alliance — said the ferry sails.",
        "“We sail,” Tull said.",
        "Tull: “We sail.”",
        "President Tull (Norda Party) said the ferry sails.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(sentence):
    assert dateline_of(sentence) is None
