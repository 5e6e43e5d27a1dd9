"""The language of the app, where a catalogue has gaps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tui import i18n
from tui.i18n import _, language_of, language_wanted, plural, use_language

FRENCH: Any = "fr"


@pytest.fixture
def _french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """French beside the others, with two texts translated."""
    catalog = Catalog(locale="fr")
    catalog.add("Back", "Retour")
    catalog.add(("{n} day", "{n} days"), ("{n} jour", "{n} jours"))
    catalog.add("Receipt", "")
    catalog.add(("{n} hour", "{n} hours"), ("", ""))
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{i18n.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(i18n, "LOCALE_DIR", tmp_path)
    monkeypatch.setattr(i18n, "LANGUAGES", (*i18n.LANGUAGES, FRENCH))
    yield
    use_language("en")


@pytest.mark.usefixtures("_french")
def test_a_further_language_is_there_by_option_and_by_environment() -> None:
    assert language_wanted(["--lang", "fr"]) == FRENCH
    assert language_of({"LANG": "fr_CA.UTF-8"}) == FRENCH


@pytest.mark.usefixtures("_french")
def test_a_text_that_is_not_translated_is_english() -> None:
    use_language(FRENCH)
    assert (_("Back"), _("Receipt"), _("First steps")) == ("Retour", "Receipt", "First steps")


@pytest.mark.usefixtures("_french")
def test_counted_texts_follow_the_rule_of_their_language() -> None:
    use_language(FRENCH)
    days = [plural("{n} day", "{n} days", count) for count in (0, 1, 2)]
    hours = [plural("{n} hour", "{n} hours", count) for count in (1, 2)]
    assert days == ["0 jour", "1 jour", "2 jours"]
    assert hours == ["1 hour", "2 hours"]
