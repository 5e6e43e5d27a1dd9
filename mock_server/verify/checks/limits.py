"""Limits: who asks too often has to wait, and nobody is locked for good.

They go last: whoever went to the limit of wrong tokens is let in nowhere for a minute.
"""

from dataclasses import replace

from api_client.activation_link import ActivationLink
from api_client.operations import OPERATIONS, OperationId
from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect, expect_offered, expect_problem, expect_success
from mock_server.verify.outcome import NotKept
from mock_server.verify.trial import Trial

_COUNTED: tuple[OperationId, ...] = ("look", "commit", "disown")
"""Operations that no server leaves out."""

_CLAIMED = {
    "X-Forwarded-For": "192.0.2.77",
    "Forwarded": "for=192.0.2.78",
    "X-Real-IP": "192.0.2.79",
    "X-Client-IP": "192.0.2.80",
    "True-Client-IP": "192.0.2.81",
}
"""Headers in which anybody may claim any address."""

MOST_CHECKS, MOST_REFUSED, MOST_TOKENS = 40, 15, 15
"""After so many calls a limit has to be there: the contract's is at 30, 10 and 10."""


def _is_limit(answer: Exchange) -> bool:
    if answer.status != 429:
        return False
    expect_problem(answer, "rate-limited")
    expect(answer.wait > 0, f"{answer}: no Retry-After in seconds")
    return True


async def _checks(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    body = trial.marks.refused(activation)
    for n in range(MOST_CHECKS):
        sent, slugs = ({"colour": "red"}, ("request-invalid",)) if n % 2 else (body, ())
        answer = expect_offered(await trial.call("check", link, sent))
        if _is_limit(answer):
            await trial.look(link)
            return
        if slugs:
            expect_problem(answer, *slugs)
        else:
            expect_success(answer)
    raise NotKept(f"{MOST_CHECKS} checks of one link, every other one malformed, and no limit")


async def _refused_commits(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    body = trial.marks.refused(activation)
    for n in range(1, MOST_REFUSED + 1):
        answer = await trial.call("commit", link, body, key=f"limit-{n}")
        if _is_limit(answer):
            expect_success(await trial.call("look", link), what="a look, after the limit")
            return
        expect_problem(answer, "credentials-rejected", what=f"refused commit {n}")
    raise NotKept(f"{MOST_REFUSED} refused commits of one link, and no limit")


async def _malformed_commits(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    body = trial.marks.refused(activation)
    for n in range(1, MOST_REFUSED + 1):
        answer = await trial.call("commit", link, body | {"colour": "red"}, key=f"malformed-{n}")
        expect(not _is_limit(answer), f"malformed commit {n} is told to wait")
        expect_problem(answer, "request-invalid", what=f"malformed commit {n}")
    answer = await trial.call("commit", link, body, key="malformed-0")
    expect(not _is_limit(answer), "the first refused commit, after malformed ones, is told to wait")
    expect_problem(answer, "credentials-rejected")


async def _new_links(trial: Trial) -> None:
    link = trial.take("expired")
    expect_success(expect_offered(await trial.call("renew", link)), 202)
    answer = await trial.call("renew", link)
    expect_problem(answer, "rate-limited")


async def _wrong_tokens(trial: Trial) -> None:
    """Shown at one operation after the other: they are counted together."""
    link = trial.link()
    for n in range(MOST_TOKENS):
        wrong = replace(link, account_id="9999999999999999997", token=f"{n:032x}")
        answer = await trial.call(_COUNTED[n % len(_COUNTED)], wrong)
        if _is_limit(answer):
            await _all_wait(trial, link)
            return
        expect_problem(answer, "link-unknown")
    raise NotKept(f"{MOST_TOKENS} wrong tokens, and no limit")


async def _all_wait(trial: Trial, link: ActivationLink) -> None:
    """With the right token, at every operation, and whatever address a header claims."""
    for operation in OPERATIONS.values():
        if not operation.token:
            continue
        answer = await trial.call(operation.id, link)
        left_out = operation.id in ("check", "renew") and answer.slug == "not-found"
        expect(left_out or _is_limit(answer), f"the right token, after the limit: {answer}")
    for name, value in _CLAIMED.items():
        answer = await trial.call("look", link, headers={name: value})
        expect(_is_limit(answer), f"the right token with {name}, after the limit: {answer}")


CHECKS = (
    Check(
        "limits.checks",
        "More than 30 checks of a link in a minute, malformed ones counted too, are answered 429; "
        "the link stays live.",
        _checks,
        MOST_CHECKS + 2,
        Needs(uses_up={"fresh": 1}),
        limits=True,
    ),
    Check(
        "limits.refused-commits",
        "More than 10 refused commits in ten minutes are answered 429; nothing is locked.",
        _refused_commits,
        MOST_REFUSED + 2,
        Needs(uses_up={"fresh": 1}),
        limits=True,
    ),
    Check(
        "limits.malformed-commits",
        "A malformed commit is not counted: only those that were judged and refused are.",
        _malformed_commits,
        MOST_REFUSED + 2,
        Needs(uses_up={"fresh": 1}),
        limits=True,
    ),
    Check(
        "limits.new-links",
        "A second new link within five minutes is answered 429.",
        _new_links,
        2,
        Needs(uses_up={"expired": 1}, mails=1),
        limits=True,
    ),
    Check(
        "limits.wrong-tokens",
        "After 10 wrong tokens from one address in a minute, at whichever operations, all of them "
        "answer 429, to the right token too, and no X-Forwarded-For of a client's own lifts it.",
        _wrong_tokens,
        MOST_TOKENS + 5 + len(_CLAIMED),
        Needs(shares=("fresh",), wrong_tokens=MOST_TOKENS),
        limits=True,
    ),
)
