"""The queue of faults as testers fill it."""

from typing import Annotated

from pydantic import Field

from mock_server.admin.models import FaultTold, TesterRequest
from mock_server.admin.request import AdminRequest
from mock_server.faults import FAULTS, Point, parse_spec
from mock_server.state.fault_queue import FaultRule

SPEC = rf"^({'|'.join(FAULTS)})(-\d{{1,6}}(ms|s)?)?$"
"""What a fault looks like."""

Whole = Annotated[int, Field(strict=True)]
Times = Annotated[int, Field(strict=True, ge=1)]


class NewFault(TesterRequest):
    """A rule for the queue; `times` null strikes for good."""

    fault: str = Field(json_schema_extra={"pattern": SPEC})
    operation: Point | None = None
    account: str | None = None
    after: Whole = Field(default=0, ge=0)
    times: Times | None = 1
    probability: float = Field(default=1.0, ge=0, le=1, strict=True)
    seed: Whole = 0


async def faults(request: AdminRequest) -> list[FaultTold]:
    """The rules in the queue, first come first served."""
    ref = request.named_ref()
    return [_told(rule) for rule in request.context.faults.rules if ref is None or rule.ref == ref]


async def add_fault(request: AdminRequest) -> FaultTold:
    """Put a rule at the end of the queue."""
    new = await request.body(NewFault)
    spec = parse_spec(new.fault, new.operation)
    if spec is None:
        raise request.refused(("fault", "invalid"))
    rule = request.context.faults.add(
        spec,
        ref=None if new.account is None else request.ref(new.account),
        after=new.after,
        times=new.times,
        probability=new.probability,
        seed=new.seed,
    )
    return _told(rule)


async def clear_faults(request: AdminRequest) -> None:
    """Take rules back."""
    request.context.faults.clear(request.named_ref())


def _told(rule: FaultRule) -> FaultTold:
    return FaultTold(
        id=rule.id,
        operation=rule.spec.operation,
        account=rule.ref,
        fault=str(rule.spec),
        after=rule.after,
        times=rule.times,
        probability=rule.probability,
        seed=rule.seed,
    )
