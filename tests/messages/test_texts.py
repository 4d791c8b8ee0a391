"""Every sentence stands in both languages, and no sentence stands anywhere else."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from bot.certificates import Kind, Status
from bot.messages.texts import LANGUAGES, TABLE, babel_locale, language, say
from bot.messages.texts.entry import Entry

ROOMS = [Path("bot/messages"), Path("bot/answers"), Path("bot/checking")]
ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "texts" not in path.relative_to(ROOT).parts
)
# Two words with a space, or any Chinese: something a person would read.
SENTENCE = re.compile(r"[A-Za-z]{2,}[,.!?]? [A-Za-z]{2,}|[\u4e00-\u9fff]")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def templates(entry: Entry, column: str) -> list[str]:
    forms = entry[column]
    return [forms] if isinstance(forms, str) else list(forms.values())


@pytest.mark.parametrize("key", TABLE)
def test_every_sentence_has_every_language(key: str) -> None:
    """No entry lacks a language, is empty, or says in one language a fact that it withholds in the other."""
    entry = TABLE[key]
    assert set(entry) == set(LANGUAGES)
    assert all(template.strip() for column in LANGUAGES for template in templates(entry, column)) or key.endswith(
        "joint"
    )
    facts = {frozenset(set().union(*map(placeholders, templates(entry, column)))) for column in LANGUAGES}
    counted = {names - {"n", "weekday"} for names in facts}
    assert len(counted) == 1


@pytest.mark.parametrize("key", TABLE)
def test_plurals_have_every_category(key: str) -> None:
    """Where a sentence has forms, they are exactly the categories CLDR has for whole numbers in that language."""
    for column, forms in TABLE[key].items():
        if not isinstance(forms, str):
            assert set(forms) == {babel_locale(column).plural_form(n) for n in range(200)}


def _said(tree: ast.Module) -> list[str]:
    """Every string of a module that is not a docstring, not part of an exception or a log line."""
    documented = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    logged = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOG_METHODS
        for part in ast.walk(node)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | logged
    ]


LOG_METHODS = {"debug", "info", "warning", "error", "exception"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_no_sentence_outside_the_tables(path: Path) -> None:
    """Nothing in messages, answers or checking that a person reads is written outside texts/."""
    assert [text for text in _said(ast.parse(path.read_text(encoding="utf-8"))) if SENTENCE.search(text)] == []


def test_a_sentence_outside_is_seen() -> None:
    """The rule itself finds an English and a Chinese sentence, and leaves docstrings and log lines alone."""
    tree = ast.parse('"""A doc string."""\nx = f"Not found: {y}"\nz = "没有"\nlog.info("a log line")')
    assert {text for text in _said(tree) if SENTENCE.search(text)} == {"Not found: ", "没有"}


@pytest.mark.parametrize("key", [f"status.{status.name.lower()}" for status in Status])
def test_every_status_has_a_word(key: str) -> None:
    """Every status, unknown included, has a word in both languages, and no other status has the same."""
    words = {column: say(key, column) for column in LANGUAGES}
    others = [name for name in TABLE if name.startswith("status.") and name != key]
    assert all(words[column] != say(name, column) for name in others for column in LANGUAGES)


@pytest.mark.parametrize("kind", [*Kind, "unknown"])
def test_every_kind_has_a_word(kind: str) -> None:
    """Server, client and neither are each called something."""
    assert all(say(f"kind.{kind}", column) for column in LANGUAGES)


@pytest.mark.parametrize(
    ("locale", "column"),
    [("zh-CN", "zh"), ("zh_TW", "zh"), ("ZH", "zh"), ("en-GB", "en"), ("fr-FR", "en"), ("", "en"), ("x<y", "en")],
)
def test_locale_picks_the_column(locale: str, column: str) -> None:
    """Any Chinese reads Chinese; everybody else reads English, whatever their locale is called."""
    assert language(locale) == column
    assert say("notice.help", locale) == say("notice.help", column)


def test_numbers_are_grouped_and_plural() -> None:
    """One is singular, thousands have their separators, Chinese has one form."""
    assert [say("result.count", "en", n=n) for n in (0, 1, 1234)] == [
        "0 certificates",
        "1 certificate",
        "1,234 certificates",
    ]
    assert say("result.count", "zh-CN", n=1) == "1 张证书"


def test_foreign_values_are_not_templates() -> None:
    """Braces in a value are printed, not looked up."""
    assert "{word}" in say("unreadable.general", "en", word="{word}{0.__class__}")
