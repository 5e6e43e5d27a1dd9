"""`/new-link`: a fresh mail for an expired link, and for no other."""

from mock_server.verify.check import Check, Needs
from mock_server.verify.expected import expect, expect_offered, expect_problem, expect_success
from mock_server.verify.trial import Trial


async def _from_expired(trial: Trial) -> None:
    answer = expect_offered(await trial.call("renew", trial.take("expired")))
    expect_success(answer, 202)
    expect(b"@" not in answer.body, "the answer tells an e-mail address")


async def _not_from_live(trial: Trial) -> None:
    link = trial.link()
    before = await trial.look(link)
    expect_problem(expect_offered(await trial.call("renew", link)), "request-invalid")
    after = await trial.look(link)
    expect(after.expires_at == before.expires_at, "the live link was changed by it")


CHECKS = (
    Check(
        "new-link.expired",
        "From an expired link 202: a mail is sent to the address on file, which is not told.",
        _from_expired,
        1,
        Needs(uses_up={"expired": 1}, mails=1),
    ),
    Check(
        "new-link.live",
        "A live link is never replaced by it: 400 request-invalid.",
        _not_from_live,
        3,
        Needs(shares=("fresh",)),
    ),
)
