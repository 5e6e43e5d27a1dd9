"""A run: one check after the other, each with no more requests than it said."""

import os
import ssl
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from api_client.activation_link import is_loopback
from api_client.urls import host_of
from mock_server.verify.caller import Caller
from mock_server.verify.check import Check, CheckResult
from mock_server.verify.credentials import LANGUAGE
from mock_server.verify.links import DEAD
from mock_server.verify.outcome import CheckOutcome, NotKept, NotTried
from mock_server.verify.plan import FIRST_CALL, Allotment
from mock_server.verify.secrets_sent import SecretsSent
from mock_server.verify.tour import TOUR_REQUESTS
from mock_server.verify.trial import SPENT_REQUESTS, Trial

if TYPE_CHECKING:
    import httpx

READ_SECONDS = 10.0

LONGEST_EVIDENCE = 400
"""Characters: names of fields and rules are the backend's own."""


class NoAnswer(Exception):
    """Nothing answers at the backend's address; the text says how that showed."""


async def verify(
    base_url: str,
    checks: Sequence[Check],
    allotment: Allotment,
    told: Callable[[CheckResult], None] = lambda _: None,
    transport: "httpx.AsyncBaseTransport | None" = None,
) -> list[CheckResult]:
    """Carry checks out, in their order.

    Args:
        base_url: the backend's address, in its one spelling.
        checks: which.
        allotment: their links.
        told: is given each result as it comes.
        transport: stands in for the network in tests.

    Raises:
        NoAnswer: nothing answers there.
    """
    secrets, results = SecretsSent(), list[CheckResult]()
    async with _client(base_url, transport) as client:
        call = Caller(client, secrets)
        await _first_call(call)
        for check in checks:
            result = await _carried_out(check, allotment, call)
            told(result)
            results.append(result)
    return results


def _client(base_url: str, transport: "httpx.AsyncBaseTransport | None") -> "httpx.AsyncClient":
    import httpx

    secure = base_url.startswith("https://") and transport is None
    return httpx.AsyncClient(
        base_url=f"{base_url}/",
        # Loading certificates takes a while, and nothing is verified where no TLS is spoken.
        verify=_trusted() if secure else False,
        trust_env=not is_loopback(host_of(base_url)),
        transport=transport,
        follow_redirects=False,
        timeout=READ_SECONDS,
        # A connection that was idle may be closed by the other end while it is used again.
        limits=httpx.Limits(max_connections=32, keepalive_expiry=1.0),
        headers={
            "Accept": "application/json, application/problem+json",
            "Accept-Language": LANGUAGE,
            "User-Agent": "unify-mock-verify",
        },
    )


def _trusted() -> ssl.SSLContext:
    """The usual certificates, or those of `SSL_CERT_FILE`; a key log would undo the encryption."""
    import httpx

    os.environ.pop("SSLKEYLOGFILE", None)
    return httpx.create_ssl_context()


async def _first_call(call: Caller) -> None:
    call.left = FIRST_CALL
    try:
        await call("health", None)
    except NotKept as failed:
        raise NoAnswer(str(failed)) from None


async def _carried_out(check: Check, allotment: Allotment, call: Caller) -> CheckResult:
    shared = allotment.shared
    if check.id in allotment.missing:
        return CheckResult(check, "not tried", allotment.missing[check.id])
    if _works_with_the_shared_link(check) and check.subject in shared.found_dead:
        reason = f"the shared link was used up, by {shared.found_dead[check.subject]} or before it"
        return CheckResult(check, "not tried", reason)
    trial = Trial(call, check.subject, shared, allotment.own[check.id])
    call.left = check.requests
    if check.needs.spent and shared.spent is None and shared.to_spend is not None:
        call.left += SPENT_REQUESTS
    if check.needs.tour and not shared.toured:
        call.left += TOUR_REQUESTS
    before, begun = len(call.exchanges), time.perf_counter()
    outcome, evidence = await _outcome(check, trial)
    evidence = call.secrets.without(evidence)
    answers = tuple(call.secrets.without(str(each)) for each in call.exchanges[before:])
    seconds = time.perf_counter() - begun
    if outcome == "failed" and _works_with_the_shared_link(check) and await _is_dead(trial):
        shared.found_dead[check.subject] = check.id
    return CheckResult(check, outcome, evidence[:LONGEST_EVIDENCE], answers, seconds)


def _works_with_the_shared_link(check: Check) -> bool:
    """What is judged in the answers of a tour does not depend on how its link ends."""
    return "fresh" in check.needs.shares and not check.needs.tour


async def _is_dead(trial: Trial) -> bool:
    """Whether the fresh link that checks share does not live any more; one request."""
    trial.call.left = 1
    try:
        answer = await trial.call("look", trial.link())
    except (NotKept, NotTried):
        return False
    return answer.slug in {*DEAD.values(), "link-unknown"}


async def _outcome(check: Check, trial: Trial) -> tuple[CheckOutcome, str]:
    try:
        await check.run(trial)
    except NotKept as failed:
        return "failed", str(failed)
    except NotTried as reason:
        return "not tried", str(reason)
    except Exception as error:
        # An answer of a form that nobody thought of; its text may hold what was sent.
        return "failed", f"an answer that cannot be read ({type(error).__name__})"
    return "held", ""
