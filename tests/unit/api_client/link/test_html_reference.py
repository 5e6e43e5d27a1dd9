"""Anchors are those of the standard's tokenizer, on pages put together to tell the two apart."""

import random

import pytest
from html5lib import _tokenizer, constants
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api_client.link import anchors
from api_client.link.html_tokens import attribute, tokens

_BLANK = "".join(map(chr, range(0x21)))
_STATES = {
    "script": "scriptDataState", "style": "rawtextState", "iframe": "rawtextState", "xmp": "rawtextState",
    "noembed": "rawtextState", "noframes": "rawtextState", "title": "rcdataState", "textarea": "rcdataState",
    "plaintext": "plaintextState",
}  # fmt: skip
"""What a parser of documents tells the tokenizer at such a tag, whatever stands around it."""


class _Tree:
    """What the tokenizer asks of a tree, of which there is none here."""

    openElements: tuple[()] = ()  # noqa: N815 - the library's name


class _Parser:
    tree = _Tree()


def reference(html: str) -> list[tuple[str, dict[str, str]]]:
    """The tags of a page, an end tag's after a slash, with their attributes."""
    tokenizer = _tokenizer.HTMLTokenizer(html, parser=_Parser())
    start, end = constants.tokenTypes["StartTag"], constants.tokenTypes["EndTag"]
    found: list[tuple[str, dict[str, str]]] = []
    for token in tokenizer:
        if token["type"] not in (start, end):
            continue
        name = token["name"]
        data = token["data"]
        attributes: dict[str, str] = {}
        for key, value in data.items() if isinstance(data, dict) else data:
            attributes.setdefault(key, value)
        found.append((name if token["type"] == start else f"/{name}", attributes))
        if token["type"] == start and name in _STATES:
            tokenizer.state = getattr(tokenizer, _STATES[name])
    return found


def ours(html: str) -> list[tuple[str, str | None]]:
    return [
        (tag, attribute(source, "href")) for _, tag, source in tokens(html) if tag not in ("", "!")
    ]


def agrees(html: str) -> None:
    expected = reference(html)
    assert ours(html) == [(tag, attributes.get("href")) for tag, attributes in expected]
    hrefs = [a.get("href", "").strip(_BLANK) for tag, a in expected if tag == "a"]
    assert [anchor.href for anchor in anchors(html)] == [href for href in hrefs if href]


PIECES = [
    "<a", "<A", "<a ", "<a/", "<a\n", "<a\t", "<a\f", "</a>", "</a ", "</A\n>", "<ab ", "<a-b ", "<area ", "<base ", ">", "/>", "/", " ", "\n", "\t", "\f", "=", "\"", "'", "`",
    "href", "HREF", "hREf=", "href =", "href= ", " href=\"", " href='", "/href=", "data-href=", "xhref=", "title=", " title=\">\"", " title='", "href=x", "=href=y", "x", "https://a.example/?b=1&c=2",
    "<", "<<", "</", "</>", "</ ", "<!", "<!>", "<!a", "<?", "<?php", "<!--", "-->", "--!>", "--", "-", "!", "->", "<!-->", "<!--->", "<!--a--!>", "<![CDATA[", "]]>", "<!doctype html>", "<!DOCTYPE a \">\"",
    "<script>", "<script ", "</script>", "</script ", "</script/", "<SCRIPT>", "</scripty>", "<style>", "</style>", "<title>", "</title>", "</title", "<textarea>", "</textarea>", "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<plaintext>", "<noembed>", "</noembed>", "<noframes>", "</noframes>",
    "&amp;", "&amp", "&copy", "&copy=", "&copy;", "&notit;", "&not", "&#58;", "&#x3A", "&#", "&#x", "&#0;", "&#128;", "&#xD800;", "&#9999999999;", "&", "&lt;a href=x&gt;", "&ngE;", "&NotEqualTilde;",
    "<p>", "</p>", "<br/>", "<b>", "ü", "\u212a", "İ", "\u00a0", "1",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@example('<a title=">" href="https://phish.example">genuine link</a>')
@example("<!--><a href=x></a>--><a href=y>")
@example("<!--a--!><a href=x>")
@example("<a href=x href=y>")
@example("<script><!--<script></script><a href=x>--></script><a href=y>")
@example("<script><!--<!--><script></script><a href=x>")
@example("<script><!-->--><script></script><a href=x></script>")
@example("<a/href=x>")
@example('<a href="x')
def test_a_page_of_pieces_has_the_standards_anchors(html: str) -> None:
    agrees(html)


@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_pages_of_pieces_have_the_standards_anchors(seed: int) -> None:
    rolled = random.Random(seed)
    for _ in range(2_500):
        agrees("".join(rolled.choices(PIECES, k=rolled.randint(1, 24))))


@settings(max_examples=300, deadline=None)
@given(st.text("<>/!-=\"'& \naAhref;#x1", max_size=60))
def test_any_page_has_the_standards_anchors(html: str) -> None:
    agrees(html)


@pytest.mark.parametrize("tag", [*_STATES, "p", "template", "noscript", "svg"])
def test_what_holds_no_markup_holds_no_anchor(tag: str) -> None:
    agrees(f"<{tag} a='>'><a href=x></a></{tag}x></{tag}\n><a href=y></a></{tag}>")
