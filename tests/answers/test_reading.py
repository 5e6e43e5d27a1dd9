"""Answers files as text: what is wrong is named with its line, all at once, and never quoted."""

import json
import tomllib
import traceback
from typing import get_args

import jsonschema_rs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api_client.models import STEPS
from tests.answers.situations import FILES
from tests.page_blocks import blocks
from tui.answers.errors import AnswersFault, AnswersUnusable, FaultKind
from tui.answers.parser import LARGEST_ACCOUNT, LARGEST_SHARED, read_answers
from tui.answers.schema import SCHEMA_JSON, AnswersFile, dumped, json_schema
from tui.wording.answers import fault_sentence

SECRET = "Hunter2!Sentinel"


def faults(text: str | bytes) -> list[tuple[FaultKind, str, int | None]]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(AnswersUnusable) as caught:
        read_answers(data)
    return [(each.kind, each.where, each.line) for each in caught.value.faults]


def said(fault: AnswersFault) -> str:
    return fault_sentence("a.toml", fault.kind, fault.where, fault.line, fault.values)


WRONG: tuple[tuple[str, list[tuple[str, str, int | None]]], ...] = (
    ('pasword = { env = "A" }', [("unknown-key", "pasword", 1)]),
    ('\n[security_question]\nid = "x"', [("missing-key", "security_question.answer", 2)]),
    (f'\n\npin = "{SECRET}"', [("literal-secret", "pin", 3)]),
    (
        f'[security_question]\nid = "x"\nanswer = "{SECRET}"',
        [("literal-secret", "security_question.answer", 3)],
    ),
    (
        f'[accounts."eva@x.de"]\npassword = "{SECRET}"',
        [("literal-secret", 'accounts."eva@x.de".password', 2)],
    ),
    ("pin = 482913", [("bad-value", "pin", 1)]),
    (f'pin = {{ value = "{SECRET}" }}', [("unknown-key", "pin.value", 1)]),
    ("pin = {}", [("one-source", "pin", 1)]),
    ('pin = { env = "A", fd = 3 }', [("one-source", "pin", 1)]),
    ('pin = { fd = "3" }', [("bad-value", "pin.fd", 1)]),
    ("pin = { fd = true }", [("bad-value", "pin.fd", 1)]),
    ("pin = { fd = -1 }", [("bad-value", "pin.fd", 1)]),
    ('pin = { env = "" }', [("bad-value", "pin.env", 1)]),
    ('workspace = "sofa"', [("bad-choice", "workspace", 1)]),
    ('trust = "yes"', [("bad-value", "trust", 1)]),
    ('[accounts."a@b.de"]\ntrust = true', [("unknown-key", 'accounts."a@b.de".trust', 2)]),
    (
        'x = 1\nworkspace = 2\npin = { file = 3 }',
        [("unknown-key", "x", 1), ("bad-choice", "workspace", 2), ("bad-value", "pin.file", 3)],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[text for text, _ in WRONG])
def test_everything_wrong_is_named_with_its_line(
    text: str, expected: list[tuple[str, str, int | None]]
) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("data", "kind", "line"),
    [
        (b"pin = {\n", "no-toml", 1),
        (b'workspace = "web_browser"\npin = { env = A }', "no-toml", 2),
        (f"# x\npin = {SECRET}".encode(), "no-toml", 2),
        (f'password = "{SECRET}\n'.encode(), "no-toml", 1),
        (b"[" * 5000, "no-toml", 1),
        (b"# \n\xff", "not-utf-8", 2),
        (b"#" * (LARGEST_SHARED + 1), "file-too-large", None),
    ],
)
def test_what_is_no_answers_file_at_all(data: bytes, kind: str, line: int | None) -> None:
    assert faults(data) == [(kind, "", line)]


@pytest.mark.parametrize(
    "text",
    [
        f'pin = "{SECRET}"',
        f"pin = {SECRET}",
        f'pin = """{SECRET}',
        f'pin = {{ value = "{SECRET}" }}',
        f'pin = {{ env = ["{SECRET}"] }}',
        f'workspace = "{SECRET}"',
        f'security_question = "{SECRET}"',
        f'accounts = "{SECRET}"',
    ],
)
def test_a_secret_in_the_wrong_place_is_in_no_word_about_it(text: str) -> None:
    with pytest.raises(AnswersUnusable) as caught:
        read_answers(text.encode())
    error = caught.value
    words = [*map(said, error.faults), repr(error), str(error), repr(error.faults)]
    words += traceback.format_exception(error)
    assert not any(SECRET in each or "Hunter2" in each for each in words)
    assert error.__context__ is None


def test_a_slip_of_the_pen_is_told_with_the_key_that_is_near() -> None:
    with pytest.raises(AnswersUnusable) as caught:
        read_answers(b'passwort = { env = "A" }\n[security_question]\nanswr = 1\nzzz = 2')
    words = list(map(said, caught.value.faults))
    assert words[0] == "a.toml, line 1: passwort: This key does not exist. Did you mean “password”?"
    assert any("Did you mean “answer”?" in each for each in words)
    assert any("Choose from: answer, id" in each for each in words)


def test_the_table_of_an_account_goes_before_what_is_for_all() -> None:
    file = read_answers(
        b"""
password = { env = "ALL" }
workspace = "web_browser"
[accounts."Eva@Beispiel.de"]
password = { env = "EVA" }
"""
    )
    eva, other = file.for_account("eva@beispiel.DE"), file.for_account("jo@beispiel.de")
    assert eva.password is not None
    assert other.password is not None
    assert (eva.password.env, other.password.env) == ("EVA", "ALL")
    assert eva.workspace == other.workspace == "web_browser"


# The published description


def test_the_published_description_is_up_to_date() -> None:
    assert SCHEMA_JSON.read_text(encoding="utf-8") == dumped(), "run: make schema"


@pytest.mark.parametrize("path", sorted(FILES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_answers_file_here_is_as_described(path: object) -> None:
    text = (FILES / str(path)).read_text(encoding="utf-8")
    jsonschema_rs.validator_for(json_schema()).validate(tomllib.loads(text))
    read_answers(text.encode())


_KEYS = st.sampled_from(["env", "file", "generate", "fd", "value"])
_VALUES = st.one_of(
    st.text(max_size=3), st.integers(-1, 4), st.booleans(), st.sampled_from([3.0, -0.0, 0.5, -2.0])
)
_SOURCES = st.one_of(st.dictionaries(_KEYS, _VALUES, max_size=2), st.text(max_size=3))
_TABLES = st.fixed_dictionaries(
    {},
    optional={
        "password": _SOURCES,
        "pin": _SOURCES,
        "workspace": st.sampled_from(["web_browser", "desktop_app", "sofa"]),
        "security_question": st.fixed_dictionaries(
            {}, optional={"id": st.text(max_size=3), "answer": _SOURCES}
        ),
    },
)
_FILES = st.builds(
    lambda table, more: {**table, **more},
    _TABLES,
    st.fixed_dictionaries(
        {},
        optional={
            "trust": _VALUES,
            "accounts": st.dictionaries(st.text(max_size=3), _TABLES, max_size=1),
            "more": _VALUES,
        },
    ),
)


@given(_FILES)
@example({"pin": {"fd": 3.0}})
@example({"pin": {"fd": 3.5}})
@example({"pin": {"fd": -0.0}})
@example({"pin": {"fd": -1}})
def test_the_description_and_the_reader_take_the_same_files(value: dict[str, object]) -> None:
    is_described = jsonschema_rs.validator_for(json.loads(dumped())).is_valid(value)
    try:
        AnswersFile.model_validate(value)
    except ValueError:
        assert not is_described
    else:
        assert is_described


# What people are told and shown


def test_every_kind_of_fault_has_a_sentence() -> None:
    values = dict.fromkeys(("file", "reason", "known", "name", "near", "lines", "places"), "x")
    for kind in get_args(FaultKind):
        assert said(AnswersFault(kind, "pin", 3, values)).startswith("a.toml, line 3: pin: ")


def test_the_answers_file_of_the_page_is_one() -> None:
    [example] = blocks("docs/automation.md", "The answers file", "toml")
    assert example.startswith("#:schema answers.schema.json\n")
    file = read_answers(example.encode())
    assert all(file.has(step) for step in STEPS)


def test_a_file_may_be_as_large_as_its_accounts_are_many() -> None:
    table = '[accounts."user{}@b.example"]\nworkspace = "web_browser"\n'
    text = "".join(map(table.format, range(1_500)))
    assert len(text) > LARGEST_SHARED
    assert len(read_answers(text.encode()).accounts) == 1_500
    padding = "#" * (LARGEST_SHARED + LARGEST_ACCOUNT)
    with pytest.raises(AnswersUnusable, match="file-too-large"):
        read_answers((table.format(1) + padding).encode())
