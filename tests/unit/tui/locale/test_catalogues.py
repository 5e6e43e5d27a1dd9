"""The catalogues: every text is there, translated, in step with the code, and well set.

What `make messages` writes is what is expected here: the texts are collected in the same way. All
of it holds for every catalogue there is; which of them must be complete is said here.
"""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from tests.catalogues import (
    APP,
    Key,
    filled_in_otherwise,
    is_fresh,
    messages,
    quoted_otherwise,
    short_of_forms,
    texts,
    translations,
    with_other_ends,
)
from tui.i18n import LANGUAGES, SOURCE

CATALOGUES = APP.languages
collected, compiled, written = APP.collected, APP.compiled, APP.written

COMPLETE = {"de"}
"""Where nothing may be missing; elsewhere the English text stands in."""

every_catalogue = pytest.mark.parametrize("language", CATALOGUES)


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
    assert quoted_otherwise(written("de")) == []


def test_english_texts_have_curly_quotes() -> None:
    assert [key for key in collected() if any('"' in text for text in texts(key))] == []


# A language that is only begun: what is asked of every catalogue is asked of it too.


@pytest.fixture
def french(tmp_path: Path) -> Catalog:
    """A French catalogue as `make language` begins it, with two texts translated."""
    catalog = Catalog(locale="fr", domain="unify_activate")
    for key in collected():
        catalog.add(key)
    translate(catalog, "Confirmation: {id}", "Reçu : {id}")
    translate(catalog, ("{n}\xa0day", "{n}\xa0days"), ("{n} jour", "{n} jours"))
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
    translate(french, "Confirmation: {id}", translation)
    write(french, tmp_path)
    assert complaints(written("fr", tmp_path)) == ["Confirmation: {id}"]


@pytest.mark.parametrize("forms", [("{n} jour", ""), ("{m} jour", "{n} jours")])
def test_a_counted_text_with_one_wrong_form_is_found(
    forms: tuple[str, str], french: Catalog
) -> None:
    key = ("{n}\xa0day", "{n}\xa0days")
    translate(french, key, forms)
    assert set(complaints(french)) == {key}


def test_a_catalogue_that_was_not_compiled_is_found(french: Catalog, tmp_path: Path) -> None:
    translate(french, "Confirmation: {id}", "Quittance : {id}")
    assert not is_fresh(compiled("fr", tmp_path), french)
