"""Pages as browsers save them with their pictures."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from archive.ingest.clean import clean
from tests.ingest.readers.files import QUOTE, found, html


def saved(encoding="quoted-printable", charset="utf-8"):
    message = EmailMessage(SMTP)
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://quay.example/Möwe?utm_source=x"
    message["MIME-Version"] = "1.0"
    message.set_content(html("Möwe", charset=charset), "html", charset=charset, cte=encoding)
    message.add_related(b"\x89PNG" * 100, "image", "png")
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("name", ["page.mht", "page.mhtml", "page"])
def test_the_page_in_it_is_read_with_its_address(tmp_path, encoding, name):
    (tmp_path / name).write_bytes(saved(encoding))
    (page,), refused = found(tmp_path)
    article = clean(page)
    assert QUOTE.format(name="Möwe") in article.text
    assert (page.source, refused) == (name, [])


def test_its_charset_is_that_of_its_part(tmp_path):
    text = saved().replace(b"<meta charset=3D'utf-8'>", b"")
    (tmp_path / "page.mht").write_bytes(text)
    (page,), _ = found(tmp_path)
    assert page.charset == "utf-8"


def test_a_mail_without_a_page_is_refused_by_name(tmp_path):
    text = b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nxx"
    (tmp_path / "page.mht").write_bytes(text)
    pages, (refused,) = found(tmp_path)
    assert (pages, refused.source) == ([], "page.mht")


def test_a_page_cut_in_the_middle_gives_what_is_there(tmp_path):
    (tmp_path / "page.mht").write_bytes(saved()[:700])
    pages, refused = found(tmp_path)
    assert len(pages) + len(refused) == 1


def test_parts_without_end_are_refused(tmp_path):
    start = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    part = b"--b\nContent-Type: text/html\n\nx\n"
    (tmp_path / "page.mht").write_bytes(start + part * 10_000)
    pages, (refused,) = found(tmp_path)
    assert pages == []
    assert "parts" in refused.reason
