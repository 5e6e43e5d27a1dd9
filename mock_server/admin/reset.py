"""Back to the start: for everything, one account, or one tester."""

from mock_server.accounts.store import Store
from mock_server.admin.models import Forgotten
from mock_server.admin.platform import forget_platform
from mock_server.admin.request import AdminRequest
from mock_server.provisioning.demo import provision_demo
from mock_server.provisioning.tenants import Tenants
from mock_server.scenarios.magic_links import is_tester_prefix, tester_of


async def reset(request: AdminRequest) -> Forgotten:
    """Forget everything, one account, or the magic accounts of one tester."""
    context, ref, prefix = request.context, request.named_ref(), request.query("prefix")
    if prefix is not None and not is_tester_prefix(prefix):
        raise request.refused(("prefix", "invalid"))
    if ref is not None and prefix is not None:
        raise request.refused(("prefix", "not-both"))
    everything = ref is None and prefix is None
    async with context.provisioning:
        forgotten = _forget(context.store, ref, prefix)
        # A rule or a time may wait for an account that nobody has met yet.
        for name in [None] if everything else {*forgotten, *([ref] if ref else [])}:
            context.clock.reset(name)
            context.faults.clear(name)
            context.rate_limits.forget(name)
            context.platform.forget(name)
        context.journal.forget(lambda entry: everything or entry.account in forgotten)
        if everything:
            Tenants(context.store.db).forget()
            forget_platform(context.platform)
        provision_demo(context.store, context.outbox, context.clock)
    return Forgotten(forgotten=len(forgotten))


def _forget(store: Store, ref: str | None, prefix: str | None) -> list[str]:
    """Delete what is named; a provisioned account stays, and is as after its provisioning."""
    record = None if ref is None else store.record(ref)
    if record is None or record.scenario is not None:
        tester = None if prefix is None else tester_of(prefix.lower())
        return store.forget(ref=ref, tester=tester)
    with store.transaction():
        store.start_again(record)
    return [record.ref]
