"""The HTML templates: what is filled in is escaped, what is missing is noticed."""

import pytest
from jinja2 import UndefinedError

from mock_server.templates import rendered
from tests.checkout import ROOT
from tests.wire.html_page import Page

HOSTILE = "</title><script>alert('1')</script> \"&lt; {{ 7*7 }}{% x %}{# y"


def test_what_is_filled_in_is_text_and_never_html_or_a_template() -> None:
    html = rendered("website/message.html", language="en", title=HOSTILE, text=HOSTILE)
    page = Page(html)
    assert page.words.count(HOSTILE) == 3
    assert "script" not in page.tags


def test_a_value_that_is_missing_is_noticed() -> None:
    with pytest.raises(UndefinedError):
        rendered("website/message.html", language="en", title="x")


def test_only_our_own_script_and_styles_are_not_escaped() -> None:
    templates = sorted((ROOT / "mock_server").rglob("*.html"))
    assert len(templates) > 4
    unescaped = [path for path in templates if "safe" in path.read_text(encoding="utf-8")]
    assert unescaped == [ROOT / "mock_server" / "admin" / "page" / "index.html"]
    text = unescaped[0].read_text(encoding="utf-8")
    assert [text.count(part) for part in ("safe", "style|safe", "script|safe")] == [2, 1, 1]
