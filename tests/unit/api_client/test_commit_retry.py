"""A commit that ends in certainty, whatever happens to its answers."""

import pytest

from api_client.backend import Abilities
from api_client.commit_retry import MAX_PAUSE, PAUSES, settle
from api_client.models import Activation, CheckVerdict, Choices, Receipt
from api_client.problems import (
    AnswerLost,
    CommitInProgress,
    CredentialsRejected,
    Internal,
    LinkExpired,
    LinkMalformed,
    LinkUnknown,
    LinkUsed,
    Maintenance,
    MethodNotAllowed,
    NotFound,
    NotOurService,
    Problem,
    RateLimited,
    RequestInvalid,
    Timeout,
    TlsUntrusted,
    TooLarge,
    Unauthorized,
    Unreachable,
    UnsupportedMediaType,
)
from tests.accounts import receipt

RECEIPT = receipt()
CHOICES = Choices()
Outcome = Problem | Receipt


class ScriptedBackend:
    """Answers commits with the outcomes it was given, the last one for ever."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.commits: list[tuple[Choices, str]] = []

    abilities = Abilities()
    answered_by = "scripted"
    operator = None

    async def commit(self, choices: Choices, key: str) -> Receipt:
        self.commits.append((choices, key))
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Problem):
            raise outcome
        return outcome

    async def look(self) -> Activation:
        raise AssertionError("settling asks by committing")

    async def check(self, part: Choices) -> tuple[CheckVerdict, ...]:
        raise AssertionError("settling asks by committing")

    async def ask_new_link(self) -> None:
        raise AssertionError("settling asks by committing")

    async def disown(self) -> None:
        raise AssertionError("settling asks by committing")

    async def until_up(self) -> None:
        raise AssertionError("settling asks by committing")

    async def close(self) -> None:
        """Nothing is open."""


class Settling:
    """One `settle` with the pauses and doubts it had."""

    def __init__(self, *outcomes: Outcome, in_doubt: bool = False) -> None:
        self.backend = ScriptedBackend(*outcomes)
        self.in_doubt = in_doubt
        self.pauses: list[float] = []
        self.doubts = 0

    async def __call__(self) -> Outcome:
        try:
            return await settle(
                self.backend,
                CHOICES,
                "key-1",
                in_doubt=self.in_doubt,
                on_doubt=self._doubt,
                sleep=self._sleep,
            )
        except Problem as problem:
            return problem

    def _doubt(self) -> None:
        self.doubts += 1

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def test_a_commit_that_is_answered_is_asked_once_without_a_doubt() -> None:
    settling = Settling(RECEIPT)
    assert await settling() is RECEIPT
    assert (len(settling.backend.commits), settling.doubts, settling.pauses) == (1, 0, [])


async def test_a_lost_answer_is_asked_for_again_with_the_same_key_and_choices() -> None:
    settling = Settling(AnswerLost(), AnswerLost(), RECEIPT)
    assert await settling() is RECEIPT
    assert settling.backend.commits == [(CHOICES, "key-1")] * 3
    assert settling.doubts == 2
    assert settling.pauses == list(PAUSES[:2])


async def test_a_commit_in_progress_is_waited_for() -> None:
    settling = Settling(CommitInProgress(), RECEIPT)
    assert await settling() is RECEIPT
    assert settling.doubts == 0


async def test_it_gives_up_as_lost_when_no_try_tells() -> None:
    settling = Settling(AnswerLost())
    assert isinstance(await settling(), AnswerLost)
    assert len(settling.backend.commits) == 1 + len(PAUSES)
    assert settling.doubts == len(PAUSES)
    assert settling.pauses == sorted(PAUSES)


async def test_it_gives_up_as_in_progress_when_nothing_of_ours_was_lost() -> None:
    settling = Settling(CommitInProgress(retry_after=1))
    assert isinstance(await settling(), CommitInProgress)
    assert len(settling.backend.commits) == 1 + len(PAUSES)


TELLS_NOTHING = [
    Unreachable(),
    Timeout(),
    Maintenance(retry_after=1),
    RateLimited(),
    Internal(),
    CommitInProgress(),
    TlsUntrusted(),
    NotOurService("media-type"),
    Unauthorized(),
    LinkMalformed(),
    LinkUnknown(),
    NotFound(),
    MethodNotAllowed(),
    TooLarge(),
    UnsupportedMediaType(),
]
"""The last seven a server says before it looks for the key."""


@pytest.mark.parametrize("problem", TELLS_NOTHING, ids=lambda problem: problem.slug)
async def test_after_a_lost_answer_what_tells_nothing_is_asked_again(problem: Problem) -> None:
    settling = Settling(AnswerLost(), problem, RECEIPT)
    assert await settling() is RECEIPT
    settling = Settling(AnswerLost(), problem)
    assert isinstance(await settling(), AnswerLost)


@pytest.mark.parametrize(
    "problem",
    [problem for problem in TELLS_NOTHING if not isinstance(problem, CommitInProgress)],
    ids=lambda problem: problem.slug,
)
@pytest.mark.parametrize("before", [(), (CommitInProgress(),)], ids=["at once", "after a 409"])
async def test_without_a_lost_answer_a_problem_is_raised_as_it_is(
    problem: Problem, before: tuple[Problem, ...]
) -> None:
    settling = Settling(*before, problem)
    assert await settling() is problem
    assert len(settling.backend.commits) == len(before) + 1


@pytest.mark.parametrize(
    "problem",
    [LinkUsed(), LinkExpired(), CredentialsRejected(), RequestInvalid()],
    ids=lambda problem: problem.slug,
)
@pytest.mark.parametrize("lost", [0, 1])
async def test_what_the_server_judged_settles_it(problem: Problem, lost: int) -> None:
    settling = Settling(*[AnswerLost()] * lost, problem)
    assert await settling() is problem
    assert len(settling.backend.commits) == lost + 1


@pytest.mark.parametrize(
    ("asked_for", "waited"), [(None, PAUSES[0]), (0, PAUSES[0]), (7, 7.0), (3600, MAX_PAUSE)]
)
async def test_retry_after_lengthens_the_pause_up_to_a_bound(
    asked_for: int | None, waited: float
) -> None:
    settling = Settling(CommitInProgress(retry_after=asked_for), RECEIPT)
    await settling()
    assert settling.pauses == [waited]


async def test_a_commit_in_doubt_is_asked_about_again_at_once() -> None:
    settling = Settling(Maintenance(), RECEIPT, in_doubt=True)
    assert await settling() is RECEIPT
    assert (settling.doubts, settling.pauses) == (2, [PAUSES[0]])


async def test_a_commit_in_doubt_stays_so_when_nothing_tells_and_says_when_to_come_back() -> None:
    settling = Settling(Maintenance(retry_after=90), in_doubt=True)
    problem = await settling()
    assert isinstance(problem, AnswerLost)
    assert problem.retry_after == 90
