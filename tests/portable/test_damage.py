"""A cut, damaged or forged file: one clear line with its number, and nothing stored."""

from __future__ import annotations

import gzip
import io
import json
import random
import re

import pytest
from django.contrib.auth.models import User

from archive.models import Outlet, Statement
from archive.portable import Damaged, Export, Occupied, load
from archive.portable.tables import TABLES
from tests.factories import make_statement
from tests.portable.archive_files import empty, export, fill, read, records_of, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    """Return the export of a small archive, which is empty again."""
    one = make_statement("The bridge stays open.")
    one.check_by(User.objects.create_user("curator"))
    make_statement("Мост открыт.", speaker="Ben Orr")
    text = export()
    empty()
    return text


def refused(text: str) -> Damaged:
    """Load what cannot be loaded; return the error, of one line, with nothing stored."""
    with pytest.raises(Damaged) as caught:
        read(text)
    assert "\n" not in str(caught.value)
    assert not any(table.model._base_manager.exists() for table in TABLES)
    return caught.value


def line_of(text: str, noun: str) -> int:
    lines = text.split("\n")
    return next(n for n, line in enumerate(lines, 1) if f'"type":"{noun}"' in line)


def test_a_file_that_was_cut_anywhere_is_refused(small):
    lines = small.split("\n")[:-1]
    for kept in range(1, len(lines)):
        error = refused("\n".join(lines[:kept]) + "\n")
        assert error.line == kept + 1 and "cut" in str(error)
    for part in random.Random(1).sample(range(1, len(small)), 30):
        assert refused(small[:part])


def test_every_changed_byte_is_noticed(small):
    chance = random.Random(2)
    for place in chance.sample(range(len(small)), 60):
        other = chance.choice([c for c in '"{}:,0x\\ \n' if c != small[place]])
        refused(small[:place] + other + small[place + 1 :])


def test_a_lost_a_doubled_and_a_swapped_line_are_noticed(small):
    lines = small.split("\n")[:-1]
    for n in range(1, len(lines) - 1):
        refused("\n".join(lines[:n] + lines[n + 1 :]) + "\n")
        refused("\n".join([*lines[: n + 1], *lines[n:]]) + "\n")
        refused("\n".join([*lines[:n], lines[n + 1], lines[n], *lines[n + 2 :]]) + "\n")


def test_something_behind_the_seal_is_refused(small):
    error = refused(small + small)
    assert error.line == len(small.split("\n")) and "behind the seal" in str(error)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("\n", "line 1: not a JSON record"),
        ("title,text\n", "line 1: not a JSON record"),
        ("[]\n", "line 1: not a JSON record: no object"),
        ('{"title": "x"}\n', "line 1: no header of an export"),
        ('{"onrecord":"archive","format":2}\n', "line 1: format 2, and this Onrecord reads"),
        ('{"onrecord":"archive","format":1}\n', "line 1: a header without “rows”"),
        ('{"onrecord":"archive","format":1,"rows":{"outlet":NaN}}\n', "NaN is no number"),
        ('{"onrecord":"archive","onrecord":"archive"}\n', "stands in it twice"),
        ("[" * 100_000 + "\n", "line 1: not a JSON record"),
        ('{"n":' + "9" * 5000 + "}\n", "line 1: not a JSON record"),
        ("{}", "line 1: the file ends within this line"),
    ],
)
def test_what_is_no_export_is_refused_in_words(text, said):
    assert said in str(refused(text))


def test_bytes_that_are_no_text_are_refused_by_their_line(small):
    lines = small.encode().split(b"\n")
    lines[2] = lines[2][:30] + b"\xff" + lines[2][30:]
    with pytest.raises(Damaged, match="line 3: not a JSON record"):
        load(Export(io.BytesIO(b"\n".join(lines))), lambda count: None)


def test_damaged_gzip_is_one_line(small, tmp_path):
    packed = gzip.compress(small.encode())
    chance = random.Random(3)
    for place in chance.sample(range(2, len(packed)), 40):
        for damaged in (packed[:place], _flipped(packed, place)):
            file = gzip.GzipFile(fileobj=io.BytesIO(damaged))
            try:
                load(Export(file), lambda count: None)
                empty()  # a flipped bit of the header's clock or name is no damage
            except Damaged as error:
                assert "\n" not in str(error)


def _flipped(packed: bytes, place: int) -> bytes:
    return packed[:place] + bytes([packed[place] ^ 8]) + packed[place + 1 :]


# What somebody who mends a file by hand, seal and all, may get wrong.
@pytest.mark.parametrize(
    ("noun", "change", "said"),
    [
        ("statement", {"text": "The bridge stays shut."}, "its text is not text[10:32] of version"),
        ("statement", {"kind": "shouted"}, "“kind” is not one of direct"),
        ("statement", {"status": "hidden", "decided_at": None}, "statement_decision_is_signed"),
        ("statement", {"decided_by": "nobody"}, "“decided_by” is a user that no line before"),
        ("statement", {"confidence": 2}, "statement_confidence_from_0_to_1"),
        ("statement", {"said_on": "soon"}, "“said_on” is Invalid isoformat"),
        ("statement", {"quoted": [[1]]}, "“quoted” is a list of 1, not of 2"),
        ("statement", {"start": "12"}, "“start” is no whole number"),
        ("statement", {"start": -1}, "archive_statement_start_check"),
        ("statement", {"start": 2**40}, "out of range for type integer"),
        ("statement", {"id": 2**64}, "too large a number"),
        ("statement", {"colour": "red"}, "with “colour”, which this Onrecord does not know"),
        ("version", {"text": "NUL \x00"}, "“text” is text with a NUL"),
        ("version", {"text": "half \ud800"}, "“text” is 'utf-8' codec can't encode"),
        ("version", {"fetched_at": "2024-01-01"}, "a time without a zone"),
        ("version", {"number": True}, "“number” is no whole number"),
        ("speaker", {"name": ""}, "speaker_has_a_name"),
        ("speaker", {"is_sample": 0}, "“is_sample” is neither true nor false"),
        ("outlet", {"name": "x" * 201}, "too long"),
        ("outlet", {"domains": "quay.example"}, "“domains” is no list"),
        ("outlet", {"type": "paper"}, "a row “paper” at a place where none can stand"),
        ("user", {"password": "x"}, "a user without a “username”, or with more"),
    ],
)
def test_a_forged_row_is_refused_by_its_line(small, noun, change, said):
    records = records_of(small)
    number = next(n for n, record in enumerate(records, 1) if record.get("type") == noun)
    records[number - 1] |= change
    error = refused(sealed(records))
    assert error.line == number
    assert said in str(error)


@pytest.mark.parametrize(
    ("noun", "change", "said"),
    [
        ("article", {"current_version": 99}, "Key (current_version_id)=(99) is not present"),
        ("statement", {"speaker": 99}, "Key (speaker_id)=(99) is not present"),
        ("version", {"number": 2}, "versions are numbered from 1 without a gap does not hold"),
        ("statement", {"said_on": "2020-01-01"}, "a machine statement has the day of its article"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(small, noun, change, said):
    records = records_of(small)
    [*_, last] = [record for record in records if record.get("type") == noun]
    last |= change
    assert said in str(refused(sealed(records)))


def test_no_wrong_value_of_any_column_is_a_traceback(small):
    records = records_of(small)
    chance = random.Random(4)
    wrong = [None, True, -1, 0, 1.5, 2**70, "", "x", "\x00", "\ud800", [], [None], {}, "9" * 999]
    fields = [(n, name) for n, record in enumerate(records) for name in record]
    for n, name in chance.sample(fields, 40):
        changed = [dict(record) for record in records]
        changed[n][name] = chance.choice(wrong)
        try:
            read(sealed(changed))
        except Damaged as error:
            assert re.fullmatch(r".+", str(error))
        else:
            empty()


def test_only_an_empty_archive_takes_an_export(small):
    make_statement("Something is here.")
    with pytest.raises(Occupied, match="is not empty, it holds 1 article: an export goes only"):
        read(small)
    assert Statement.objects.get().text == "Something is here."


def test_the_sample_counts_as_content_and_the_refusal_says_how_to_remove_it():
    fill()
    with pytest.raises(Occupied, match=r"manage\.py sample --remove"):
        read(export())


def test_an_outlet_alone_is_content_too(small):
    Outlet.objects.named("The Quay Post")
    with pytest.raises(Occupied, match="it holds a row “outlet”"):
        read(small)


def test_a_line_names_the_place_in_the_file(small):
    number = line_of(small, "speaker")
    lines = small.split("\n")
    lines[number] = lines[number].replace('"person"', '"persom"')
    assert refused("\n".join(lines)).line == number + 1
    assert json.loads(lines[number])["type"] == "speaker"
