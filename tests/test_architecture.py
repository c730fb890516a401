"""What no linter knows: sizes, names, and the one place that trusts markup."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    path for path in (ROOT / "archive").rglob("*.py") if "migrations" not in path.parts
)
LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS = 300, 40, 4
JUNK_DRAWERS = {
    "utils",
    "helpers",
    "common",
    "services",
    "manager",
    "managers",
    "core",
    "base",
    "misc",
}
TOP_LEVEL = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "archive", "docs",
    "manage.py", "pyproject.toml", "requirements-dev.txt", "requirements-scale.txt",
    "requirements.txt", "static", "templates", "tests",
}  # fmt: skip


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_modules_to_look_at():
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_has_one_subject(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert path.stem not in JUNK_DRAWERS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_fits_on_a_screen(path):
    long = {
        f"{node.name}:{node.lineno}": node.end_lineno - node.lineno + 1
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_takes_few_parameters(path):
    many = {}
    for node in functions(path):
        parameters = [
            one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        ]
        if parameters[:1] in (["self"], ["cls"]):
            parameters = parameters[1:]
        if len(parameters) > MOST_PARAMETERS:
            many[f"{node.name}:{node.lineno}"] = parameters
    assert many == {}


def trusts_markup(template: str) -> bool:
    return "|safe" in template or "autoescape off" in template


def test_markup_is_trusted_in_one_place():
    trusting = [
        name(path)
        for path in MODULES
        if any(word in path.read_text(encoding="utf-8") for word in ("mark_safe(", "SafeString("))
    ]
    assert trusting == ["archive/templatetags/archive.py"]
    unescaped = [
        name(path)
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and trusts_markup(path.read_text(encoding="utf-8"))
    ]
    assert unescaped == []


def test_importing_the_extractor_loads_no_framework():
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, archive.extraction; print('django' in sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert loaded.stdout.strip() == "False"


def test_the_top_level_holds_nothing_else():
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {path.split("/")[0] for path in tracked.stdout.splitlines()} <= TOP_LEVEL
