"""`/disown`: “this is not me”, said on purpose."""

from typing import Any

from mock_server.verify.check import Check, Needs
from mock_server.verify.expected import expect_problem, expect_success
from mock_server.verify.trial import Trial

_UNSAID: tuple[Any, ...] = ({}, {"confirm": False}, {"confirm": 1}, {"confirm": "true"}, [])


async def _revokes(trial: Trial) -> None:
    link = trial.take()
    body = await trial.choices(link)
    for what in ("first", "again"):
        answer = await trial.call("disown", link, {"confirm": True})
        expect_success(answer, 204, what=what)
    expect_problem(await trial.call("look", link), "link-revoked", what="afterwards")
    answer = await trial.call("commit", link, body, key="disown-1")
    expect_problem(answer, "link-revoked", what="afterwards")


async def _on_purpose(trial: Trial) -> None:
    link = trial.link()
    for body in _UNSAID:
        answer = await trial.call("disown", link, body)
        expect_problem(answer, "request-invalid", what=str(body))
    for head in ({}, {"Content-Type": ""}):
        answer = await trial.call("disown", link, raw=b"", headers=head)
        expect_problem(answer, "request-invalid", "unsupported-media-type", what="no body")
    await trial.look(link)


async def _on_purpose_again(trial: Trial) -> None:
    for body in ({}, {"confirm": False}):
        answer = await trial.call("disown", trial.link("revoked"), body)
        expect_problem(answer, "request-invalid", what=str(body))


async def _not_by_get(trial: Trial) -> None:
    link = trial.link()
    for method in ("GET", "HEAD"):
        await trial.call.send(method, "/v1/activation/disown", trial.call.proof(link))
        await trial.call.send(method, "/v1/activation/new-link", trial.call.proof(link))
    await trial.look(link)


async def _not_after_commit(trial: Trial) -> None:
    spent = await trial.spent()
    answer = await trial.call("disown", spent.link, {"confirm": True})
    expect_problem(answer, "link-used")


CHECKS = (
    Check(
        "disown.again-on-purpose",
        "The body of a disown is judged for a revoked link as for a live one.",
        _on_purpose_again,
        2,
        Needs(shares=("revoked",)),
    ),
    Check(
        "disown.revokes",
        "Disowning revokes the link, 204, and again 204; the administrator is told once.",
        _revokes,
        5,
        Needs(uses_up={"fresh": 1}, mails=1),
    ),
    Check(
        "disown.on-purpose",
        'Only {"confirm": true} disowns; anything else, or nothing, leaves the link as it is.',
        _on_purpose,
        len(_UNSAID) + 3,
        Needs(shares=("fresh",)),
    ),
    Check(
        "disown.not-by-opening",
        "Opening an address, by GET or HEAD, never disowns and never sends a mail.",
        _not_by_get,
        5,
        Needs(shares=("fresh",)),
    ),
    Check(
        "disown.not-when-used",
        "An account that is active cannot be disowned: 410 link-used.",
        _not_after_commit,
        1,
        Needs(spent=True),
    ),
)
