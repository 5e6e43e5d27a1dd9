"""The catalogues: every text is there, translated, in step with the code, and well set.

What `make messages` writes is what is expected here: the texts are collected in the same way.
"""

import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.checkout import ROOT

TUI = ROOT / "tui"
GERMAN = TUI / "locale" / "de" / "LC_MESSAGES"

Key = str | tuple[str, ...]
"""What a text is found by: itself, or its singular and plural."""


def collected() -> set[Key]:
    """The texts of the code, collected with the keywords that the Makefile names."""
    named = re.findall(r" -k (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert named == ["_", "N_", "plural:1,2"]
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(named)}
    return {found[2] for found in extract_from_dir(TUI, keywords=keywords)}


def german(suffix: str) -> Catalog:
    """The German catalogue as it is written (po) or as the program reads it (mo)."""
    with (GERMAN / f"unify_activate.{suffix}").open("rb") as file:
        return read_po(file, locale="de") if suffix == "po" else read_mo(file)


def texts(entry: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """All forms of a text; none where there is no translation."""
    return (entry,) if isinstance(entry, str) else tuple(entry or ())


def messages(catalog: Catalog) -> dict[Key, Message]:
    """The entries of a catalogue without its header."""
    entries = ((texts(message.id), message) for message in catalog if message.id)
    return {key if len(key) > 1 else key[0]: message for key, message in entries}


@pytest.fixture(scope="module")
def entries() -> dict[Key, Message]:
    """The German entries."""
    return messages(german("po"))


def test_the_german_catalogue_holds_the_texts_of_the_code_and_no_others(
    entries: dict[Key, Message],
) -> None:
    found = collected()
    assert found
    assert sorted(map(str, found ^ set(entries))) == [], "run `make messages`, then translate"
    assert not german("po").obsolete


def test_every_text_is_translated(entries: dict[Key, Message]) -> None:
    assert [key for key, entry in entries.items() if not all(texts(entry.string) or [""])] == []
    assert [key for key, entry in entries.items() if entry.fuzzy] == []


def test_the_program_reads_what_is_written(entries: dict[Key, Message]) -> None:
    compiled = messages(german("mo"))
    assert {key: texts(entry.string) for key, entry in compiled.items()} == {
        key: texts(entry.string) for key, entry in entries.items()
    }, "run `make messages`"


def placeholders(text: str) -> list[str]:
    """What is filled in: `{name}` and `%(name)s`, each as often as it stands there."""
    named = [name for _text, name, _spec, _how in Formatter().parse(text) if name is not None]
    return sorted([*named, *re.findall(r"%(?:\(\w+\))?[srd]", text)])


def test_translations_fill_in_what_the_texts_do(entries: dict[Key, Message]) -> None:
    different = [
        key
        for key, entry in entries.items()
        for translation in texts(entry.string)
        if placeholders(translation) != placeholders(texts(key)[-1])
    ]
    assert different == []


def test_translations_begin_and_end_with_the_same_space(entries: dict[Key, Message]) -> None:
    def ends(text: str) -> tuple[str, str]:
        bare = text.strip()
        return text.partition(bare)[0], text.rpartition(bare)[2]

    different = [
        key
        for key, entry in entries.items()
        for original, translation in zip(texts(key), texts(entry.string), strict=True)
        if ends(original) != ends(translation)
    ]
    assert different == []


def test_german_quotes_stand_below_and_above(entries: dict[Key, Message]) -> None:
    for entry in entries.values():
        for translation in texts(entry.string):
            assert not re.search('["”«»]', translation), translation
            marks = re.sub("[^„“]", "", translation)
            assert marks == "„“" * (len(marks) // 2), translation
            assert re.sub("[^‚‘]", "", translation) in ("", "‚‘"), translation


def test_english_texts_have_curly_quotes(entries: dict[Key, Message]) -> None:
    assert [key for key in entries if any('"' in text for text in texts(key))] == []
