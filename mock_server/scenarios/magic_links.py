"""Magic links: the account id is a scenario with modifiers, and any token makes a fresh account."""

import hashlib
import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mock_server.accounts.authorization_header import Bearer, read_account_name
from mock_server.accounts.models import Link, Profile, Record
from mock_server.accounts.store import Store
from mock_server.clock import Clock
from mock_server.faults import FaultSpec, parse_modifier
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.scenarios.model import Scenario
from mock_server.scenarios.people import ODD_PEOPLE, PEOPLE, Person, account_of
from mock_server.texts.languages import LANGUAGES

_TTL = re.compile(r"ttl-(\d{1,6})(s|m|h)?")
_UNITS = {None: 1, "s": 1, "m": 60, "h": 3600}

MOST_UNCOMMITTED, MOST_COMMITTED = 10_000, 100_000
"""So many magic accounts are kept; beyond that the oldest are let go, as anybody can make them."""

BETWEEN = 250
"""So many more may be made until it is looked whether there are too many."""

TESTER_DIGITS = 8
"""A tester who begins all tokens with the same eight hex digits can reset them together."""


@dataclass(frozen=True, slots=True)
class MagicName:
    """A scenario and its modifiers, understood."""

    scenario: Scenario
    faults: tuple[FaultSpec, ...] = ()
    life: timedelta | None = None
    language: str | None = None


def read_name(account_id: str) -> MagicName | None:
    """What `<scenario>[.<modifier>…]` means; None if a word of it means nothing."""
    word, *modifiers = account_id.split(".")
    if word not in SCENARIOS:
        return None
    scenario = SCENARIOS[word]
    name = MagicName(scenario)
    for modifier in (*scenario.modifiers, *modifiers):
        if modifier in LANGUAGES:
            name = replace(name, language=modifier)
        elif ttl := _TTL.fullmatch(modifier):
            name = replace(name, life=timedelta(seconds=int(ttl[1]) * _UNITS[ttl[2]]))
        elif fault := parse_modifier(modifier):
            name = replace(name, faults=(*name.faults, fault))
        else:
            return None
    return name


def unknown_word(account_id: str) -> str | None:
    """The first word of a magic account's name that means nothing; None if all mean something."""
    word, *modifiers = account_id.split(".")
    if word.isdigit() or word in SCENARIOS:
        return next((each for each in modifiers if read_name(f"ok.{each}") is None), None)
    return word


REF = re.compile(r"[a-z0-9.-]{1,400}#[0-9a-f]{16}")
"""What `magic_ref` gives."""


def magic_ref(account_id: str, token_sha256: bytes) -> str:
    """The name, inside the mock, of the account a magic link makes."""
    return f"{account_id}#{token_sha256.hex()[:16]}"


def ref_of(store: Store, bearer: Bearer) -> str:
    """The name of the account a link leads to, also before its first contact."""
    if bearer.account_id.isdigit():
        return bearer.account_id
    known = store.find(bearer.account_id, bearer.token_sha256)
    if known is not None:
        return known[0].ref
    return magic_ref(bearer.account_id, bearer.token_sha256)


def named_ref(store: Store, name: str) -> str | None:
    """The `ref` of the account a tester names: its id, `<scenario>:<token>`, or the `ref`."""
    if name.isdigit() or REF.fullmatch(name):
        return name
    bearer = read_account_name(name)
    return None if bearer is None else ref_of(store, bearer)


def fresh_token() -> str:
    """A token nobody has met."""
    return secrets.token_hex(16)


def is_tester_prefix(text: str) -> bool:
    """Whether it is how one tester's tokens can begin."""
    return re.fullmatch(f"[0-9a-fA-F]{{{TESTER_DIGITS}}}", text) is not None


def tester_of(token: str) -> bytes:
    """What tells one tester's magic accounts from another's: a hash of how the tokens begin."""
    return hashlib.sha256(token[:TESTER_DIGITS].encode()).digest()


def contact(store: Store, clock: Clock, bearer: Bearer, name: MagicName) -> tuple[Record, Link]:
    """The account a magic link leads to. The first contact makes it, out of the link alone."""
    known = store.find(bearer.account_id, bearer.token_sha256)
    if known is not None:
        return known
    ref, scenario = magic_ref(bearer.account_id, bearer.token_sha256), name.scenario
    if scenario.ahead and ref not in clock.account_offsets:
        clock.advance(scenario.ahead, ref)
    now = clock.now(ref)
    with store.transaction():
        record = store.add_account(
            ref,
            bearer.account_id,
            _profile(name, bearer.token_sha256),
            scenario=scenario.name,
            tester=tester_of(bearer.token),
        )
        link = store.add_link(
            record,
            bearer.token_sha256,
            opens_at=now + scenario.opens_in if scenario.opens_in else None,
            expires_at=now
            + scenario.opens_in
            + (scenario.life if name.life is None else name.life),
        )
        _apply_fate(store, record, scenario, now)
    if record.pk % BETWEEN == 0:
        let_go(store, clock)
    return (record, link) if scenario.fate is None else _met(store, bearer)


def let_go(store: Store, clock: Clock) -> None:
    """Forget the oldest accounts where there are too many."""
    for committed, kept in ((False, MOST_UNCOMMITTED), (True, MOST_COMMITTED)):
        for ref in store.forget_oldest(kept, committed=committed):
            clock.reset(ref)


def _met(store: Store, bearer: Bearer) -> tuple[Record, Link]:
    """The account and the link as they were kept."""
    found = store.find(bearer.account_id, bearer.token_sha256)
    assert found is not None
    return found


def _profile(name: MagicName, token_sha256: bytes) -> Profile:
    scenario = name.scenario
    return Profile(
        account=account_of(
            _person(name, token_sha256),
            main_user=scenario.main_user,
            with_fax=scenario.with_fax,
        ),
        steps=scenario.steps,
        password_policy=scenario.password_policy,
        pin_policy=scenario.pin_policy,
        questions=scenario.questions,
        desktop_app=scenario.desktop_app,
        quirk=scenario.quirk,
        objection=scenario.objection,
        policy_at_commit=scenario.policy_at_commit,
        raced=scenario.raced,
    )


def _person(name: MagicName, token_sha256: bytes) -> Person:
    if name.scenario.person is not None:
        return ODD_PEOPLE[name.scenario.person]
    people = [
        person
        for person in PEOPLE
        if name.language is None or person.locale.startswith(name.language)
    ]
    return people[token_sha256[0] % len(people)]


def _apply_fate(store: Store, record: Record, scenario: Scenario, now: datetime) -> None:
    match scenario.fate:
        case "used":
            store.activate(replace(record, activated_at=now - timedelta(hours=2)))
        case "revoked" | "replaced" as status:
            store.mark_links(record, status)
        case "locked":
            store.set_locked(record, True)
        case None:
            pass
