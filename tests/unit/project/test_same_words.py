"""What both commands say, they say in the same words."""

import pytest

from tests.catalogues import APP, MOCK, translations


@pytest.mark.parametrize("language", sorted({*APP.languages} & {*MOCK.languages}))
def test_what_both_commands_say_is_translated_once(language: str) -> None:
    app, mock = (dict(translations(each.written(language))) for each in (APP, MOCK))
    both = app.keys() & mock.keys()
    assert len(both) > 20
    assert {key: (app[key], mock[key]) for key in both if app[key] != mock[key]} == {}
