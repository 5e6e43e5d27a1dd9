"""The reader of keys: whatever the pieces, the same comes out; nothing locks it or is made up."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.tui.app.driver.keyboards import DROPPED, KEYS, rested, typed
from tui.app.driver.pieces import Pasted, Read, Sequence, Typed
from tui.app.driver.reader import (
    ESCAPE_WAITS,
    LINES_WAIT,
    LONGEST_PASTE,
    PASTE_WAITS,
    REST_WAITS,
    KeyReader,
)

EXAMPLES = 500
BEGIN, END = b"\x1b[200~", b"\x1b[201~"
MAIL = b"From: support@example.com\rSubject: Your account\r\r> https://example.com/?1:\r> 23\r"

sequences = st.sampled_from([each for kind in DROPPED.values() for each in kind])
keys = st.sampled_from(list(KEYS))
text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(str.encode)
mouse = st.builds(
    lambda button, x, y, end: b"\x1b[<%d;%d;%d%s" % (button, x, y, end),
    st.integers(0, 99),
    st.integers(-9, 500),
    st.integers(-9, 500),
    st.sampled_from([b"M", b"m"]),
)
pastes = st.binary(max_size=30).map(lambda content: BEGIN + content.replace(END, b"") + END)
streams = st.lists(
    st.one_of(sequences, keys, text, mouse, pastes, st.binary(max_size=6)), max_size=8
).map(b"".join)


def told(found: list[Read]) -> str:
    """All that would be typed."""
    return "".join(each.character for each in found if isinstance(each, Typed))


@settings(max_examples=EXAMPLES, deadline=None)
@given(streams, st.data())
@example(BEGIN + b"a\x03" + END + b"\xe4", None)
def test_whatever_the_cuts_the_same_comes_out(stream: bytes, data: st.DataObject | None) -> None:
    whole = typed([stream])
    assert typed([bytes([byte]) for byte in stream]) == whole
    if data is not None:
        cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
        bounds = [0, *cuts, len(stream)]
        pieces = [stream[a:b] for a, b in pairwise(bounds)]
        assert typed(pieces) == whole


@pytest.mark.parametrize("kind", [*DROPPED, *map(repr, KEYS), "mail"])
def test_at_every_byte(kind: str) -> None:
    known = DROPPED.get(kind) or [key for key in KEYS if repr(key) == kind]
    for sequence in known or [BEGIN + MAIL + END]:
        stream = b"a" + sequence + b"b"
        for cut in range(len(stream) + 1):
            assert typed([stream[:cut], stream[cut:]]) == typed([stream])


@settings(max_examples=EXAMPLES, deadline=None)
@given(streams, st.sampled_from(["\x03", "\x11"]))
def test_leaving_is_heard_in_every_state(stream: bytes, key: str) -> None:
    reader = KeyReader()
    reader.feed(stream, 0.0)
    found = reader.feed(key.encode(), 0.05) + rested(reader)
    assert key in [each.character for each in found if isinstance(each, Typed)][-1:]


@settings(max_examples=EXAMPLES, deadline=None)
@given(streams)
def test_after_a_pause_a_letter_is_a_letter(stream: bytes) -> None:
    reader = KeyReader()
    reader.feed(stream, 0.0)
    rested(reader)
    assert reader.feed(b"k", 60.0) == [Typed("k")]
    assert reader.wakes_at is None


@pytest.mark.parametrize("kind", DROPPED)
def test_what_nobody_asked_for_types_nothing(kind: str) -> None:
    for sequence in DROPPED[kind]:
        found = typed([b"a" + sequence + b"b"])
        assert told(found) == "ab", sequence


@pytest.mark.parametrize("kind", DROPPED)
def test_what_is_broken_off_types_nothing_and_waits_not_for_ever(kind: str) -> None:
    for sequence in DROPPED[kind]:
        for cut in range(2, len(sequence)):
            if sequence[:cut].endswith((b"\x1b[I", b"\x1b[M", b"\x1b[O")):
                continue
            assert told(typed([sequence[:cut]])) == "", sequence[:cut]


@pytest.mark.parametrize(
    "begun",
    [b"\x1b[", b"\x1b[12;", b"\x1bO", b"\x1b]11;rgb", b"\x1bP>|X", b"\x1b[M !", b"\x1b[[", b"\xe4"],
)
def test_enter_is_an_enter_behind_anything_begun(begun: bytes) -> None:
    assert told(typed([begun, b"\r"]))[-1] == "\r"


def test_escape_alone_is_the_key_after_a_moment_and_not_before() -> None:
    reader = KeyReader()
    assert reader.feed(b"\x1b", 0.0) == []
    assert reader.wakes_at == ESCAPE_WAITS
    assert reader.wake(ESCAPE_WAITS / 2) == []
    assert reader.wake(ESCAPE_WAITS) == [Typed("\x1b")]


def test_the_rest_of_a_sequence_may_take_its_time() -> None:
    reader = KeyReader()
    reader.feed(b"\x1b[1;", 0.0)
    assert reader.wakes_at == REST_WAITS
    assert reader.feed(b"5C", REST_WAITS * 0.9) == [Sequence(b"\x1b[1;5C")]


@pytest.mark.parametrize("rest", [b"[200~ab" + END, b"[<0;3;4M", b"[?1;2c", b"[24;80R"])
def test_what_comes_late_behind_its_escape_is_not_typed(rest: bytes) -> None:
    reader = KeyReader()
    reader.feed(b"\x1b", 0.0)
    reader.wake(ESCAPE_WAITS)
    assert told(reader.feed(rest, 0.3)) == ""


def test_a_bracket_typed_behind_escape_is_a_bracket() -> None:
    reader = KeyReader()
    reader.feed(b"\x1b", 0.0)
    reader.wake(ESCAPE_WAITS)
    assert reader.feed(b"[", 0.3) == [Typed("[")]


# Characters


def test_a_character_in_two_reads_is_one_character() -> None:
    reader = KeyReader()
    for byte in "€".encode()[:-1]:
        assert reader.feed(bytes([byte]), 0.0) == []
    assert reader.feed("€".encode()[-1:], 0.3) == [Typed("€")]


@pytest.mark.parametrize("latin", ["ä", "ü", "ß", "é"])
def test_a_byte_of_no_utf8_is_told_apart_and_the_rest_is_kept(latin: str) -> None:
    byte = latin.encode("latin-1")
    assert told(typed([b"M" + byte + b"ller"])) == f"M{byte.decode('utf-8', 'surrogateescape')}ller"
    assert told(typed([byte])) == byte.decode("utf-8", "surrogateescape")


# Pastes


def test_a_paste_keeps_what_stands_in_it() -> None:
    content = b"one\rtwo\x1b[Athree\x1b\x03\x11\xe4"
    assert typed([BEGIN + content + END]) == [Pasted(content.decode("utf-8", "surrogateescape"))]


def test_a_paste_holds_no_nul() -> None:
    assert typed([BEGIN + b"a\x00b" + END]) == [Pasted("ab")]


def test_an_end_that_comes_late_is_the_end() -> None:
    reader = KeyReader()
    assert reader.feed(BEGIN + b"abc\x1b[20", 0.0) == []
    assert reader.feed(b"1~x", PASTE_WAITS * 0.9) == [Pasted("abc"), Typed("x")]


def test_a_paste_without_its_end_is_taken_after_a_pause_and_told() -> None:
    reader = KeyReader()
    reader.feed(BEGIN + b"abc", 0.0)
    reader.feed(b"def", 1.0)
    assert reader.wakes_at == 1.0 + PASTE_WAITS
    assert reader.wake(1.0 + PASTE_WAITS) == [Pasted("abcdef", "paste-unfinished")]
    assert reader.feed(b"k\r", 4.0) == [Typed("k"), Typed("\r")]


def test_the_rest_of_a_paste_that_stood_still_is_pasted_too() -> None:
    reader = KeyReader()
    reader.feed(BEGIN + b"abc", 0.0)
    rested(reader)
    assert reader.feed(b"d\re" + END + b"k", 5.0) == [Pasted("d\re"), Typed("k")]


@pytest.mark.parametrize("key", [b"\x03", b"\x11"])
def test_leaving_gets_out_of_a_paste_at_once(key: bytes) -> None:
    reader = KeyReader()
    reader.feed(BEGIN + b"abc", 0.0)
    reader.feed(key, 0.5)
    assert reader.wakes_at == 0.5 + ESCAPE_WAITS
    assert told(reader.wake(0.5 + ESCAPE_WAITS)) == key.decode()


def test_a_paste_that_is_too_long_is_taken_up_to_the_limit_and_told() -> None:
    reader = KeyReader()
    found = reader.feed(BEGIN, 0.0)
    for _ in range(LONGEST_PASTE // 4096 + 5):
        found += reader.feed(b"a" * 4096, 0.0)
    found += reader.feed(b"b\r" + END + b"k", 0.0)
    assert found == [Pasted("a" * LONGEST_PASTE, "paste-too-long"), Typed("k")]


def test_a_paste_of_just_the_limit_is_whole() -> None:
    assert typed([BEGIN, b"a" * LONGEST_PASTE, END]) == [Pasted("a" * LONGEST_PASTE)]


# Lines of a terminal that marks no pastes


def test_lines_in_one_read_are_a_paste_and_so_is_what_follows_without_a_pause() -> None:
    reader = KeyReader()
    assert reader.feed(MAIL[:60], 0.0, lines=2) == []
    assert reader.feed(MAIL[60:], LINES_WAIT * 0.9, lines=2) == []
    assert rested(reader) == [Pasted(MAIL.decode())]
    assert reader.feed(b"\r", 5.0, lines=2) == [Typed("\r")]


def test_a_key_behind_lines_ends_them() -> None:
    found = typed([b"a\rb\r\x03"], lines=2)
    assert found == [Pasted("a\rb\r"), Typed("\x03")]


@pytest.mark.parametrize("keys_", [b"link\r", b"\r\r\r\r", b"\rpassword", b"a\tb\t"])
def test_one_line_and_its_enter_are_keys(keys_: bytes) -> None:
    assert told(typed([keys_], lines=2)) == keys_.decode()


def test_a_few_lines_are_typed_ahead_and_many_are_not() -> None:
    ahead = b"Xk7vQm2p\rXk7vQm2p\r482913\r482913\r"
    assert told(typed([ahead], lines=10)) == ahead.decode()
    assert typed([b"line\r" * 10], lines=10) == [Pasted("line\r" * 10)]
    assert typed([b"a" * 300 + b"\r" + b"b" * 300], lines=10) != []
    assert told(typed([b"a" * 300 + b"\r" + b"b" * 300], lines=10)) == ""


def test_nothing_of_it_shows_in_a_repr() -> None:
    assert "secret" not in repr([Typed("s"), Pasted("secret"), Sequence(b"secret")])
