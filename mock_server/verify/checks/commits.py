"""The commit: everything at once, exactly once, and the same receipt to whoever asks again."""

from typing import get_args

from api_client.models import Receipt, WorkspaceKind
from api_client.urls import read_web_address
from mock_server.verify.check import Check, Needs
from mock_server.verify.credentials import accepted, another
from mock_server.verify.expected import expect, expect_model, expect_problem, expect_success
from mock_server.verify.outcome import NotTried
from mock_server.verify.trial import Trial

_BAD_KEYS = {
    "none": None,
    "65 characters": "a" * 65,
    "an underscore": "a_b",
    "a space within": "a b",
    "a sign": "a!b",
}


async def _activates(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    body = accepted(activation, trial.call.secrets)
    answer = expect_success(await trial.call("commit", link, body, key="Commit-1"))
    receipt = expect_model(answer, Receipt)
    expect(receipt.account == activation.account, "the receipt is not about the account looked at")
    expect(receipt.workspace == body.get("workspace"), "the receipt tells another workspace")
    expect(receipt.activated_at.tzinfo is not None, "activated_at has no zone")
    expect(bool(receipt.receipt_id), "the receipt has no number")
    expect(read_web_address(receipt.login_url) is not None, "login_url: not https (or loopback)")
    expect_problem(await trial.call("look", link), "link-used", what="afterwards")


async def _replay(trial: Trial) -> None:
    spent = await trial.spent()
    for n in (1, 2):
        again = await trial.call("commit", spent.link, spent.body, key=spent.key)
        expect_success(again, what=f"replay {n}")
        expect(again.json == spent.receipt.json, f"replay {n} gets another receipt")


async def _other_body(trial: Trial) -> None:
    spent = await trial.spent()
    tried = 0
    for step in spent.body:
        try:
            body = another(spent.body, step, spent.activation, trial.call.secrets)
        except NotTried:
            continue
        answer = await trial.call("commit", spent.link, body, key=spent.key)
        expect_problem(answer, "idempotency-key-reused", what=f"another {step}")
        tried += 1
    expect(tried > 0, "there was no other body to send")


async def _part_of_the_body(trial: Trial) -> None:
    spent = await trial.spent()
    for step in spent.body:
        less = {name: value for name, value in spent.body.items() if name != step}
        answer = await trial.call("commit", spent.link, less, key=spent.key)
        expect_problem(answer, "idempotency-key-reused", what=f"without {step}")


async def _other_key(trial: Trial) -> None:
    spent = await trial.spent()
    answer = await trial.call("commit", spent.link, spent.body, key="another-key")
    expect_problem(answer, "link-used")


async def _key_needed(trial: Trial) -> None:
    link = trial.take()
    body = await trial.choices(link)
    for what, key in _BAD_KEYS.items():
        expect_problem(
            await trial.call("commit", link, body, key=key), "request-invalid", what=what
        )
    await trial.look(link)


async def _any_key(trial: Trial) -> None:
    """The longest key there may be."""
    link = trial.take()
    body = await trial.choices(link)
    expect_success(await trial.call("commit", link, body, key="Zz9-" * 16), what="64 characters")


async def _refusal_binds_no_key(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    refused = trial.marks.refused(activation)
    expect_problem(await trial.call("commit", link, refused, key="again-1"), "credentials-rejected")
    body = accepted(activation, trial.call.secrets)
    expect_success(await trial.call("commit", link, body, key="again-1"), what="mended, same key")


async def _keys_of_two_links(trial: Trial) -> None:
    receipts = []
    for link in (trial.take(), trial.take()):
        body = await trial.choices(link)
        answer = expect_success(await trial.call("commit", link, body, key="same-key"))
        receipts.append(answer.members.get("receipt_id"))
    expect(receipts[0] != receipts[1], "two accounts got one receipt")


async def _policy(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    good, bad = accepted(activation, trial.call.secrets), trial.marks.refused(activation)
    tried = [(step, bad[step]) for step in bad if step != "workspace"]
    if "security_question" in bad:
        tried.append(("security_question", trial.marks.answer(activation, good)))
    for number, (step, value) in enumerate(tried):
        answer = await trial.call("commit", link, good | {step: value}, key=f"policy-{number}")
        expect_problem(answer, "credentials-rejected", what=f"a bad {step}")
        fields = {field.partition(".")[0] for field, _ in answer.refusals}
        expect(
            fields == {step}, f"a bad {step}: errors name {', '.join(sorted(fields)) or 'no field'}"
        )
        silent = not all(e.get("rule") and e.get("message") for e in answer.members["errors"])
        expect(not silent, f"a bad {step}: an error without rule or message")
    await trial.look(link)


async def _workspace(trial: Trial) -> None:
    link = trial.take_any()
    activation = await trial.look(link)
    offered = {workspace.kind for workspace in activation.workspaces}
    others = [kind for kind in get_args(WorkspaceKind) if kind not in offered]
    if "workspace" not in activation.steps:
        raise NotTried("the account has no step workspace")
    if not others:
        raise NotTried("the account is offered every workspace")
    body = accepted(activation, trial.call.secrets) | {"workspace": others[0]}
    answer = await trial.call("commit", link, body, key="workspace-1")
    expect_problem(answer, "credentials-rejected", what=others[0])
    expect(answer.refusals == [("workspace", "offered")], "errors do not say workspace offered")


async def _whole(trial: Trial) -> None:
    link = trial.take()
    body = await trial.choices(link)
    for step in body:
        less = {name: value for name, value in body.items() if name != step}
        answer = await trial.call("commit", link, less, key="whole-1")
        expect_problem(answer, "request-invalid", what=f"without {step}")
    more = body | {"colour": "red"}
    expect_problem(
        await trial.call("commit", link, more, key="whole-2"), "request-invalid", what="colour"
    )
    expect_success(await trial.call("commit", link, body, key="whole-1"), what="the whole")


CHECKS = (
    Check(
        "commit.activates",
        "A commit activates the account and answers with a receipt of what was chosen.",
        _activates,
        3,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "commit.replay",
        "The same key with the same body gets the same receipt, however often.",
        _replay,
        2,
        Needs(spent=True),
    ),
    Check(
        "commit.other-body",
        "The same key with another body is answered 422 idempotency-key-reused.",
        _other_body,
        4,
        Needs(spent=True),
    ),
    Check(
        "commit.less-body",
        "The same key with a part of the body is answered 422 idempotency-key-reused.",
        _part_of_the_body,
        4,
        Needs(spent=True),
    ),
    Check(
        "commit.other-key",
        "After a commit another key is answered 410 link-used, also with the same body.",
        _other_key,
        1,
        Needs(spent=True),
    ),
    Check(
        "commit.key-needed",
        "A commit needs an Idempotency-Key of [A-Za-z0-9-]{1,64}; without one nothing happens.",
        _key_needed,
        2 + len(_BAD_KEYS),
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "commit.longest-key",
        "A key may have 64 characters, letters in both cases.",
        _any_key,
        2,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "commit.refusal-binds-no-key",
        "A refusal binds no key: mended, the same key goes through.",
        _refusal_binds_no_key,
        3,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "commit.key-of-one-link",
        "A key belongs to one link; the same one means nothing to another.",
        _keys_of_two_links,
        4,
        Needs(uses_up={"fresh": 2}),
    ),
    Check(
        "commit.policy",
        "A value that breaks a published rule is refused as 422 credentials-rejected, with its "
        "field and rule and nothing else, and the link stays live.",
        _policy,
        6,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "commit.workspace-offered",
        "A workspace that is not offered breaks the rule offered: 422.",
        _workspace,
        2,
        Needs(uses_up={"fresh": 1}, rather="fewer_workspaces"),
    ),
    Check(
        "commit.whole",
        "A commit has each member exactly if its step is asked for; else 400, and nothing is done.",
        _whole,
        7,
        Needs(uses_up={"fresh": 1}),
    ),
)
