"""Measure the extractor: `python -m tests.bench_extraction [FOLDER]` (make bench-extraction).

Always on the annotated sample that is shipped; besides, on every set `data/*.dev.jsonl` of a
folder that also holds `score.py` and `baseline.py` (by default ../shared/extraction, where it is
there), with the naive baseline beside ours. Writes the tables into docs/extraction.md.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.extraction import VERSION, Document, Quotation, find_quotations
from archive.extraction.__main__ import quote_fields, read_document
from archive.extraction.scoring import Report, marks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "archive" / "sample" / "gold.jsonl"
PAGE = ROOT / "docs" / "extraction.md"
BEGIN, END = "<!-- make bench-extraction writes from here -->", "<!-- to here -->"
# Task, figure and name of each line; what score.py says of it stands in its docstring.
LINES = (
    ("direct", ("exact", "f1"), "direct, words exact"),
    ("direct", ("speaker_acc_overlap",), "direct, speaker"),
    ("direct", ("joint_exact", "f1"), "direct, words and speaker"),
    ("speech", ("exact", "f1"), "speech, words exact"),
    ("speech", ("partial", "f1"), "speech, by characters"),
    ("speech", ("joint_exact", "f1"), "speech, words and speaker"),
)
HOSTILE = {
    "one line without an end": "“Yes,” said Ada Voss, and the ferry did not stop but " * 2000,
    "ten thousand open marks": "“ " * 10000,
    "cues and marks": '“ " said ' * 2000,
    "questions without an end": "Asked if, " * 6000,
    "nouns that report": "her claim that the claim of " * 2000,
    "lost closing marks": "“We wait, said Ada. " * 3000,
    "possessives": "Ada's Bo's claim " * 3500,
    "one paragraph a line": "“Yes,” she said.\n" * 3500,
    "nested marks": "“‘«" * 3000,
    "brackets": "( " * 30000,
    "initials": "A. B. C. D. " * 5000,
    "blanks": " " * 200000 + "x",
    "words that report": "“" + '" said ' * 5000,
    "labels": "Name Surname: " * 5000,
    "addresses": "a@" * 30000,
    "slashes": "http://" * 10000,
    "square brackets": "[[ " * 20000,
    "entities": "&amp;" * 20000,
}
ROUNDS = 9
# 150 articles a second where the naive baseline reads 1,300: see docs/extraction.md.
MARK = 1300 / 150
NAIVE = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")


def sample_lines() -> Iterator[str]:
    """Yield the tables of the shipped sample: figures, then calibration."""
    report = Report()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        document, marks = marks_of(json.loads(line))
        report.add(document, marks, find_quotations(document))
    yield f"Extractor `{VERSION}` on the {report.documents} annotated sample articles:"
    yield ""
    yield "| statements | marked | found | words, F1 | words and speaker, F1 | speaker right |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, score in report.scores.items():
        yield (
            f"| {name} | {score.marked} | {score.found} | {100 * score.span_f1:.1f} "
            f"| {100 * score.joint_f1:.1f} | {100 * score.speaker_accuracy:.1f} |"
        )
    yield ""
    yield "| stated confidence | statements | right |"
    yield "|---|---:|---:|"
    for tenth, count in sorted(report.stated.items()):
        share = 100 * report.kept[tenth] / count
        yield f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {count} | {share:.0f} % |"


def foreign_lines(folder: Path) -> Iterator[str]:
    """Yield the table of the sets in `folder`, measured with its own scorer."""
    sets = [
        *sorted((folder / "data").glob("*.dev.jsonl")),
        folder.parent / "seeds-gold/seeds.jsonl",
    ]
    yield ""
    yield "| set | measure | naive | ours | ours, `--that` |"
    yield "|---|---|---:|---:|---:|"
    for gold in filter(Path.exists, sets):
        columns = [
            scored(folder, gold, [sys.executable, str(folder / "baseline.py"), str(gold), "OUT"]),
            scored(folder, gold, [sys.executable, "-m", "archive.extraction"]),
            scored(folder, gold, [sys.executable, "-m", "archive.extraction", "--that"]),
        ]
        for task, path, name in LINES:
            if task == "speech" and "litbank" in gold.name:
                continue  # marks direct speech only
            figures = [figure(column["tasks"][task], path) for column in columns]
            yield f"| {gold.name} | {name} | {' | '.join(figures)} |"


def reliability_lines(folder: Path) -> Iterator[str]:
    """Yield how often each stated confidence was right on the folder's news, dev half.

    Right is a span that overlaps the marked one by half (intersection over union) and has its
    speaker, where one is marked.
    """
    gold = folder / "data" / "polnear.dev.jsonl"
    if not gold.exists():
        return
    scorer = module(folder / "score.py")
    stated, kept = Counter[int](), Counter[int]()
    for line in gold.read_text(encoding="utf-8").splitlines():
        row, document = json.loads(line), read_document(line)
        marks = scorer.gold_units(row)
        for quotation in find_quotations(document):
            tenth = min(9, int(quotation.confidence * 10))
            stated[tenth] += 1
            kept[tenth] += is_right(scorer, document.text, quotation, marks)
    yield ""
    yield f"| stated confidence, {gold.name} | statements | right |"
    yield "|---|---:|---:|"
    for tenth, count in sorted(stated.items()):
        share = 100 * kept[tenth] / count
        yield f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {count} | {share:.0f} % |"


def pace_lines(folder: Path) -> Iterator[str]:
    """Yield how many news articles of the folder are read in a second."""
    gold = folder / "data" / "polnear.dev.jsonl"
    if not gold.exists():
        return
    documents = [read_document(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    words = sum(len(document.text.split()) for document in documents)
    naive = module(folder / "baseline.py")
    ours, floor = alternated(
        [lambda document=document: find_quotations(document) for document in documents],
        [lambda document=document: naive.extract(document.text) for document in documents],
    )
    yield ""
    yield (
        f"All stages read {len(documents) / ours:,.0f} articles of {gold.name} in a second of one "
        f"core ({words / len(documents):,.0f} words each). They take {ours / floor:.1f} times as "
        f"long as the naive baseline in the same process (of each article the least of {ROUNDS}, in turns; "
        f"the mark is {MARK:.1f})."
    )


def alternated(*sides: list[Callable[[], object]]) -> list[float]:
    """Return the time of each side's works, done in turns, in seconds of this process's CPU.

    Of each work the least of all rounds counts: what slows the machine for a moment then falls
    upon no side, and what slows it for long falls upon all.
    """
    rounds = [
        [[least(work, runs=1) for work in works] for works in zip(*sides, strict=True)]
        for _ in range(ROUNDS)
    ]
    bests = [
        [min(times) for times in zip(*works, strict=True)] for works in zip(*rounds, strict=True)
    ]
    return [sum(times) for times in zip(*bests, strict=True)]


def module(path: Path) -> Any:
    """Load a module from a file outside of the project."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module in {path}")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def is_right(scorer: Any, text: str, quotation: Quotation, marks: list[dict[str, Any]]) -> bool:
    """Does the quotation overlap a marked unit by half, and has it the marked speaker?"""
    found = quote_fields(text, quotation)
    units = scorer.units(text, quotation.start, quotation.end)
    if not units:
        return False
    found["start"], found["end"] = units[0]
    for mark in marks:
        shared = scorer._ov(mark, found)
        if shared and shared / (scorer._len(mark) + scorer._len(found) - shared) >= 0.5:
            return not scorer.has_speaker(mark) or scorer.speaker_right(mark, found, text)
    return False


def figure(task: dict[str, Any], path: tuple[str, ...]) -> str:
    """Return one figure in percent, "–" where the set cannot tell."""
    value: Any = task
    for key in path:
        value = value[key]
    return "–" if value is None else f"{100 * value:.1f}"


def scored(folder: Path, gold: Path, command: list[str]) -> dict[str, Any]:
    """Run an extractor over `gold` and score.py over what it found; return the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        found, figures = Path(scratch) / "found.jsonl", Path(scratch) / "figures.json"
        if "OUT" in command:
            command = [str(found) if word == "OUT" else word for word in command]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        else:
            with gold.open() as documents, found.open("w") as out:
                subprocess.run(command, check=True, cwd=ROOT, stdin=documents, stdout=out)
        scorer = [sys.executable, folder / "score.py", "--gold", gold, "--pred", found]
        subprocess.run([*scorer, "--json", figures], check=True, stdout=subprocess.DEVNULL)
        return json.loads(figures.read_text())


def speed_lines() -> Iterator[str]:
    """Yield what the extractor costs, as ratios within this run."""
    texts = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    ours = least(lambda: [find_quotations(Document(text)) for text in texts])
    naive = least(lambda: [NAIVE.findall(text) for text in texts])
    yield ""
    yield (
        f"One pass over the sample costs {ours / naive:,.0f} times one regular expression for "
        f"quotation marks; {len(texts) / ours:,.0f} articles a second on one core of the machine "
        "that wrote this."
    )
    for name, text in HOSTILE.items():
        texts = [text * times for times in (1, 2, 4)]
        # In turns, so that what else the machine does falls upon all sizes alike.
        rounds = [
            [least(lambda text=text: find_quotations(Document(text)), runs=1) for text in texts]
            for _ in range(ROUNDS)
        ]
        once, twice, fourfold = map(min, zip(*rounds, strict=True))
        yield (
            f"Twice the input, {name}: {twice / once:.1f} times the time; "
            f"twice that, {fourfold / twice:.1f} times."
        )


def least(work: Callable[[], object], runs: int = 5) -> float:
    """Return the shortest time of some runs, in seconds of this process's CPU."""
    times = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def main(folder: str = "../shared/extraction") -> int:
    """Measure, print, and write the page; return the exit status."""
    lines = [*sample_lines(), *speed_lines()]
    where = ROOT / folder
    if (where / "score.py").exists():
        lines += [*foreign_lines(where), *reliability_lines(where), *pace_lines(where)]
    table = "\n".join(lines)
    print(table)
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
