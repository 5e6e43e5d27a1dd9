"""Bodies: JSON of the operation's form, of a size, said to be JSON."""

import json
from typing import Any

from api_client.operations import MAX_BODY_BYTES
from mock_server.verify.check import Check, Needs
from mock_server.verify.expected import (
    expect,
    expect_offered,
    expect_problem,
    expect_success,
)
from mock_server.verify.trial import Trial

_NOT_JSON = {
    "nothing": b"",
    "half an object": b'{"pin": ',
    "two objects": b"{} {}",
    "a form": b"pin=482913",
    "NaN": b'{"pin": NaN}',
    "not UTF-8": b'{"pin": "\xff\xfe"}',
    "UTF-16": '{"pin": "482913"}'.encode("utf-16"),
    "deep": b"[" * 8000,
    "a byte order mark": b'\xef\xbb\xbf{"pin": "482913"}',
    "a member twice": b'{"pin": "482913", "pin": "482913"}',
    "a member twice within": b'{"security_question": {"id": "x", "id": "x", "answer": "y"}}',
}
_NOT_AN_OBJECT: dict[str, Any] = {"a list": [], "a text": "pin", "a number": 7, "true": True}
_OTHER_TYPES = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")


async def _not_json(trial: Trial) -> None:
    for what, raw in _NOT_JSON.items():
        answer = expect_offered(await trial.call("check", trial.link(), raw=raw))
        expect_problem(answer, "request-invalid", what=what)


async def _not_an_object(trial: Trial) -> None:
    for what, body in _NOT_AN_OBJECT.items():
        answer = await trial.call("commit", trial.link(), body, key="body-1")
        expect_problem(answer, "request-invalid", what=what)


async def _wrong_types(trial: Trial) -> None:
    """In a member that the account's steps ask for, what else is asked for being right."""
    body = await trial.choices(trial.link())
    for step in body:
        for value in (482913, ["x"], {"x": "y"}):
            answer = await trial.call("commit", trial.link(), body | {step: value}, key="body-2")
            expect_problem(answer, "request-invalid", what=f"{step}: {type(value).__name__}")


async def _unknown_members(trial: Trial) -> None:
    for body in ({"colour": "red"}, {"Password": "Xk7vQm2p"}):
        answer = expect_offered(await trial.call("check", trial.link(), body))
        expect_problem(answer, "request-invalid", what=next(iter(body)))


async def _errors(trial: Trial) -> None:
    """Each member that is wrong, by its name; what is no plain word may be a misplaced secret."""
    body = await trial.choices(trial.link())
    step, mark = next(iter(body)), trial.marks.mark("a misplaced name")
    less = {name: value for name, value in body.items() if name != step}
    nobodys = ("?", "unexpected")
    for sent, wanted, or_else in (
        (less, (step, "required"), None),
        (body | {"colour": "red"}, ("colour", "unexpected"), nobodys),
        (body | {mark: "x"}, nobodys, None),
        (body | {"sesam_oeffne_dich_bitte": "x"}, nobodys, None),
        (body | {step: 7}, (step, "invalid"), None),
    ):
        answer = await trial.call("commit", trial.link(), sent, key="body-6")
        expect_problem(answer, "request-invalid", what=" ".join(wanted))
        said = wanted in answer.refusals or or_else in answer.refusals
        expect(said, f"{answer}: errors do not say {' '.join(wanted)}")


async def _null(trial: Trial) -> None:
    body = await trial.choices(trial.link())
    for name in body:
        nulls: dict[str, Any] = body | {name: None}
        answer = await trial.call("commit", trial.link(), nulls, key="body-7")
        expect_problem(answer, "request-invalid", what=f"{name} that is null")


async def _media_types(trial: Trial) -> None:
    for kind in _OTHER_TYPES:
        answer = await trial.call(
            "commit", trial.link(), raw=b"{}", key="body-3", headers={"Content-Type": kind}
        )
        expect_problem(answer, "unsupported-media-type", what=kind or "no media type")


async def _parameters(trial: Trial) -> None:
    for kind in ("application/json; charset=utf-8", "Application/JSON", "application/vnd.own+json"):
        answer = await trial.call(
            "check", trial.link(), await _least(trial), headers={"Content-Type": kind}
        )
        expect_success(expect_offered(answer), what=kind)


async def _least(trial: Trial) -> dict[str, Any]:
    """A small body that fits the account."""
    body = await trial.choices(trial.link())
    step = next(iter(body))
    return {step: body[step]}


async def _largest(trial: Trial) -> None:
    raw = json.dumps(await _least(trial)).encode()
    padded = raw + b" " * (MAX_BODY_BYTES - len(raw))
    answer = expect_offered(await trial.call("check", trial.link(), raw=padded))
    expect_success(answer, what=f"{MAX_BODY_BYTES} bytes")


async def _too_large(trial: Trial) -> None:
    large = b" " * (MAX_BODY_BYTES + 1)
    answer = await trial.call("commit", trial.link(), raw=large, key="body-4")
    expect_problem(answer, "too-large", what="one byte too many")


async def _too_large_in_pieces(trial: Trial) -> None:
    head = trial.call.proof(trial.link()) | {
        "Content-Type": "application/json",
        "Idempotency-Key": "body-5",
    }
    answer = await trial.call.send(
        "POST", "/v1/activation", head, b" " * (MAX_BODY_BYTES + 4096), in_pieces=True
    )
    expect_problem(answer, "too-large", what="without a length")


_SHARED = Needs(shares=("fresh",))

CHECKS = (
    Check(
        "bodies.not-json",
        "A body that is no JSON in UTF-8 is answered 400 request-invalid.",
        _not_json,
        len(_NOT_JSON),
        _SHARED,
    ),
    Check(
        "bodies.not-an-object",
        "JSON that is no object is answered 400 request-invalid.",
        _not_an_object,
        len(_NOT_AN_OBJECT),
        _SHARED,
    ),
    Check(
        "bodies.types",
        "A member of another type is answered 400 request-invalid; nothing is converted.",
        _wrong_types,
        13,
        _SHARED,
    ),
    Check(
        "bodies.unknown-members",
        "A member that the contract does not know is answered 400 request-invalid.",
        _unknown_members,
        2,
        _SHARED,
    ),
    Check(
        "bodies.errors",
        "request-invalid names each member and what is wrong with it, but none that may be a "
        "secret.",
        _errors,
        6,
        _SHARED,
    ),
    Check(
        "bodies.null",
        "A member that is null is refused: what is not chosen is left out.",
        _null,
        5,
        _SHARED,
    ),
    Check(
        "bodies.media-type",
        "A body that is not said to be JSON is answered 415 unsupported-media-type.",
        _media_types,
        len(_OTHER_TYPES),
        _SHARED,
    ),
    Check(
        "bodies.charset",
        "application/json and application/…+json are taken in any case and with parameters.",
        _parameters,
        6,
        _SHARED,
    ),
    Check(
        "bodies.largest",
        f"A body may have {MAX_BODY_BYTES} bytes.",
        _largest,
        2,
        _SHARED,
    ),
    Check(
        "bodies.too-large",
        f"A body over {MAX_BODY_BYTES} bytes is answered 413 too-large.",
        _too_large,
        1,
        _SHARED,
    ),
    Check(
        "bodies.too-large-in-pieces",
        f"A body over {MAX_BODY_BYTES} bytes whose length is not said beforehand is answered 413 too.",
        _too_large_in_pieces,
        1,
        _SHARED,
    ),
)
