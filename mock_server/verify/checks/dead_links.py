"""Links that cannot be used: which problem says so, at every operation, and what it may tell."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect, expect_problem
from mock_server.verify.links import DEAD, LinkKind
from mock_server.verify.outcome import NotKept, NotTried
from mock_server.verify.trial import Trial

_ACCOUNT = {"account", "email"}
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
    account = spent.activation.account
    answer = expect_problem(await trial.call("look", spent.link), "link-used")
    text = answer.body.decode(errors="replace").casefold()
    facts = {
        "the e-mail address": account.email,
        "the last name": f"{account.first_name} {account.last_name}",
        "the direct number": account.direct_number,
        "the company": account.company,
    }
    found = [what for what, fact in facts.items() if fact and fact.casefold() in text]
    expect(not found, f"{answer}: tells {', '.join(found)}")
    # Of the others nobody here knows whose they are.
    others = [await trial.call("look", trial.link(kind)) for kind in trial.kinds()]
    for each in (answer, *others):
        expect(not _ACCOUNT & {*each.members}, f"{each}: tells the account")


async def _when_it_was_used(trial: Trial) -> None:
    spent = await trial.spent()
    answer = expect_problem(await trial.call("look", spent.link), "link-used")
    told, receipt = _time(answer), _time(spent.receipt)
    expect(abs((told - receipt).total_seconds()) < 1, "activated_at is not that of the receipt")


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
        "Problems of dead links carry no account data.",
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
