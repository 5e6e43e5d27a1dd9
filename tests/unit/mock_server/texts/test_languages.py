"""The languages of the server are those that its texts are written in."""

import pytest

from api_client.models import Text
from mock_server.admin.scenarios import MODIFIERS
from mock_server.texts.languages import LANGUAGES
from mock_server.texts.problems import language_of

BOTH = Text(de="deutsch", en="english")


def test_a_text_is_there_in_each_and_in_no_other() -> None:
    assert list(LANGUAGES) == list(Text.model_fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reads_a_language_gets_it(language: str) -> None:
    assert language_of(LANGUAGES[language]) == language
    assert BOTH.in_language(LANGUAGES[language]) == getattr(BOTH, language)
    assert language in MODIFIERS
