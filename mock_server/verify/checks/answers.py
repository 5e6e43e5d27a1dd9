"""What holds for every answer, whichever it is: those of a tour, and of all that was asked before."""

from collections.abc import Awaitable, Callable, Iterable

from api_client.openapi import RETRY_AFTER
from api_client.operations import MAX_ANSWER_BYTES, OPERATIONS
from api_client.problems import PROBLEMS
from mock_server.verify.account_facts import accounts_in, told_of_accounts
from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import PROBLEM_TYPE, Exchange
from mock_server.verify.links import DEAD
from mock_server.verify.outcome import NotKept
from mock_server.verify.secrets_sent import SecretsSent
from mock_server.verify.tour import tour
from mock_server.verify.trial import Trial

_ANYWHERE = {"not-found", "method-not-allowed", "internal", "rate-limited", "maintenance"}
"""Problems that any path may answer with."""

_TELL_NOTHING = {*DEAD.values(), "link-unknown", "link-malformed", "unauthorized"}

Fault = str | None


def _each(judge: Callable[[Exchange, SecretsSent], Fault]) -> Callable[[Trial], Awaitable[None]]:
    """A check that all answers are judged by; `judge` says what is wrong with one."""

    async def judged(trial: Trial) -> None:
        await tour(trial)
        found = _faults(trial.call.exchanges, judge, trial.call.secrets)
        if found:
            more = f" (and {len(found) - 3} more)" if len(found) > 3 else ""
            raise NotKept("; ".join(found[:3]) + more)

    return judged


def _faults(
    exchanges: Iterable[Exchange],
    judge: Callable[[Exchange, SecretsSent], Fault],
    secrets: SecretsSent,
) -> list[str]:
    """Each fault once."""
    told = ((exchange, judge(exchange, secrets)) for exchange in exchanges)
    return list(dict.fromkeys(f"{exchange}: {fault}" for exchange, fault in told if fault))


def _kept(exchange: Exchange, _: SecretsSent) -> Fault:
    if not exchange.path.startswith("/v1/"):
        return None
    told = exchange.headers.get("cache-control", "").lower().replace(" ", "").split(",")
    return None if "no-store" in told else "Cache-Control is not no-store"


def _secret(exchange: Exchange, secrets: SecretsSent) -> Fault:
    text = exchange.body.decode(errors="replace")
    kind = secrets.found_in(text)
    if kind is not None:
        return f"{kind} stands in the answer"
    for name, value in exchange.headers.items():
        kind = secrets.found_in(value)
        if kind is not None:
            return f"{kind} stands in the header {name:.40}"
    return None


def _redirect(exchange: Exchange, _: SecretsSent) -> Fault:
    return "a redirect" if 300 <= exchange.status < 400 else None


def _failure(exchange: Exchange, _: SecretsSent) -> Fault:
    return "the server failed" if exchange.status >= 500 and exchange.status != 503 else None


def _problem(exchange: Exchange, _: SecretsSent) -> Fault:
    if exchange.status < 400 or exchange.method == "HEAD":
        return None
    if exchange.media_type != PROBLEM_TYPE:
        return f"the media type is not {PROBLEM_TYPE}"
    kind = PROBLEMS.get(exchange.slug)
    if kind is None or kind.status is None:
        return "type is not /problems/<a slug of the contract>"
    if kind.status != exchange.status:
        return f"{exchange.slug} has the status {kind.status}"
    if exchange.members.get("status", exchange.status) != exchange.status:
        return "its member status is another one"
    for name in ("title", "detail"):
        value = exchange.members.get(name)
        if not isinstance(value, str) or not value.strip():
            return f"{name} is missing"
    return None


def _described(exchange: Exchange, _: SecretsSent) -> Fault:
    """What the description lists for the operation, or what any path may say."""
    if exchange.method == "HEAD" or exchange.status < 400 or exchange.slug in _ANYWHERE:
        return None
    for operation in OPERATIONS.values():
        if (operation.method, operation.path) == (exchange.method, exchange.path):
            listed = {problem.slug for problem in operation.problems}
            return None if exchange.slug in listed else f"not listed for {operation.id}"
    return None


def _waiting(exchange: Exchange, _: SecretsSent) -> Fault:
    if exchange.status not in RETRY_AFTER:
        return None
    return None if exchange.wait else "no Retry-After in seconds"


def _success(exchange: Exchange, _: SecretsSent) -> Fault:
    if not 200 <= exchange.status < 300 or exchange.method == "HEAD" or not exchange.body:
        return None
    if exchange.media_type != "application/json":
        return "the media type is not application/json"
    return None if exchange.json is not None else "no JSON"


def _size(exchange: Exchange, _: SecretsSent) -> Fault:
    return "over 256 KiB" if len(exchange.body) > MAX_ANSWER_BYTES else None


def _cookie(exchange: Exchange, _: SecretsSent) -> Fault:
    return "sets a cookie" if "set-cookie" in exchange.headers else None


async def _no_account(trial: Trial) -> None:
    """No matter which link it is: any account that was told of in the run."""
    await tour(trial)
    exchanges = trial.call.exchanges
    accounts = accounts_in(exchanges)
    told = [
        (each, told_of_accounts(each, accounts)) for each in exchanges if each.slug in _TELL_NOTHING
    ]
    found = list(dict.fromkeys(f"{each}: {', '.join(facts)}" for each, facts in told if facts))
    if found:
        raise NotKept("; ".join(found[:3]))


_SENTENCES: tuple[tuple[str, str, Callable[[Exchange, SecretsSent], Fault]], ...] = (
    ("no-store", "Every answer under /v1 is Cache-Control: no-store.", _kept),
    ("no-secret", "Nothing of a secret that was sent stands in any answer or header.", _secret),
    ("no-redirect", "Nothing is redirected: the token would go along.", _redirect),
    ("no-cookie", "No cookie is set: each call proves itself.", _cookie),
    ("no-failure", "Whatever is asked, the server does not fail.", _failure),
    (
        "problems",
        "Every refusal is application/problem+json with the contract's type, its status, "
        "a title and a detail.",
        _problem,
    ),
    (
        "described",
        "An operation answers only with problems that its description lists.",
        _described,
    ),
    (
        "retry-after",
        "403, 409, 423, 429 and 503 say in Retry-After how many seconds to wait.",
        _waiting,
    ),
    ("json", "Every success that holds something is application/json.", _success),
    ("size", "No answer is over 256 KiB.", _size),
)

_ASKED = Needs(shares=("fresh",), spent=True, tour=True)

CHECKS = (
    *(
        Check(f"answers.{name}", sentence, _each(judge), 0, _ASKED)
        for name, sentence, judge in _SENTENCES
    ),
    Check(
        "answers.no-account",
        "Whoever has no live link is told nothing of any account, by no operation.",
        _no_account,
        0,
        _ASKED,
    ),
)
