"""The catalogues: every text is there, translated, in step with the code, and well set.

What `make messages` writes is what is expected here: the texts are collected in the same way. All
of it holds for every catalogue there is; which of them must be complete is said here.
"""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.checkout import ROOT
from tui.i18n import LANGUAGES, SOURCE

TUI = ROOT / "tui"
LOCALE = TUI / "locale"
CATALOGUES = sorted(folder.name for folder in LOCALE.iterdir())

COMPLETE = {"de"}
"""Where nothing may be missing; elsewhere the English text stands in."""

every_catalogue = pytest.mark.parametrize("language", CATALOGUES)

Key = str | tuple[str, ...]
"""What a text is found by: itself, or its singular and plural."""


@cache
def collected() -> frozenset[Key]:
    """The texts of the code, collected with the keywords that the Makefile names."""
    named = re.findall(r" -k (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert named == ["_", "N_", "plural:1,2"]
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(named)}
    return frozenset(found[2] for found in extract_from_dir(TUI, keywords=keywords))


def compiled(language: str, folder: Path = LOCALE) -> Path:
    """The file of a catalogue that the program reads; the one that people write lies beside it."""
    return folder / language / "LC_MESSAGES" / "unify_activate.mo"


def written(language: str, folder: Path = LOCALE) -> Catalog:
    """A catalogue as people write it."""
    with compiled(language, folder).with_suffix(".po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def texts(entry: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """All forms of a text; none where there is no translation."""
    return (entry,) if isinstance(entry, str) else tuple(entry or ())


def messages(catalog: Catalog) -> dict[Key, Message]:
    """The entries of a catalogue without its header."""
    entries = ((texts(message.id), message) for message in catalog if message.id)
    return {key if len(key) > 1 else key[0]: message for key, message in entries}


def translations(catalog: Catalog) -> list[tuple[Key, tuple[str, ...]]]:
    """Every text that is translated, with all its forms."""
    entries = ((key, texts(entry.string)) for key, entry in messages(catalog).items())
    return [(key, forms) for key, forms in entries if any(forms)]


def test_every_language_has_its_catalogue_and_every_catalogue_its_language() -> None:
    assert set(CATALOGUES) == set(LANGUAGES) - {SOURCE}, "see `Language` in tui/i18n.py"


@every_catalogue
def test_a_catalogue_holds_the_texts_of_the_code_and_no_others(language: str) -> None:
    catalog, found = written(language), collected()
    assert len(found) > 150
    assert sorted(map(str, found ^ set(messages(catalog)))) == [], "run `make messages`"
    assert not catalog.obsolete


@pytest.mark.parametrize("language", sorted(COMPLETE))
def test_every_text_is_translated(language: str) -> None:
    entries = messages(written(language))
    assert [key for key, entry in entries.items() if not all(texts(entry.string) or [""])] == []


@every_catalogue
def test_no_translation_is_a_guess(language: str) -> None:
    entries = messages(written(language))
    assert [key for key, entry in entries.items() if entry.fuzzy] == []


@every_catalogue
def test_the_program_reads_what_is_written(language: str) -> None:
    assert is_fresh(compiled(language), written(language)), "run `make messages`"


def is_fresh(file: Path, catalog: Catalog) -> bool:
    """Whether a compiled file is what compiling the catalogue gives."""
    anew = BytesIO()
    write_mo(anew, catalog)
    return file.read_bytes() == anew.getvalue()


def placeholders(text: str) -> list[str]:
    """What is filled in: `{name}` and `%(name)s`, each as often as it stands there."""
    try:
        fields = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        return [str(error)]
    named = [f"{{{name}!{how}:{spec}}}" for _text, name, spec, how in fields]
    return sorted([*named, *re.findall(r"%(?:\(\w+\))?.?", text)])


def filled_in_otherwise(catalog: Catalog) -> list[Key]:
    """Texts whose translation names something to fill in that the text does not, or leaves it out."""
    return [
        key
        for key, forms in translations(catalog)
        if any(placeholders(form) != placeholders(texts(key)[-1]) for form in forms)
    ]


def with_other_ends(catalog: Catalog) -> list[Key]:
    """Texts whose translation begins or ends with other space."""

    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    return [
        key
        for key, forms in translations(catalog)
        if any(ends(form) != ends(texts(key)[-1]) for form in forms)
    ]


def short_of_forms(catalog: Catalog) -> list[Key]:
    """Counted texts of which some forms are translated and others are not."""
    return [
        key
        for key, forms in translations(catalog)
        if not all(forms) or len(forms) != (1 if isinstance(key, str) else catalog.num_plurals)
    ]


@every_catalogue
def test_translations_fill_in_what_the_texts_do(language: str) -> None:
    assert filled_in_otherwise(written(language)) == []


@every_catalogue
def test_translations_begin_and_end_with_the_same_space(language: str) -> None:
    assert with_other_ends(written(language)) == []


@every_catalogue
def test_counted_texts_have_all_forms_of_their_language(language: str) -> None:
    assert short_of_forms(written(language)) == []


def test_german_quotes_stand_below_and_above() -> None:
    for _key, forms in translations(written("de")):
        for translation in forms:
            assert not re.search('["”«»]', translation), translation
            marks = re.sub("[^„“]", "", translation)
            assert marks == "„“" * (len(marks) // 2), translation
            assert re.sub("[^‚‘]", "", translation) in ("", "‚‘"), translation


def test_english_texts_have_curly_quotes() -> None:
    assert [key for key in collected() if any('"' in text for text in texts(key))] == []


# A language that is only begun: what is asked of every catalogue is asked of it too.


@pytest.fixture
def french(tmp_path: Path) -> Catalog:
    """A French catalogue as `make language` begins it, with two texts translated."""
    catalog = Catalog(locale="fr", domain="unify_activate")
    for key in collected():
        catalog.add(key)
    translate(catalog, "Receipt: {id}", "Reçu : {id}")
    translate(catalog, ("{n} day", "{n} days"), ("{n} jour", "{n} jours"))
    write(catalog, tmp_path)
    return written("fr", tmp_path)


def translate(catalog: Catalog, key: Key, forms: str | tuple[str, ...]) -> None:
    """Put a translation where there was none, or another."""
    entry = catalog.get(key)
    assert entry is not None
    entry.string = forms


def write(catalog: Catalog, folder: Path) -> None:
    """Put a catalogue where it belongs, as people write it and as the program reads it."""
    file = compiled("fr", folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as mo, file.with_suffix(".po").open("wb") as po:
        write_po(po, catalog)
        write_mo(mo, catalog)


def complaints(catalog: Catalog) -> list[Key]:
    """The texts that any of the checks above complains of."""
    return [
        *filled_in_otherwise(catalog),
        *with_other_ends(catalog),
        *short_of_forms(catalog),
    ]


def test_a_catalogue_that_is_only_begun_is_fine(french: Catalog, tmp_path: Path) -> None:
    assert set(messages(french)) == collected()
    assert len(translations(french)) == 2
    assert complaints(french) == []
    assert is_fresh(compiled("fr", tmp_path), french)


@pytest.mark.parametrize(
    "translation",
    [
        "Reçu : {ide}",
        "Reçu",
        "Reçu : {id} {id}",
        "Reçu : {id",
        "Reçu : {}",
        "Reçu : {id.secret}",
        "Reçu : {id:d}",
        "Reçu : {id} à 100 %",
        " Reçu : {id}",
        "Reçu : {id}\n",
    ],
)
def test_a_translation_that_would_stop_the_program_or_look_odd_is_found(
    translation: str, french: Catalog, tmp_path: Path
) -> None:
    translate(french, "Receipt: {id}", translation)
    write(french, tmp_path)
    assert complaints(written("fr", tmp_path)) == ["Receipt: {id}"]


@pytest.mark.parametrize("forms", [("{n} jour", ""), ("{m} jour", "{n} jours")])
def test_a_counted_text_with_one_wrong_form_is_found(
    forms: tuple[str, str], french: Catalog
) -> None:
    key = ("{n} day", "{n} days")
    translate(french, key, forms)
    assert set(complaints(french)) == {key}


def test_a_catalogue_that_was_not_compiled_is_found(french: Catalog, tmp_path: Path) -> None:
    translate(french, "Receipt: {id}", "Quittance : {id}")
    assert not is_fresh(compiled("fr", tmp_path), french)
