"""What a run will do, known before it begins: which checks, which links, how many requests."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from api_client.activation_link import ActivationLink
from mock_server.verify.check import Check
from mock_server.verify.checks import CHECKS
from mock_server.verify.checks.races import RACERS
from mock_server.verify.links import DEAD, KINDS, LinkKind, LinkSource
from mock_server.verify.tour import TOUR_REQUESTS
from mock_server.verify.trial import SPENT_REQUESTS, Shared

FIRST_CALL = 1
"""Whether anything answers."""


class NoSuchCheck(Exception):
    """A word names no check and no subject; the text is the word."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is said beforehand, each the most there can be."""

    checks: int
    requests: int
    at_once: int
    links: Mapping[LinkKind, int]
    used_up: int
    wrong_tokens: int
    mails: int


def chosen(words: Iterable[str], *, limits: bool) -> list[Check]:
    """The checks that are named, by id or by subject, in their order; all if none is named.

    Those that go to a limit belong to them only if that is said.

    Raises:
        NoSuchCheck: there is none of that name.
    """
    named = list(words)
    subjects = {check.subject for check in CHECKS.values()}
    for word in named:
        if word not in CHECKS and word not in subjects:
            raise NoSuchCheck(word)
    return [
        check
        for check in CHECKS.values()
        if (not named or check.id in named or check.subject in named)
        and (limits or not check.limits)
    ]


def announcement(checks: Sequence[Check]) -> Announcement:
    """What carrying these out takes, if every link is there."""
    wanted = _wanted(checks)
    spent, toured = _spends(checks), any(check.needs.tour for check in checks)
    return Announcement(
        checks=len(checks),
        requests=FIRST_CALL
        + sum(check.most_requests for check in checks)
        + (SPENT_REQUESTS if spent else 0)
        + (TOUR_REQUESTS if toured else 0),
        at_once=RACERS,
        links=wanted,
        used_up=sum(sum(check.needs.uses_up.values()) for check in checks) + int(spent),
        wrong_tokens=sum(check.needs.wrong_tokens for check in checks),
        mails=sum(check.needs.mails for check in checks),
    )


def _spends(checks: Sequence[Check]) -> bool:
    return any(check.needs.spent for check in checks)


def _sharing(checks: Sequence[Check]) -> list[str]:
    """The subjects that share a fresh link."""
    return list(dict.fromkeys(c.subject for c in checks if "fresh" in c.needs.shares))


def _wanted(checks: Sequence[Check]) -> dict[LinkKind, int]:
    wanted: Counter[LinkKind] = Counter()
    for check in checks:
        wanted.update(check.needs.uses_up)
        if check.needs.rather is not None:
            wanted[check.needs.rather] += 1
    wanted["fresh"] += len(_sharing(checks)) + int(_spends(checks))
    for kind in DEAD:
        wanted[kind] += int(_looks_at(checks, kind))
    return {kind: wanted[kind] for kind in KINDS if wanted[kind]}


_ALL_KINDS = ("dead.no-commit", "dead.no-account", "strangers.state")
"""What asks about every dead link there is, and needs none of them."""


def _looks_at(checks: Sequence[Check], kind: LinkKind) -> bool:
    return any(
        kind in check.needs.shares or check.needs.tour or check.id in _ALL_KINDS for check in checks
    )


@dataclass(slots=True)
class Allotment:
    """Which links are whose. Shared ones are dealt first, then each check's own, in order."""

    shared: Shared
    own: dict[str, dict[LinkKind, list[ActivationLink]]] = field(repr=False)
    missing: dict[str, str]


def allot(checks: Sequence[Check], source: LinkSource) -> Allotment:
    """Fetch links and deal them out; `missing` says for each check that lacks some, which.

    Raises:
        UnusableLinks: what should be links is none.
    """
    wanted = _wanted(checks)
    left = {kind: source.links(kind, count) for kind, count in wanted.items()}
    shared = Shared()
    for kind in DEAD:
        if _looks_at(checks, kind) and left.get(kind):
            shared.dead[kind] = left[kind].pop(0)
    for subject in _sharing(checks):
        if left.get("fresh"):
            shared.fresh[subject] = left["fresh"].pop(0)
    if _spends(checks) and left.get("fresh"):
        shared.to_spend = left["fresh"].pop(0)
    allotment = Allotment(shared, {}, {})
    can_spend = shared.to_spend is not None
    for check in checks:
        lacking = _lacking(check, shared, can_spend)
        needed = _needed(check, left)
        own = {kind: left.get(kind, [])[:n] for kind, n in needed.items()}
        lacking += [kind for kind, n in needed.items() if len(own[kind]) < n]
        if lacking:
            kinds = ", ".join(dict.fromkeys(each.replace("_", " ") for each in lacking))
            allotment.missing[check.id] = f"no {kinds} link is left"
            continue
        for kind, links in own.items():
            del left[kind][: len(links)]
        allotment.own[check.id] = own
    return allotment


def _needed(
    check: Check, left: Mapping[LinkKind, Sequence[ActivationLink]]
) -> Mapping[LinkKind, int]:
    """How many links of its own a check gets, by kind."""
    rather = check.needs.rather
    return {rather: 1} if rather is not None and left.get(rather) else check.needs.uses_up


def _lacking(check: Check, shared: Shared, can_spend: bool) -> list[str]:
    lacking = [
        kind
        for kind in check.needs.shares
        if (kind == "fresh" and check.subject not in shared.fresh)
        or (kind != "fresh" and kind not in shared.dead)
    ]
    return [*lacking, *(["fresh"] if check.needs.spent and not can_spend else [])]
