"""What whoever follows the server has to ask for anew: the testers' page does."""

from mock_server.admin.models import Changes, Kept, KeptCalls
from mock_server.admin.request import MAX_WAIT, AdminRequest
from mock_server.provisioning.tenants import Tenants
from mock_server.state.journal import Journal


async def changes(request: AdminRequest) -> Changes:
    """A number that grows with every change; waits until it is another than `since`.

    With it, what there is of each kind, so that only what is new has to be asked for.
    """
    context, since = request.context, request.whole("since") or 0
    changed, store = context.changes, context.store
    await changed.until(
        lambda: [changed.count] if changed.count != since else [], request.number("wait", MAX_WAIT)
    )
    return Changes(
        count=changed.count,
        mails=Kept(newest=context.outbox.newest_id(), total=context.outbox.total()),
        requests=_calls(context.journal),
        accounts=Kept(newest=store.touched.count, total=store.total()),
        tenants=Kept(newest=Tenants(store.db).newest_step(), total=store.total(provisioned=True)),
    )


def _calls(journal: Journal) -> KeptCalls:
    shown = journal.find(lambda entry: entry.is_shown)
    newest = shown[-1].id if shown else 0
    return KeptCalls(newest=newest, total=len(shown), settled=journal.settled())
