"""Odd text: values count in NFC, by characters, and none of them brings a server down."""

import json
from unicodedata import normalize

from api_client.models import Rule
from api_client.rules import completed
from mock_server.verify.check import Check, Needs
from mock_server.verify.checks.judging import judged
from mock_server.verify.credentials import accepted
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


async def _odd_values(trial: Trial) -> None:
    step = await _text_step(trial)
    for what, escaped in _ODD.items():
        member = (
            f'{{"id": "{escaped}", "answer": "{escaped}"}}'
            if step == "security_question"
            else f'"{escaped}"'
        )
        raw = f'{{"{step}": {member}}}'.encode()
        answer = expect_offered(await trial.call("check", trial.link(), raw=raw))
        expect(answer.status < 500, f"{what}: {answer}")
        if answer.status != 200:
            expect_problem(answer, "request-invalid", what=what)


async def _text_step(trial: Trial) -> str:
    steps = (await trial.look(trial.link())).steps
    typed = [step for step in ("password", "security_question", "pin") if step in steps]
    if not typed:
        raise NotTried("the account has no step in which something is typed")
    return typed[0]


async def _length_limits(trial: Trial) -> tuple[int, int]:
    policy = (await trial.look(trial.link())).password_policy
    for rule in policy.rules:
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
    body = accepted(activation, trial.call.secrets)
    step = "security_question" if "security_question" in activation.steps else "password"
    if step not in activation.steps:
        raise NotTried("the account has no step with text")
    if step == "password":
        value = body["password"][:-1] + "ü"
        one, other = body | {step: value}, body | {step: normalize("NFD", value)}
    else:
        answer, question = body[step]["answer"] + " für Jörg", body[step]["id"]
        one = body | {step: {"id": question, "answer": answer}}
        other = body | {step: {"id": question, "answer": normalize("NFD", answer)}}
    first = expect_success(await trial.call("commit", link, one, key="nfc-1"))
    again = expect_success(await trial.call("commit", link, other, key="nfc-1"), what="decomposed")
    expect(again.json == first.json, "another spelling of the same letters gets another receipt")


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
    except ValueError:
        whole = False
    expect(whole, "the answer is not JSON in UTF-8 without a mark")
    replaced = "\ufffd" in answer.body.decode(errors="replace")
    expect(not replaced, "there are replacement characters in the answer")


_SHARED = Needs(shares=("fresh",))

CHECKS = (
    Check(
        "unicode.odd-values",
        "No text that JSON can hold makes a server fail: it is judged, or refused as 400.",
        _odd_values,
        len(_ODD) + 1,
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
        "Values are compared in NFC: a decomposed spelling is the same body.",
        _replayed,
        3,
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
        "Answers are JSON in UTF-8.",
        _utf8_answers,
        1,
        _SHARED,
    ),
)
