"""A second backend, in another language, keeps every sentence; each of its faults is caught."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from api_client.activation_link import ActivationLink
from mock_server.verify.check import Check, CheckResult
from mock_server.verify.checks import CHECKS
from mock_server.verify.links import LinkKind
from mock_server.verify.plan import allot, announcement, chosen
from mock_server.verify.run import verify
from tests.other_backend.running import FAULTS, OtherBackend, running_backend

NOTHING_FOR: dict[str, set[str]] = {
    "fresh": set(),
    "with_desktop_app": {"checks.other-steps", "commit.workspace-offered"},
    "without_workspace": {"checks.pins", "commit.workspace-offered"},
    "in_another_order": {"commit.workspace-offered"},
}
"""Kinds of account, and the checks that they have nothing for."""

CAUGHT_BY = {
    "look-consumes": "look.changes-nothing",
    "head-consumes": "look.changes-nothing",
    "check-consumes": "checks.changes-nothing",
    "two-winners": "race.one-wins",
    "token-in-message": "answers.no-secret",
    "value-in-message": "answers.no-secret",
    "value-in-header": "answers.no-secret",
    "name-in-message": "bodies.errors",
    "unknown-is-200": "strangers.alike",
    "unknown-told-apart": "strangers.alike",
    "state-told-to-strangers": "strangers.state",
    "token-in-address": "strangers.token-in-address",
    "token-of-any-account": "strangers.other-account",
    "key-forgotten": "commit.replay",
    "key-of-all-links": "commit.key-of-one-link",
    "key-ignores-body": "commit.other-body",
    "key-bound-by-refusal": "commit.refusal-binds-no-key",
    "key-needless": "commit.key-needed",
    "key-of-any-shape": "commit.key-needed",
    "key-without-token": "strangers.key",
    "receipt-drawn-anew": "commit.replay",
    "receipt-of-somebody-else": "commit.activates",
    "policy-not-judged": "commit.policy",
    "check-says-met": "checks.passwords",
    "check-leaves-out": "checks.passwords",
    "units-for-characters": "unicode.characters",
    "not-normalised": "unicode.nfc",
    "answer-to-the-letter": "unicode.answers-spelling",
    "odd-unicode-500": "unicode.odd-values",
    "cache-control-missing": "answers.no-store",
    "redirects": "answers.no-redirect",
    "problem-as-json": "answers.problems",
    "not-found-as-html": "service.unknown-path",
    "retry-after-missing": "answers.retry-after",
    "www-authenticate-missing": "strangers.no-token",
    "allow-missing": "service.other-methods",
    "language-ignored": "languages.asked-for",
    "content-language-missing": "languages.asked-for",
    "dead-link-tells-account": "dead.no-account",
    "used-without-time": "dead.used-when",
    "expired-works": "dead.expired",
    "revoked-works": "dead.revoked",
    "replaced-works": "dead.replaced",
    "locked-works": "dead.locked",
    "early-works": "dead.not-yet-valid",
    "body-before-token": "order.token-first",
    "body-before-state": "order.state-first",
    "too-large-read": "bodies.too-large",
    "media-type-ignored": "bodies.media-type",
    "members-ignored": "bodies.unknown-members",
    "numbers-as-text": "bodies.types",
    "half-a-commit": "commit.whole",
    "two-objects": "bodies.not-json",
    "live-link-renewed": "new-link.live",
    "disown-at-a-touch": "disown.on-purpose",
    "disown-does-nothing": "disown.revokes",
    "disown-once": "disown.revokes",
    "time-without-zone": "look.clock",
    "step-twice": "look.steps",
    "workspace-not-offered": "commit.workspace-offered",
    "renew-without-limit": "limits.new-links",
    "checks-without-limit": "limits.checks",
    "refusals-lock": "limits.refused-commits",
    "capitals-unknown": "strangers.token-case",
    "allow-without-head": "service.other-methods",
    "compressed-unasked": "service.encoding",
    "revoked-tells-extension": "answers.no-account",
    "used-tells-now": "dead.used-when",
    "hashed-in-part": "commit.similar-body",
    "hashed-but-the-last": "commit.similar-body",
    "hashed-without-case": "commit.similar-body",
    "hashed-72-bytes": "commit.long-values",
    "question-not-kept": "commit.similar-body",
    "compatible-forms-alike": "commit.compatible-forms",
    "answer-lower-case": "unicode.replay",
    "names-not-judged": "checks.account-info",
    "spellings-not-judged": "checks.account-info",
    "numbers-with-0-not-judged": "checks.account-info",
    "separators-kept": "checks.account-info",
    "rows-one-way": "checks.answers",
    "secret-to-the-letter": "checks.answers",
    "blocks-of-one-size": "checks.passwords",
    "runs-of-one-case": "checks.passwords",
    "echo-in-english": "checks.answers-account-info",
    "verdicts-backwards": "checks.order",
    "offered-only-broken": "checks.offered-met",
    "first-language-wins": "languages.asked-for",
    "ties-are-german": "languages.asked-for",
    "anything-is-german": "languages.asked-for",
    "own-rule-in-english": "languages.verdicts",
    "renewal-replaces-others": "new-link.side-by-side",
    "renewal-replaces-itself": "new-link.expired",
    "live-renewal-counted": "new-link.live",
    "disown-again-unread": "disown.again-on-purpose",
    "revoked-before-used": "pairs.states",
    "disown-revokes-all": "pairs.states",
    "two-links-win": "pairs.one-wins",
    "key-of-the-account": "pairs.key",
    "malformed-checks-free": "limits.checks",
    "malformed-commits-counted": "limits.malformed-commits",
    # Last of all: with these so many wrong tokens are shown that others would not be let in.
    "tokens-limited-at-look": "limits.wrong-tokens",
    "forwarded-for-believed": "limits.wrong-tokens",
    "tokens-without-limit": "limits.wrong-tokens",
}
"""The check that has to say so, for each fault."""


@pytest.fixture
def backend() -> Iterator[OtherBackend]:
    with running_backend() as backend:
        yield backend


@dataclass(frozen=True)
class Links:
    """Links of a backend; `fresh` is the kind of account that fresh ones are of.

    What is asked of another kind of account is asked of its own links only.
    """

    backend: OtherBackend
    fresh: str

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        if kind.startswith("fewer_") and self.fresh != "fresh":
            return []
        return self.backend.links(self.fresh if kind == "fresh" else kind, wanted)


def verified(
    backend: OtherBackend, checks: Sequence[Check], fresh: str = "fresh"
) -> list[CheckResult]:
    return asyncio.run(verify(backend.origin, checks, allot(checks, Links(backend, fresh))))


def test_each_fault_is_caught_by_the_check_that_names_it(backend: OtherBackend) -> None:
    assert sorted(CAUGHT_BY) == sorted(FAULTS)
    missed = {}
    for fault, check in CAUGHT_BY.items():
        backend.choose(fault)
        [result] = verified(backend, [CHECKS[check]])
        if result.outcome != "failed" or "cannot be read" in result.evidence:
            missed[fault] = (check, result.outcome, result.evidence)
    backend.choose()
    assert missed == {}


def test_without_a_fault_it_keeps_every_sentence_and_gets_no_more_than_was_said(
    backend: OtherBackend,
) -> None:
    checks, mails = list(CHECKS.values()), len(backend.mails())
    results = verified(backend, checks)
    assert {r.check.id: r.evidence for r in results if r.outcome == "failed"} == {}
    assert untried(results) == NOTHING_FOR["fresh"]
    said = announcement(checks)
    assert sum(len(result.answers) for result in results) < said.requests
    assert len(backend.mails()) - mails == said.mails


@pytest.mark.parametrize("kind", [*NOTHING_FOR][1:])
def test_so_it_does_for_accounts_of_other_kinds(backend: OtherBackend, kind: str) -> None:
    subjects = ("look", "checks", "bodies", "unicode", "commit")
    checks = [check for check in CHECKS.values() if check.subject in subjects]
    results = verified(backend, checks, kind)
    assert {r.check.id: r.evidence for r in results if r.outcome == "failed"} == {}
    assert untried(results) == NOTHING_FOR[kind]


def test_what_may_be_left_out_is_not_tried() -> None:
    with running_backend(without="checks,new-link") as backend:
        results = verified(backend, chosen([], limits=False))
    assert {r.check.id: r.evidence for r in results if r.outcome == "failed"} == {}
    assert {"checks.passwords", "new-link.live", "languages.verdicts"} <= untried(results)


def untried(results: list[CheckResult]) -> set[str]:
    return {result.check.id for result in results if result.outcome == "not tried"}
