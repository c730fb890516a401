"""What a terminal shows of a run: reading first, then what is left to group."""

from __future__ import annotations

from archive.management.progress import ArticleProgress, bytes_to_read


def test_articles_and_their_bytes_are_counted(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    (tmp_path / "b.txt").write_bytes(b"x" * 60)
    progress = ArticleProgress([tmp_path])
    progress.count(100)
    (reading,) = progress.tasks
    assert (reading.completed, reading.total) == (100, bytes_to_read(tmp_path)) == (100, 160)
    assert reading.fields["words"].startswith("1 article,")


def test_grouping_has_a_bar_of_its_own_when_the_other_is_full(tmp_path):
    progress = ArticleProgress([tmp_path])
    progress.count(10)
    counted = progress.grouping(6)
    counted(4)
    reading, grouping = progress.tasks
    assert reading.finished
    assert (grouping.completed, grouping.total, grouping.finished) == (4, 6, False)
    counted(2)
    assert grouping.finished


def test_nothing_left_shows_no_bar(tmp_path):
    progress = ArticleProgress([tmp_path])
    progress.grouping(0)(0)
    assert len(progress.tasks) == 1
