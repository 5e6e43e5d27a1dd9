"""What holds of every picture: only what is meant to be read is drawn, and every page has one."""

import ast
import html
import re
from pathlib import Path

from textual.widget import Widget

from tests.checkout import ROOT
from tui.app.widgets.button_row import ButtonRow

PICTURES = sorted((Path(__file__).parent / "__snapshots__").rglob("*.svg"))
SOURCES = sorted((ROOT / "tui" / "app").rglob("*.py"))

IDENTIFIED = re.compile(r"\b[A-Z]\w*#[a-z][\w-]*|#[a-z]+(?:-[a-z]+)+\b")
"""As Textual draws a widget that has nothing to say: its class, its id or both."""


def texts(picture: Path) -> str:
    """All that can be read in a picture, row by row."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", picture.read_text(encoding="utf-8"), re.S)
    return "\n".join(html.unescape(each).replace("\xa0", " ") for each in found)


def class_names() -> set[str]:
    """The names of all widgets, ours and Textual's, that are no words of any language."""
    ours = {
        node.name
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    kinds, theirs = [Widget], set()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        theirs.add(kind.__name__)
    return {name for name in ours | theirs if re.fullmatch(r"_?(?:[A-Z][a-z]+){2,}", name)}


def ids() -> set[str]:
    """The ids that the sources give."""
    return {
        name
        for source in SOURCES
        for name in re.findall(r'\bid="([\w-]+)"', source.read_text(encoding="utf-8"))
    }


def test_in_no_picture_stands_the_name_of_a_widget() -> None:
    assert len(PICTURES) > 150
    names, known = class_names(), ids()
    assert {"ButtonRow", "StatusLine", "VerticalScroll"} <= names
    assert {"buttons", "dialog-lead"} <= known
    for picture in PICTURES:
        text = texts(picture)
        assert not names & set(re.findall(r"\w+", text)), picture.name
        assert IDENTIFIED.findall(text) == [], picture.name
        assert not known & set(re.findall(r"#([\w-]+)", text)), picture.name


def test_a_row_without_buttons_draws_nothing() -> None:
    assert str(ButtonRow(id="buttons").render()) == ""
