"""From the bytes of an answers file to what it says, or to everything that is wrong with it."""

import re
import tomllib
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api_client.toml_lines import line_of, lines_of
from tui.answers.errors import AnswersFault, AnswersUnusable, FaultKind
from tui.answers.schema import AccountAnswers, AnsweredQuestion, AnswersFile, Source
from tui.wording.identity import shown_email

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes that are read at all."""

LARGEST_SHARED, LARGEST_ACCOUNT = 64 * 1024, 4 * 1024
"""Bytes of what is for all accounts, and of each account's own, which an address with an @ names."""

_PARSER_PLACE = re.compile(r"\(at line (\d+), column \d+\)$")

_KINDS: dict[str, FaultKind] = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "one_source": "one-source",
    "literal_error": "bad-choice",
}
"""What pydantic calls a mistake, and what it is here; any other is a value of the wrong kind."""


def read_answers(data: bytes) -> AnswersFile:
    """What an answers file says.

    Raises:
        AnswersUnusable: everything that is wrong, with lines. No fault quotes a value, and none
            carries along the parser's errors, which do.
    """
    text = _text(data)
    value = _parsed(text)
    try:
        return AnswersFile.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_input=True, include_url=False, include_context=False)
    lines = lines_of(text)
    faults = [_fault(each, line_of(lines, tuple(each["loc"]))) for each in found]
    raise AnswersUnusable(sorted(faults, key=lambda fault: fault.line or 0))


def key_name(place: tuple[str | int, ...]) -> str:
    """A place in the file as one writes it: `accounts."eva@beispiel.de".pin`."""
    if place[:1] == ("accounts",) and len(place) > 1:
        place = ("accounts", shown_email(str(place[1])), *place[2:])
    return ".".join(
        part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else f'"{part}"' for part in map(str, place)
    )


def _text(data: bytes) -> str:
    if len(data) > min(LARGEST_SHARED + data.count(b"@") * LARGEST_ACCOUNT, LARGEST_FILE):
        raise AnswersUnusable([AnswersFault("file-too-large")])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    raise AnswersUnusable([AnswersFault("not-utf-8", line=line)])


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PARSER_PLACE.search(str(error))
    line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
    raise AnswersUnusable([AnswersFault("no-toml", line=line)])


def _fault(error: ErrorDetails, line: int) -> AnswersFault:
    place = tuple(error["loc"])
    kind = _KINDS.get(error["type"], "bad-value")
    key = str(place[-1]) if place else ""
    if kind == "bad-value" and key in AccountAnswers.SECRETS and isinstance(error["input"], str):
        return AnswersFault("literal-secret", key_name(place), line, {"key": key})
    if kind != "unknown-key":
        return AnswersFault(kind, key_name(place), line)
    known = sorted(_known_beside(place[:-1]))
    near = get_close_matches(key, known, n=1)
    values = {"key": key, "known": ", ".join(known), "near": near[0] if near else ""}
    return AnswersFault(kind, key_name(place), line, values)


def _known_beside(table: tuple[str | int, ...]) -> set[str]:
    """The keys that a table may have."""
    inner = table[2:] if table[:1] == ("accounts",) else table
    if not inner:
        return set(AccountAnswers.model_fields if table else AnswersFile.model_fields)
    is_question = inner == ("security_question",)
    return set(AnsweredQuestion.model_fields if is_question else Source.model_fields)
