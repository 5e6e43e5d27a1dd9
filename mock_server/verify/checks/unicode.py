"""Odd text: values count in NFC, by characters, and none of them brings a server down."""

import json
from unicodedata import normalize

from api_client.models import Activation, Rule
from api_client.rules import completed
from mock_server.verify.check import Check, Needs
from mock_server.verify.checks.judging import judged
from mock_server.verify.credentials import SentBody, accepted, with_umlaut
from mock_server.verify.expected import expect, expect_offered, expect_problem, expect_success
from mock_server.verify.outcome import NotTried
from mock_server.verify.trial import Trial

_ODD = {
    "a lone surrogate": r"\ud800Kq7-Wz4!",
    "a surrogate pair the wrong way round": r"\ude00\ud83dKq7-Wz4!",
    "NUL": r"Kq7\u0000-Wz4!",
    "a right-to-left override": r"Kq7\u202e-Wz4!",
    "a non-character": r"Kq7\uffff-Wz4!",
    "a hundred combining marks": "Kq7-Wz4!" + r"\u0301" * 100,
    "a family of emoji": r"Kq7-\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67Wz",
}


_COMMITTED = 3
_PLACE = "put-it-here"


def _with(step: str, value: str, body: SentBody) -> bytes:
    """The body with an escaped value in a step; no library would write some of them."""
    member = {"id": _PLACE, "answer": _PLACE} if step == "security_question" else _PLACE
    return json.dumps(body | {step: member}).replace(_PLACE, value).encode()


async def _odd_values(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    step, refused = _text_step(activation), trial.marks.refused(activation)
    for what, escaped in _ODD.items():
        raw = _with(step, escaped, {})
        answer = expect_offered(await trial.call("check", trial.link(), raw=raw))
        expect_success(answer, what=what)
    for what, escaped in list(_ODD.items())[:_COMMITTED]:
        # With another value that is refused anyway, so that nothing is activated.
        raw = _with(step, escaped, refused)
        answer = await trial.call("commit", trial.link(), raw=raw, key="odd-1")
        expect_problem(answer, "credentials-rejected", what=f"{what}, committed")


def _text_step(activation: Activation) -> str:
    typed = [s for s in ("password", "security_question", "pin") if s in activation.steps]
    if not typed:
        raise NotTried("the account has no step in which something is typed")
    return typed[0]


async def _length_limits(trial: Trial) -> tuple[int, int]:
    activation = await trial.look(trial.link())
    if "password" not in activation.steps:
        raise NotTried("the account has no step password")
    for rule in activation.password_policy.rules:
        if rule.id == "length":
            full: Rule = completed("password", rule)
            return full.min or 1, full.max or 0
    raise NotTried("there is no published length of a password")


async def _length_met(trial: Trial, value: str) -> bool:
    told = await judged(trial, {"password": value})
    found = [v.met for v in told if (v.field, v.rule) == ("password", "length")]
    expect(len(found) == 1, "no verdict on the password's length")
    return found[0]


async def _characters(trial: Trial) -> None:
    least, most = await _length_limits(trial)
    emoji = "😀"
    expect(await _length_met(trial, emoji * least), "so many emoji as may be are told as too few")
    if least > 1:
        few = emoji * (least - 1)
        expect(not await _length_met(trial, few), "an emoji counts as more than one character")
    if most:
        expect(await _length_met(trial, emoji * most), "as many emoji as may be are too many")


async def _composed(trial: Trial) -> None:
    least, most = await _length_limits(trial)
    short = normalize("NFD", "ü" * (least - 1))
    expect(
        not await _length_met(trial, short), "decomposed letters count twice: too short is not seen"
    )
    if most:
        full = normalize("NFD", "ü" * most)
        expect(await _length_met(trial, full), "decomposed letters count twice: told as too long")


async def _replayed(trial: Trial) -> None:
    """Committed in one spelling, asked for again in the other."""
    link = trial.take()
    activation = await trial.look(link)
    body, others = accepted(activation, trial.call.secrets), list[tuple[str, SentBody]]()
    if "password" in body:
        body["password"] = with_umlaut(activation, trial.call.secrets)
        others.append(("password, decomposed", {"password": normalize("NFD", body["password"])}))
    if "security_question" in body:
        answer = body["security_question"]["answer"] + " für Jörg Weiß"
        body["security_question"] |= {"answer": answer}
        for what, spelled in (
            ("decomposed", normalize("NFD", answer)),
            ("SS for ß", answer.upper()),
        ):
            chosen = body["security_question"] | {"answer": spelled}
            others.append((f"answer, {what}", {"security_question": chosen}))
    if not others:
        raise NotTried("the account has no step with letters")
    first = expect_success(await trial.call("commit", link, body, key="nfc-1"))
    for what, value in others:
        again = await trial.call("commit", link, body | value, key="nfc-1")
        expect_success(again, what=what)
        expect(again.json == first.json, f"{what}: another receipt")


async def _spaces(trial: Trial) -> None:
    spent = await trial.spent()
    chosen = spent.body.get("security_question")
    if chosen is None:
        raise NotTried("the account has no security question")
    other = f"  {chosen['answer'].upper().replace(' ', '   ')} "
    body = spent.body | {"security_question": chosen | {"answer": other}}
    again = expect_success(await trial.call("commit", spent.link, body, key=spent.key))
    expect(again.json == spent.receipt.json, "another spelling of the answer gets another receipt")


async def _utf8_answers(trial: Trial) -> None:
    answer = expect_success(await trial.call("look", trial.link()))
    try:
        json.loads(answer.body.decode("utf-8"))
        whole = not answer.body.startswith(b"\xef\xbb\xbf")
    except (ValueError, RecursionError):
        whole = False
    expect(whole, "the answer is not JSON in UTF-8 without a mark")
    replaced = "\ufffd" in answer.body.decode(errors="replace")
    expect(not replaced, "there are replacement characters in the answer")


_SHARED = Needs(shares=("fresh",))

CHECKS = (
    Check(
        "unicode.odd-values",
        "Any text that JSON can hold, a lone surrogate too, is judged like others.",
        _odd_values,
        len(_ODD) + 1 + _COMMITTED,
        _SHARED,
    ),
    Check(
        "unicode.characters",
        "Lengths are counted in characters (code points), not in bytes or UTF-16 units.",
        _characters,
        4,
        _SHARED,
    ),
    Check(
        "unicode.nfc",
        "Passwords are judged in NFC: a decomposed letter counts once.",
        _composed,
        3,
        _SHARED,
    ),
    Check(
        "unicode.replay",
        "Values are compared in NFC, and answers with their case folded: a decomposed spelling is "
        "the same body, and SS the same as ß.",
        _replayed,
        5,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "unicode.answers-spelling",
        "Answers are compared without regard to case and spacing.",
        _spaces,
        1,
        Needs(spent=True),
    ),
    Check(
        "unicode.utf-8",
        "The JSON of answers is in UTF-8 without a byte order mark.",
        _utf8_answers,
        1,
        _SHARED,
    ),
)
