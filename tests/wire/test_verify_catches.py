"""`unify-mock verify` can fail: each fault of a backend is caught by the check that names it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx
import pytest

from api_client.activation_link import ActivationLink
from api_client.link import find_links
from mock_server.app import create_app
from mock_server.state.service import MockService
from mock_server.verify.check import Check, CheckResult
from mock_server.verify.checks import CHECKS, dead_links
from mock_server.verify.links import DEAD, KINDS, LinkKind
from mock_server.verify.plan import allot, announcement, chosen
from mock_server.verify.report import as_json, as_junit, line
from mock_server.verify.run import verify
from tests.wire.broken_backends import FAULTS, BrokenBackend, Call, Fault, Reply, of_answers

SCENARIOS: dict[LinkKind, str] = {kind: kind for kind in KINDS} | {"not_yet_valid": "pending"}


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead_links, "A_SECOND_LATER", 0.0)


@dataclass
class Links:
    """A provisioned link first, whose token is the only right one; then magic ones."""

    service: MockService
    fresh: str = "ok"
    handed_out: int = 0

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        if kind not in ("fresh", *DEAD):
            return []
        scenario = self.fresh if kind == "fresh" else SCENARIOS[kind]
        texts = [self.service.link(scenario) for _ in range(wanted)]
        if scenario == "ok" and not self.handed_out:
            texts[:1] = [self.service.demo_link()]
            self.handed_out = wanted
        return [find_links(text)[0] for text in texts]


async def verified(
    service: MockService, fault: Fault, checks: Sequence[Check], fresh: str = "ok"
) -> list[CheckResult]:
    transport = BrokenBackend(httpx.ASGITransport(create_app(service)), fault)
    allotment = allot(checks, Links(service, fresh))
    return await verify(service.origin, checks, allotment, transport=transport)


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_is_caught_by_the_check_that_names_it(
    service: MockService, name: str
) -> None:
    fault, check = FAULTS[name]
    [result] = await verified(service, fault, [CHECKS[check]])
    assert (result.outcome, "cannot be read" in result.evidence) == ("failed", False), result
    assert result.evidence


NOTHING_FOR: dict[str, set[str]] = {
    "sso": {
        "checks.passwords",
        "checks.account-info",
        "unicode.characters",
        "unicode.nfc",
        "commit.compatible-forms",
        "commit.workspace-offered",
    },
    "web-only": {"checks.other-steps"},
    "unknown-rule": {"checks.other-steps", "commit.workspace-offered"},
    "extra-fields": {"checks.other-steps", "commit.workspace-offered"},
}
"""Kinds of account, and the checks that they have nothing for."""


@pytest.mark.parametrize("scenario", NOTHING_FOR)
async def test_accounts_of_other_kinds_keep_every_sentence_that_they_have_something_for(
    service: MockService, scenario: str
) -> None:
    checks = chosen(["look", "checks", "unicode", "commit"], limits=False)
    results = await verified(service, of_answers(lambda _, reply: reply), checks, scenario)
    assert {r.check.id: r.evidence for r in results if r.outcome == "failed"} == {}
    untried = {result.check.id for result in results if result.outcome == "not tried"}
    assert untried == NOTHING_FOR[scenario]


async def test_what_a_shared_link_cannot_be_asked_any_more_is_not_tried(
    service: MockService,
) -> None:
    fault, check = FAULTS["HEAD consumes the link"]
    chosen_ones = chosen(["look"], limits=False)
    results = await verified(service, fault, chosen_ones)
    told = {result.check.id: (result.outcome, result.evidence) for result in results}
    after = [*told][[*told].index(check) + 1 :]
    assert [told[each][0] for each in [*told][: -len(after)]] == ["held", "failed"]
    reason = f"the shared link was used up, by {check} or before it"
    assert {told[each] for each in after} == {("not tried", reason)}
    assert sum(len(result.answers) for result in results) < announcement(chosen_ones).requests


async def test_a_pair_that_is_none_is_not_tried(service: MockService) -> None:
    pair = Strangers([service.link("ok"), service.link("web-only")])
    checks = [CHECKS["pairs.key"]]
    transport = BrokenBackend(httpx.ASGITransport(create_app(service)), of_answers(_as_it_is))
    [result] = await verify(service.origin, checks, allot(checks, pair), transport=transport)
    assert result.evidence == "two pairs in a row are not of one account"
    assert result.outcome == "not tried"


@dataclass
class Strangers:
    """Links of one account each, said to be pairs."""

    texts: list[str]

    def links(self, kind: LinkKind, wanted: int) -> list[ActivationLink]:
        return [find_links(text)[0] for text in self.texts]


def _as_it_is(_: Call, reply: Reply) -> Reply:
    return reply


def _says_all_that_was_sent(call: Call, reply: Reply) -> Reply:
    said = f"{call.headers} {call.body.decode(errors='replace')}"
    quoted = [{"field": said, "rule": said, "message": said}]
    if reply.status < 400:
        return reply.with_members(account={"first_name": said, said[:90]: said})
    head = reply.headers | {"content-type": f"text/{call.token}"}
    return Reply(reply.status, head, b"").with_members(type=said, title=said, errors=quoted)


async def test_no_evidence_and_no_report_holds_a_secret_whatever_is_answered(
    service: MockService,
) -> None:
    seen: list[Call] = []

    def noted(call: Call, reply: Reply) -> Reply:
        seen.append(call)
        return _says_all_that_was_sent(call, reply)

    checks = list(CHECKS.values())
    results = await verified(service, of_answers(noted), checks)
    told = as_json(results, announcement(checks), "here") + as_junit(results, "here").decode()
    told += "\n".join(line(result, 20) for result in results)
    tokens = {call.token for call in seen if len(call.token) == 32 and call.token.strip("01")}
    assert len(tokens) > 20
    assert [token for token in tokens if token in told] == []
    assert {result.outcome for result in results} == {"held", "failed", "not tried"}


JSON_HEAD, PROBLEM = {"content-type": "application/json"}, "application/problem+json"
ODD_ANSWERS = [
    Reply(200, {}, b""),
    Reply(200, JSON_HEAD, b"\xff\xfe{\x00}\x00"),
    Reply(200, JSON_HEAD, b"[" * 20_000),
    Reply(200, JSON_HEAD, b"9" * 5_000),
    Reply(200, JSON_HEAD, b'{"account": [], "steps": {"x": 1}, "verdicts": 7}'),
    Reply(200, JSON_HEAD, b" " * 300_000),
    Reply(302, {"location": "http://127.0.0.1:1/"}, b""),
    Reply(410, {"content-type": PROBLEM}, b'{"type": ["/problems/link-used"], "errors": 7}'),
    Reply(410, {"content-type": PROBLEM}, b'{"type": "/problems/link-used", "activated_at": "99"}'),
    Reply(422, {"content-type": PROBLEM}, b'{"type": "/problems/credentials-rejected"}'),
    Reply(429, {"retry-after": "\u00b2"}, b"slow"),
    Reply(500, {"content-type": "text/\x1b[31m"}, b"<h1>"),
]


def always(reply: Reply) -> Callable[[Call, Reply], Reply]:
    return lambda _, __: reply


async def test_odd_answers_end_in_results_and_never_in_an_error(service: MockService) -> None:
    checks = chosen(["look", "strangers", "dead", "unicode", "answers"], limits=False)
    for reply in ODD_ANSWERS:
        results = await verified(service, of_answers(always(reply)), checks)
        assert len(results) == len(checks)
        told = [result.evidence for result in results if result.outcome != "held"]
        assert len(told) > len(checks) / 2, reply.status
        assert [text for text in told if "cannot be read" in text] == [], reply.body[:60]
        assert all(text.isprintable() and len(text) <= 400 for text in told)
