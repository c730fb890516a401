"""A table of speakers comes in whole or not at all, loses nothing, and twice changes nothing."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from archive.dump import dump_lines
from archive.ingest.speaker_table import import_speakers
from archive.models import Change, Speaker
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db
TABLE = """name,kind,description,wikidata_id,aliases,roles
Ada Voss,person,"Minister, of harbours",Q42,Minister Voss;2021-01-01;|A. Voss,{role}
Harbour Office,body,,,the office,
""".format(role="Minister;2021-01-01;2023-02-01")


def brought(table: str, **options) -> str:
    imported = import_speakers(io.StringIO(table, newline=""), **options)
    return "\n".join([*imported.errors, *imported.notes, str(imported)])


def test_speakers_aliases_and_roles_come_in_with_their_days():
    assert "2 lines: 2 new speakers, 3 new aliases, 1 new roles, 2 facts" in brought(TABLE)
    ada = Speaker.objects.get(name="Ada Voss")
    assert (ada.description, ada.wikidata_id) == ("Minister, of harbours", "Q42")
    alias, role = ada.aliases.get(text="Minister Voss"), ada.roles.get()
    assert (alias.valid_from, alias.valid_to) == (date(2021, 1, 1), None)
    assert (role.title, role.until) == ("Minister", date(2023, 2, 1))
    assert Speaker.objects.get(name="Harbour Office").kind == "body"


def test_the_same_table_again_changes_nothing():
    brought(TABLE)
    before = list(dump_lines())
    assert "0 new speakers, 0 new aliases, 0 new roles, 0 facts" in brought(TABLE)
    assert list(dump_lines()) == before


def test_what_is_there_stays_and_is_named():
    ada = make_speaker("Ada Voss")
    ada.wikidata_id, ada.description = "Q7", ""
    ada.save()
    told = brought(TABLE)
    assert "line 2: Ada Voss has another wikidata_id already, which stays: Q7" in told
    ada.refresh_from_db()
    assert (ada.wikidata_id, ada.description) == ("Q7", "Minister, of harbours")


def test_a_row_by_an_alias_or_a_merged_name_is_the_speaker_s():
    ada = make_speaker("Ada Voss")
    ada.aliases.create(text="Minister Voss")
    Speaker.objects.create(name="A. Vos", slug="a-vos", merged_into=ada)
    assert "0 new speakers" in brought("name,aliases\nminister voss,one\nA. VOS,two\n")
    assert ada.aliases.count() == 3


def test_an_alias_of_two_decides_for_neither():
    make_speaker("Ben Orr").aliases.create(text="the office")
    assert "line 3: others go by “the office”, too" in brought(TABLE)
    assert Speaker.objects.called("the office") is None
    assert "decides for nobody" in brought("name\nThe Office\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",person", "line 3: a name is missing"),
        ("Cyd,robot", "line 3: 'robot' is no kind"),
        ("Cyd,person,,x1", "line 3: "),
        ("Cyd,person,,,a;b", "line 3: 'a;b' is not understood"),
        ("Cyd,person,,,,r;2021-13-01;", "line 3: 'r;2021-13-01;' holds no days"),
        ("Cyd,person,,,,r;2022-01-01;2021-01-01", "line 3: 'r;2022-01-01;2021-01-01' ends before"),
        ("Cyd,person,,,,,more", "line 3: more cells than columns"),
        ('Cyd,"person', "cannot be read"),
    ],
)
def test_one_error_is_named_by_its_line_and_stores_nothing(line, told):
    table = "name,kind,description,wikidata_id,aliases,roles\nAda Voss,person\n" + line
    assert told in brought(table)
    assert not Speaker.objects.exists()


def test_all_errors_are_named_at_once():
    told = brought("name,kind\nAda,x\nBen,person\n,person\n")
    assert "line 2: 'x'" in told and "line 4: a name" in told and "2 errors" in told


def test_wrong_columns_are_refused():
    assert "it has who, kind" in brought("who,kind\nAda,person\n")
    assert "it has nothing" in brought("")


def test_a_dry_run_tells_the_same_and_stores_nothing():
    assert "2 new speakers, 3 new aliases" in brought(TABLE, dry_run=True)
    assert not Speaker.objects.exists()


def test_the_command_signs_counts_and_says_where_it_is_wrong(tmp_path, capsys):
    User.objects.create_user("chief")
    table = tmp_path / "cast.csv"
    table.write_text(TABLE, encoding="utf-8-sig")
    call_command("import_speakers", table, "--by", "chief")
    assert "2 new speakers" in capsys.readouterr().out
    assert set(Change.objects.values_list("by__username", "via")) == {("chief", "import_speakers")}
    table.write_text("name\n,\n")
    with pytest.raises(SystemExit) as ended:
        call_command("import_speakers", table)
    assert ended.value.code == 1 and "cast.csv, line 2: " in capsys.readouterr().err
    for wrong in ([str(tmp_path / "none.csv")], [str(table), "--by", "nobody"]):
        with pytest.raises(CommandError) as refused:
            call_command("import_speakers", *wrong)
        assert refused.value.returncode == 2


def test_the_page_shows_first_and_stores_then(client):
    client.force_login(User.objects.create_superuser("chief"))
    address = reverse("admin:archive_speaker_table")

    def send(content: bytes, **fields) -> str:
        file = SimpleUploadedFile("cast.csv", content)
        return client.post(address, {"table": file, **fields}).content.decode()

    assert "this is what would happen" in send(TABLE.encode(), dry_run="on")
    assert not Speaker.objects.exists()
    assert "Stored." in send(TABLE.encode()) and Speaker.objects.count() == 2
    assert Change.objects.filter(model="speaker", by__username="chief").exists()
    assert "Nothing was stored" in send(b"name\n<b>,\n\n,x") and "not UTF-8" in send(b"name\n\xff")
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(address).status_code == 403
