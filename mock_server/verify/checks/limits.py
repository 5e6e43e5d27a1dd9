"""Limits: who asks too often has to wait, and nobody is locked for good.

They go last: whoever went to the limit of wrong tokens is let in nowhere for a minute.
"""

from dataclasses import replace

from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect, expect_offered, expect_problem, expect_success
from mock_server.verify.outcome import NotKept
from mock_server.verify.trial import Trial

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
    for _ in range(MOST_CHECKS):
        if _is_limit(expect_offered(await trial.call("check", link, body))):
            await trial.look(link)
            return
    raise NotKept(f"{MOST_CHECKS} checks of one link, and no limit")


async def _refused_commits(trial: Trial) -> None:
    link = trial.take()
    activation = await trial.look(link)
    body = trial.marks.refused(activation)
    for n in range(MOST_REFUSED):
        if _is_limit(await trial.call("commit", link, body, key=f"limit-{n}")):
            await trial.look(link)
            return
    raise NotKept(f"{MOST_REFUSED} refused commits of one link, and no limit")


async def _new_links(trial: Trial) -> None:
    link = trial.take("expired")
    expect_success(expect_offered(await trial.call("renew", link)), 202)
    answer = await trial.call("renew", link)
    expect_problem(answer, "rate-limited")


async def _wrong_tokens(trial: Trial) -> None:
    link = trial.link()
    for n in range(MOST_TOKENS):
        wrong = replace(link, account_id="9999999999999999997", token=f"{n:032x}")
        answer = await trial.call("look", wrong)
        if _is_limit(answer):
            right = await trial.call("look", link)
            expect(_is_limit(right), f"the right token, after the limit: {right}")
            return
        expect_problem(answer, "link-unknown")
    raise NotKept(f"{MOST_TOKENS} wrong tokens, and no limit")


CHECKS = (
    Check(
        "limits.checks",
        "More than 30 checks of a link in a minute are answered 429; the link stays live.",
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
        "limits.new-links",
        "A second new link within five minutes is answered 429.",
        _new_links,
        2,
        Needs(uses_up={"expired": 1}, mails=1),
        limits=True,
    ),
    Check(
        "limits.wrong-tokens",
        "After 10 wrong tokens from one address in a minute all are answered 429, right ones too.",
        _wrong_tokens,
        MOST_TOKENS + 1,
        Needs(shares=("fresh",), wrong_tokens=MOST_TOKENS),
        limits=True,
    ),
)
