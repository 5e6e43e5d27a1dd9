"""The German catalogue of `unify-mock`: whole, in step with the code, compiled, and well set."""

from tests.catalogues import (
    MOCK,
    filled_in_otherwise,
    is_fresh,
    messages,
    quoted_otherwise,
    short_of_forms,
    texts,
    with_other_ends,
)


def test_it_is_the_only_one_and_holds_the_texts_of_the_code_and_no_others() -> None:
    assert MOCK.languages == ["de"]
    catalog, found = MOCK.written("de"), MOCK.collected()
    assert len(found) > 100
    assert sorted(map(str, found ^ set(messages(catalog)))) == [], "run `make messages`"
    assert not catalog.obsolete


def test_every_text_is_translated_and_no_translation_is_a_guess() -> None:
    entries = messages(MOCK.written("de"))
    assert [key for key, entry in entries.items() if not all(texts(entry.string) or [""])] == []
    assert [key for key, entry in entries.items() if entry.fuzzy] == []


def test_the_program_reads_what_is_written() -> None:
    assert is_fresh(MOCK.compiled("de"), MOCK.written("de")), "run `make messages`"


def test_translations_fill_in_what_the_texts_do_and_are_set_alike() -> None:
    catalog = MOCK.written("de")
    assert filled_in_otherwise(catalog) == []
    assert with_other_ends(catalog) == []
    assert short_of_forms(catalog) == []
    assert quoted_otherwise(catalog) == []


def test_english_texts_have_curly_quotes() -> None:
    assert [key for key in MOCK.collected() if any('"' in text for text in texts(key))] == []
