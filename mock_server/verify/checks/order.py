"""The order of judgement: 503, 401, 400 token, 404, replay, 423/410/403, 409, 400 body, 422."""

from dataclasses import replace

from api_client.operations import MAX_BODY_BYTES, OperationId
from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect_problem
from mock_server.verify.trial import Trial

_WITH_BODY: tuple[OperationId, ...] = ("check", "commit", "disown")
_GARBAGE = b"\xff" * (MAX_BODY_BYTES + 1)


def _told(answer: Exchange, slug: str) -> None:
    """A check may be left out, and that is an answer too."""
    optional = ("not-found",) if answer.path == "/v1/activation/checks" else ()
    expect_problem(answer, slug, *optional)


async def _token_before_body(trial: Trial) -> None:
    for operation in _WITH_BODY:
        _told(await trial.call(operation, None, raw=_GARBAGE), "unauthorized")


async def _shape_before_body(trial: Trial) -> None:
    for operation in _WITH_BODY:
        proof = {"Authorization": "Bearer 1~0"}
        _told(await trial.call(operation, None, raw=_GARBAGE, headers=proof), "link-malformed")


async def _unknown_before_body(trial: Trial) -> None:
    link = trial.link()
    wrong = replace(link, account_id="9999999999999999998", token=link.token[::-1])
    answer = await trial.call("commit", wrong, raw=_GARBAGE, headers={"Content-Type": "text/plain"})
    expect_problem(answer, "link-unknown")


async def _state_before_body(trial: Trial) -> None:
    spent = await trial.spent()
    for operation in _WITH_BODY:
        answer = await trial.call(operation, spent.link, raw=_GARBAGE, key="order-1")
        _told(answer, "link-used")


async def _replay_before_state(trial: Trial) -> None:
    """A used link, and a key that was used: the key counts."""
    spent = await trial.spent()
    for what, raw in (("no JSON", b"{"), ("too long", _GARBAGE)):
        answer = await trial.call("commit", spent.link, raw=raw, key=spent.key)
        expect_problem(answer, "idempotency-key-reused", what=what)


async def _body_before_credentials(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    body = trial.marks.refused(activation) | {"colour": "red"}
    answer = await trial.call("commit", trial.link(), body, key="order-2")
    expect_problem(answer, "request-invalid")


CHECKS = (
    Check(
        "order.token-first", "No token is told before the body is judged.", _token_before_body, 3
    ),
    Check(
        "order.shape-first",
        "A token of the wrong shape is told before the body is judged.",
        _shape_before_body,
        3,
    ),
    Check(
        "order.unknown-first",
        "An unknown link is told before the body is judged.",
        _unknown_before_body,
        1,
        Needs(shares=("fresh",), wrong_tokens=1),
    ),
    Check(
        "order.state-first",
        "How a link stands is told before the body is judged.",
        _state_before_body,
        3,
        Needs(spent=True),
    ),
    Check(
        "order.replay-first",
        "A key that was used is judged before the link's state and before the body's form.",
        _replay_before_state,
        2,
        Needs(spent=True),
    ),
    Check(
        "order.body-first",
        "A body of the wrong form is told before its credentials are judged.",
        _body_before_credentials,
        2,
        Needs(shares=("fresh",)),
    ),
)
