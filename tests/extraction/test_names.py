"""The people of an article are its own: no document knows those of another."""

from __future__ import annotations

from archive.extraction import Document, find_quotations
from archive.extraction.lexicons import lexicon_for
from archive.extraction.names import NameBook
from archive.extraction.scene import Scene
from tests.extraction.examples import speakers

FULL = "Ada Example, the harbour minister, came. “We wait,” Ms Example said."
BARE = "“No,” Ms. Example said. “We go,” said the harbour minister. He said that Bo Orr left."
OTHER = "Carl Example, a pilot, came. “We fly,” said Example. His claim that it rains is his own."


def test_a_name_of_another_document_is_not_known() -> None:
    alone = speakers(BARE)
    assert "Ada Example" not in alone
    speakers(FULL)
    speakers(OTHER)
    assert speakers(BARE) == alone


def test_two_people_of_one_last_name_in_two_documents_stay_apart() -> None:
    assert speakers(FULL) == ["Ada Example"]
    assert speakers(OTHER)[0] == "Carl Example"
    (found,) = find_quotations(Document(FULL))
    assert "share this last name" not in found.resolution


def test_two_books_share_nothing() -> None:
    lexicon = lexicon_for("en")
    one, other = NameBook(lexicon), NameBook(lexicon)
    for book in (one, other):
        tables = {name: value for name, value in vars(book).items() if name != "lexicon"}
        assert not any(tables.values())
    shared = [name for name, value in vars(one).items() if value is vars(other)[name]]
    assert shared == ["lexicon"]


def test_two_scenes_share_nothing_but_the_lexicon() -> None:
    lexicon = lexicon_for("en")
    one, other = (Scene("", NameBook(lexicon), lexicon) for _ in range(2))
    shared = [name for name, value in vars(one).items() if value is vars(other)[name]]
    assert shared == ["lexicon"]
