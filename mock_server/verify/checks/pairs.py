"""Two links of one account, side by side: what is done with one of them, and what the other tells."""

from mock_server.verify.check import Check, Needs
from mock_server.verify.expected import expect, expect_problem, expect_success
from mock_server.verify.trial import Trial

_EACH = 5


async def _one_wins(trial: Trial) -> None:
    pair = trial.take_pair()
    body = await trial.choices(pair[0])
    answers = await trial.call.at_once(
        trial.call("commit", link, body, key=f"pair-{n}") for n in range(_EACH) for link in pair
    )
    won = [answer for answer in answers if answer.status == 200]
    expect(len(won) == 1, f"{len(won)} commits of one account, through two links, were carried out")
    for answer in answers:
        if answer is not won[0]:
            expect_problem(answer, "commit-in-progress", "link-used")
    for link in pair:
        expect_problem(await trial.call("look", link), "link-used", what="afterwards")


async def _states_in_order(trial: Trial) -> None:
    one, other = trial.take_pair()
    body = await trial.choices(other)
    expect_success(await trial.call("disown", one, {"confirm": True}), 204)
    expect_problem(await trial.call("look", one), "link-revoked", what="disowned")
    answer = await trial.call("commit", other, body, key="pair-states")
    expect_success(answer, what="the other link")
    expect_problem(await trial.call("look", one), "link-used", what="the disowned one, afterwards")


async def _key_of_one(trial: Trial) -> None:
    one, other = trial.take_pair()
    body = await trial.choices(one)
    expect_success(await trial.call("commit", one, body, key="pair-key"))
    answer = await trial.call("commit", other, body, key="pair-key")
    expect_problem(answer, "link-used", what="the same key at the other link")


CHECKS = (
    Check(
        "pairs.one-wins",
        "Of commits at once through two links of one account exactly one is carried out.",
        _one_wins,
        2 * _EACH + 3,
        Needs(uses_up={"pairs": 2}),
    ),
    Check(
        "pairs.states",
        "A disown revokes one link and not the account's others; once the account is active, each "
        "of its links is told as used, a revoked one too.",
        _states_in_order,
        5,
        Needs(uses_up={"pairs": 2}, mails=1),
    ),
    Check(
        "pairs.key",
        "A key belongs to the link that was committed: at another link of the account it is no "
        "replay, but 410 link-used.",
        _key_of_one,
        3,
        Needs(uses_up={"pairs": 2}),
    ),
)
