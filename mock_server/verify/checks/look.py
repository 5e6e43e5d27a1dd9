"""Looking at a link: it tells all that a journey needs, and changes nothing."""

import re
from datetime import timedelta

from api_client.models import Activation
from api_client.rules import RULES
from api_client.urls import read_web_address
from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect, expect_model, expect_success
from mock_server.verify.trial import Trial

LOOKS = 20

_NUMBER = re.compile(r"\+[1-9][0-9]{1,14}", re.ASCII)
_EXTENSION = re.compile(r"[0-9]{1,10}", re.ASCII)


async def _looked(trial: Trial) -> tuple[Exchange, Activation]:
    answer = expect_success(await trial.call("look", trial.link()))
    return answer, expect_model(answer, Activation)


async def _form(trial: Trial) -> None:
    _, activation = await _looked(trial)
    account = activation.account
    named = (account.first_name, account.last_name, account.email, account.company, account.brand)
    expect(all(named), "a name, the e-mail address, the company or the brand is empty")


async def _changes_nothing(trial: Trial) -> None:
    link = trial.link()
    before = _lasting(expect_success(await trial.call("look", link)))
    for _ in range(LOOKS):
        expect_success(await trial.call("look", link))
        expect_success(await _head(trial))
    after = _lasting(expect_success(await trial.call("look", link)))
    expect(after == before, f"the answer changed in {', '.join(_differing(before, after))}")


async def _at_once(trial: Trial) -> None:
    answers = await trial.call.at_once(trial.call("look", trial.link()) for _ in range(LOOKS))
    told = [_lasting(expect_success(answer)) for answer in answers]
    expect(all(each == told[0] for each in told), "looks at the same time tell different things")


def _lasting(answer: Exchange) -> dict[str, object]:
    """What of a look has to stay as it is; the server's clock goes on."""
    return {name: value for name, value in answer.members.items() if name != "server_time"}


def _differing(one: dict[str, object], other: dict[str, object]) -> list[str]:
    return sorted(name for name in one | other if one.get(name) != other.get(name))


async def _head(trial: Trial) -> Exchange:
    return await trial.call.send("HEAD", "/v1/activation", trial.call.proof(trial.link()))


async def _head_tells(trial: Trial) -> None:
    got, head = await trial.call("look", trial.link()), await _head(trial)
    expect_success(got)
    expect(head.status == got.status, f"{head}, but GET → {got.status}")
    expect(head.body == b"", "HEAD is answered with a body")
    expect(head.media_type == got.media_type, "HEAD and GET tell different media types")


async def _steps(trial: Trial) -> None:
    _, activation = await _looked(trial)
    expect(bool(activation.steps), "there is no step")
    policies = (
        ("password", activation.password_policy),
        ("pin", activation.pin_policy),
        ("security_question", activation.answer_policy),
    )
    for step, policy in policies:
        if step in activation.steps:
            ids = [rule.id for rule in policy.rules]
            expect(bool(ids), f"the step {step} has no published rule")
            expect(len(ids) == len({*ids}), f"a rule of {step} is there twice")


async def _rules(trial: Trial) -> None:
    _, activation = await _looked(trial)
    for field, policy in (
        ("password", activation.password_policy),
        ("pin", activation.pin_policy),
        ("security_question.answer", activation.answer_policy),
    ):
        known = RULES[field]  # type: ignore[index]  # the three fields are its keys
        for rule in policy.rules:
            spoken = rule.text is not None and rule.text.de.strip() and rule.text.en.strip()
            expect(rule.id in known or bool(spoken), f"{field}: a rule of your own has no text")


async def _clock(trial: Trial) -> None:
    _, activation = await _looked(trial)
    now, end = activation.server_time, activation.expires_at
    expect(now.tzinfo is not None, "server_time has no zone")
    if end is not None:
        expect(end.tzinfo is not None, "expires_at has no zone")
        expect(end > now, "a fresh link expires in the past")
        expect(end - now < timedelta(days=366), "a fresh link lives for more than a year")


async def _questions(trial: Trial) -> None:
    _, activation = await _looked(trial)
    questions = activation.security_questions
    ids = [question.id for question in questions]
    expect(len(ids) == len({*ids}), "two questions have one id")
    expect(all(each.text.de.strip() and each.text.en.strip() for each in questions), "no text")


async def _addresses(trial: Trial) -> None:
    _, activation = await _looked(trial)
    told = {f"workspaces.{n}.url": w.url for n, w in enumerate(activation.workspaces)}
    if activation.first_steps_url is not None:
        told["first_steps_url"] = activation.first_steps_url
    for place, url in told.items():
        expect(read_web_address(url) is not None, f"{place} is not https (or http on loopback)")
    for number, app in enumerate(activation.workspaces):
        whole = app.kind != "desktop_app" or (app.platform and app.size and app.sha256)
        expect(bool(whole), f"workspaces.{number}: no platform, size or sha256")


async def _numbers(trial: Trial) -> None:
    _, activation = await _looked(trial)
    account = activation.account
    for name in ("main_number", "main_fax_number", "direct_number"):
        number = getattr(account, name)
        expect(number is None or _NUMBER.fullmatch(number) is not None, f"{name} is not E.164")
    extension = account.extension
    expect(extension is None or bool(_EXTENSION.fullmatch(extension)), "extension: not digits")


_SHARED = Needs(shares=("fresh",))

CHECKS = (
    Check(
        "look.form",
        "A look at a live link answers 200 with an Activation that tells whose account it is.",
        _form,
        1,
        _SHARED,
    ),
    Check(
        "look.changes-nothing",
        "Any number of GET and HEAD requests changes nothing: mail scanners open links.",
        _changes_nothing,
        2 * LOOKS + 2,
        _SHARED,
    ),
    Check(
        "look.at-once",
        "Looks at the same time are answered alike.",
        _at_once,
        LOOKS,
        _SHARED,
    ),
    Check(
        "look.head",
        "HEAD is answered as GET would be, without a body.",
        _head_tells,
        2,
        _SHARED,
    ),
    Check(
        "look.steps",
        "Steps are some of password, pin, security_question, workspace, none of them twice, and "
        "each has the rules, questions or workspaces that it needs.",
        _steps,
        1,
        _SHARED,
    ),
    Check(
        "look.own-rules",
        "A rule that is none of the contract's carries its text in German and English.",
        _rules,
        1,
        _SHARED,
    ),
    Check(
        "look.clock",
        "server_time and expires_at are times with a zone, and a live link ends in the future.",
        _clock,
        1,
        _SHARED,
    ),
    Check(
        "look.questions",
        "Each question has an id of its own and its text in German and English.",
        _questions,
        1,
        _SHARED,
    ),
    Check(
        "look.addresses",
        "Addresses are https (or http on loopback); a desktop app has platform, size and SHA-256.",
        _addresses,
        1,
        _SHARED,
    ),
    Check("look.numbers", "Telephone numbers are E.164 or null.", _numbers, 1, _SHARED),
)
