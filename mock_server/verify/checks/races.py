"""Many commits at the same time."""

from mock_server.verify.check import Check, Needs
from mock_server.verify.expected import expect, expect_problem, expect_success
from mock_server.verify.trial import Trial

RACERS = 20


async def _one_wins(trial: Trial) -> None:
    link = trial.take()
    body = await trial.choices(link)
    answers = await trial.call.at_once(
        trial.call("commit", link, body, key=f"race-{n}") for n in range(RACERS)
    )
    won = [answer for answer in answers if answer.status == 200]
    expect(len(won) == 1, f"{len(won)} of {RACERS} commits with keys of their own won")
    for answer in answers:
        if answer is not won[0]:
            expect_problem(answer, "commit-in-progress", "link-used")
    expect_problem(await trial.call("look", link), "link-used", what="afterwards")


async def _same_key(trial: Trial) -> None:
    link = trial.take()
    body = await trial.choices(link)
    answers = await trial.call.at_once(
        trial.call("commit", link, body, key="race-of-one") for _ in range(RACERS)
    )
    won = [answer for answer in answers if answer.status == 200]
    expect(bool(won), f"none of {RACERS} commits with one key was carried out")
    expect(all(each.json == won[0].json for each in won), "one key got several receipts")
    for answer in answers:
        if answer.status != 200:
            expect_problem(answer, "commit-in-progress")
    again = expect_success(
        await trial.call("commit", link, body, key="race-of-one"), what="afterwards"
    )
    expect(again.json == won[0].json, "afterwards the key gets another receipt")


CHECKS = (
    Check(
        "race.one-wins",
        f"Of {RACERS} commits at once with keys of their own exactly one is carried out.",
        _one_wins,
        RACERS + 2,
        Needs(uses_up={"fresh": 1}),
    ),
    Check(
        "race.same-key",
        f"Of {RACERS} commits at once with one key all that succeed get one receipt.",
        _same_key,
        RACERS + 2,
        Needs(uses_up={"fresh": 1}),
    ),
)
