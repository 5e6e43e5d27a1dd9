"""`/new-link`: a fresh mail for an expired link, and for no other."""

from mock_server.verify.check import Check, Needs
from mock_server.verify.expected import expect, expect_offered, expect_problem, expect_success
from mock_server.verify.trial import Trial


async def _from_expired(trial: Trial) -> None:
    link = trial.take("expired")
    answer = expect_offered(await trial.call("renew", link))
    expect_success(answer, 202)
    expect(b"@" not in answer.body, "the answer tells an e-mail address")
    expect_problem(await trial.call("look", link), "link-expired", what="afterwards")


async def _side_by_side(trial: Trial) -> None:
    one, other = trial.take_pair("expired_pairs")
    expect_success(expect_offered(await trial.call("renew", one)), 202)
    for what, link in (("the link that asked", one), ("the account's other link", other)):
        expect_problem(await trial.call("look", link), "link-expired", what=what)


async def _not_from_live(trial: Trial) -> None:
    link = trial.link()
    before = await trial.look(link)
    expect_problem(expect_offered(await trial.call("renew", link)), "request-invalid")
    again = await trial.call("renew", link)
    expect(again.status != 429, "asking for one is counted, though none is mailed")
    expect_problem(again, "request-invalid", what="again")
    after = await trial.look(link)
    expect(after.expires_at == before.expires_at, "the live link was changed by it")


CHECKS = (
    Check(
        "new-link.expired",
        "From an expired link 202: a mail is sent to the address on file, which is not told, and "
        "the link stays expired.",
        _from_expired,
        2,
        Needs(uses_up={"expired": 1}, mails=1),
    ),
    Check(
        "new-link.side-by-side",
        "A new link replaces none of the account's others.",
        _side_by_side,
        3,
        Needs(uses_up={"expired_pairs": 2}, mails=1),
    ),
    Check(
        "new-link.live",
        "From a live link 400 request-invalid: it is neither replaced nor counted.",
        _not_from_live,
        4,
        Needs(shares=("fresh",)),
    ),
)
