"""What testers turn: the journal, the clock, faults, and back to the start."""

import sys
from collections.abc import Callable
from datetime import timedelta

from pydantic import AwareDatetime, Field, model_validator

from api_client import models
from mock_server.admin.ask import MAX_WAIT, Ask
from mock_server.answers import stamp
from mock_server.body import invalid
from mock_server.faults import FaultRule, Point, parse_spec
from mock_server.journal import Entry
from mock_server.magic import is_tester_prefix, tester_of
from mock_server.provisioning.demo import provision_demo
from mock_server.provisioning.tenants import Tenants
from mock_server.store import Store


class ClockChange(models.Request):
    """One of three ways to move the clock. A duration is ISO 8601, `-PT1H` goes back."""

    freeze: AwareDatetime | None = None
    set: AwareDatetime | None = None
    advance: timedelta | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "ClockChange":
        if sum(way is not None for way in (self.freeze, self.set, self.advance)) != 1:
            raise ValueError("exactly one of freeze, set, advance")
        return self


class NewFault(models.Request):
    """A rule for the queue; `times` null strikes for good."""

    fault: str
    operation: Point | None = None
    account: str | None = None
    after: int = Field(default=0, ge=0)
    times: int | None = Field(default=1, ge=1)
    probability: float = Field(default=1.0, ge=0, le=1)
    seed: int = 0


async def requests(ask: Ask) -> object:
    """The journal, oldest first; waits until there is something to show."""
    wanted, journal = _wanted(ask), ask.service.journal
    found = await ask.service.bell.until(lambda: journal.find(wanted), ask.number("wait", MAX_WAIT))
    return [entry.shown() for entry in found]


async def forget_requests(ask: Ask) -> object:
    """Tear out the entries named, or all."""
    ask.service.journal.forget(_wanted(ask))
    return None


async def clock(ask: Ask) -> object:
    """What time it is, for all or for one account."""
    return _clock(ask)


async def move_clock(ask: Ask) -> object:
    """Freeze, set or advance the clock; one account's can be set and advanced."""
    change, ref, own = await ask.body(ClockChange), ask.named_ref(), ask.service.clock
    try:
        if change.freeze is not None:
            if ref is not None:
                raise invalid([("freeze", "unexpected")], ask.language)
            own.freeze(change.freeze)
        elif change.set is not None:
            own.set(change.set, ref)
        elif change.advance is not None:
            own.advance(change.advance, ref)
    except (ValueError, OverflowError):
        raise invalid([("body", "invalid")], ask.language) from None
    return _clock(ask)


async def reset_clock(ask: Ask) -> object:
    """As at the start again."""
    ask.service.clock.reset(ask.named_ref())
    return _clock(ask)


async def faults(ask: Ask) -> object:
    """The rules in the queue, first come first served."""
    ref = ask.named_ref()
    return [_rule(rule) for rule in ask.service.faults.rules if ref is None or rule.ref == ref]


async def add_fault(ask: Ask) -> object:
    """Put a rule at the end of the queue."""
    new = await ask.body(NewFault)
    spec = parse_spec(new.fault, new.operation)
    if spec is None:
        raise invalid([("fault", "invalid")], ask.language)
    rule = ask.service.faults.add(
        spec,
        ref=None if new.account is None else ask.ref(new.account),
        after=new.after,
        times=new.times,
        probability=new.probability,
        seed=new.seed,
    )
    return _rule(rule)


async def clear_faults(ask: Ask) -> object:
    """Take rules back."""
    ask.service.faults.clear(ask.named_ref())
    return None


async def reset(ask: Ask) -> object:
    """Forget everything, one account, or the magic accounts of one tester."""
    service, ref, prefix = ask.service, ask.named_ref(), ask.query("prefix")
    if prefix is not None and not is_tester_prefix(prefix):
        raise invalid([("prefix", "invalid")], ask.language)
    everything = ref is None and prefix is None
    forgotten = _forget(service.store, ref, prefix)
    # A rule or a time may wait for an account that nobody has met yet.
    for name in [None] if everything else {*forgotten, *([ref] if ref else [])}:
        service.clock.reset(name)
        service.faults.clear(name)
        service.tally.forget(name)
    service.journal.forget(lambda entry: everything or entry.account in forgotten)
    if everything:
        Tenants(service.store.db).forget()
    provision_demo(service.store, service.outbox, service.clock)
    return {"forgotten": len(forgotten)}


def _forget(store: Store, ref: str | None, prefix: str | None) -> list[str]:
    """Delete what is named; a provisioned account stays, and is as after its provisioning."""
    record = None if ref is None else store.record(ref)
    if record is None or record.scenario is not None:
        tester = None if prefix is None else tester_of(prefix.lower())
        return store.forget(ref=ref, tester=tester)
    with store.transaction():
        store.start_again(record)
    return [record.ref]


def _wanted(ask: Ask) -> Callable[[Entry], bool]:
    ref, operation, status = ask.named_ref(), ask.query("operation"), ask.query("status")
    since = ask.number("since", sys.maxsize)

    def wanted(entry: Entry) -> bool:
        return (
            (entry.done or entry.fault is not None)
            and entry.id > since
            and ref in (None, entry.account)
            and operation in (None, entry.operation)
            and status in (None, str(entry.status))
        )

    return wanted


def _clock(ask: Ask) -> dict[str, object]:
    own, ref = ask.service.clock, ask.named_ref()
    return {
        "now": stamp(own.now(ref)),
        "frozen": own.frozen_at is not None,
        "offset_seconds": (own.now(ref) - own.own_time()).total_seconds(),
    }


def _rule(rule: FaultRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "operation": rule.spec.operation,
        "account": rule.ref,
        "fault": str(rule.spec),
        "after": rule.after,
        "times": rule.times,
        "probability": rule.probability,
        "seed": rule.seed,
    }
