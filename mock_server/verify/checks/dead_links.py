"""Links that cannot be used: which problem says so, at every operation, and what it may tell."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from mock_server.verify.account_facts import told_of_accounts
from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect, expect_problem
from mock_server.verify.links import DEAD, LinkKind
from mock_server.verify.outcome import NotKept, NotTried
from mock_server.verify.trial import Trial

A_SECOND_LATER = 1.1
"""After a commit its time is asked for; this long, where times are told in whole seconds."""

_DISOWN = {"confirm": True}


def _told_everywhere(kind: LinkKind) -> Callable[[Trial], Awaitable[None]]:
    """A check that every operation which such a link does not allow says how it stands."""

    async def told(trial: Trial) -> None:
        link, slug = trial.link(kind), DEAD[kind]
        expect_problem(await trial.call("look", link), slug)
        expect_problem(await trial.call("check", link, {}), slug, "not-found")
        expect_problem(await trial.call("commit", link, {}, key=f"dead-{len(kind)}"), slug)
        if kind != "expired":
            expect_problem(await trial.call("renew", link), slug, "not-found")
        if kind != "revoked":
            expect_problem(await trial.call("disown", link, _DISOWN), slug)
        expect_problem(await trial.call("look", link), slug, what="afterwards")

    return told


async def _no_commit(trial: Trial) -> None:
    """With choices that a live link would be committed with."""
    if not trial.kinds():
        raise NotTried("there is no dead link")
    body = await trial.choices(trial.link())
    for kind in trial.kinds():
        answer = await trial.call("commit", trial.link(kind), body, key="dead-commit")
        expect_problem(answer, DEAD[kind], what=kind)


async def _no_account(trial: Trial) -> None:
    spent = await trial.spent()
    answers = [expect_problem(await trial.call("look", spent.link), "link-used")]
    # Of the others nobody here knows whose they are; a company they may have in common.
    answers += [await trial.call("look", trial.link(kind)) for kind in trial.kinds()]
    for each in answers:
        found = told_of_accounts(each, [spent.activation.account])
        expect(not found, f"{each}: tells {', '.join(found)}")


async def _when_it_was_used(trial: Trial) -> None:
    spent = await trial.spent()
    receipt = _time(spent.receipt)
    later, as_good_as = (A_SECOND_LATER, 1.0) if not receipt.microsecond else (0.05, 0.01)
    # Who tells the time of asking is not to be right by chance.
    await asyncio.sleep(max(0.0, spent.since + later - time.monotonic()))
    answer = expect_problem(await trial.call("look", spent.link), "link-used")
    apart = abs((_time(answer) - receipt).total_seconds())
    expect(
        apart < as_good_as or (apart < 1 and not _time(answer).microsecond),
        "activated_at is not that of the receipt",
    )


def _time(answer: Exchange) -> datetime:
    value = answer.members.get("activated_at")
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise NotKept(f"{answer}: activated_at is no time with a zone")
    return time


_SENTENCES: dict[LinkKind, str] = {
    "expired": "An expired link is told as 410 link-expired, except at new-link.",
    "used": "A used link is told as 410 link-used at every operation.",
    "revoked": "A revoked link is told as 410 link-revoked, except at disown.",
    "replaced": "A replaced link is told as 410 link-replaced at every operation.",
    "locked": "A locked account is told as 423 account-locked at every operation.",
    "not_yet_valid": "A link that is not valid yet is told as 403 link-not-yet-valid everywhere.",
}

CHECKS = (
    *(
        Check(
            f"dead.{kind.replace('_', '-')}",
            _SENTENCES[kind],
            _told_everywhere(kind),
            6,
            Needs(shares=(kind,)),
        )
        for kind in DEAD
    ),
    Check(
        "dead.no-commit",
        "No choices, however good, activate an account with a dead link.",
        _no_commit,
        1 + len(DEAD),
        Needs(shares=("fresh",)),
    ),
    Check(
        "dead.no-account",
        "Problems of dead links carry no account data: no name, address, number or company.",
        _no_account,
        1 + len(DEAD),
        Needs(spent=True),
    ),
    Check(
        "dead.used-when",
        "link-used says in activated_at when the account was activated.",
        _when_it_was_used,
        1,
        Needs(spent=True),
    ),
)
