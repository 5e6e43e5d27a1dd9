"""What there is: scenarios with ready links, tenants with their accounts, mails."""

from mock_server.admin.accounts import shown
from mock_server.admin.ask import MAX_WAIT, Ask
from mock_server.answers import stamp
from mock_server.faults import FAULTS
from mock_server.magic import fresh_token
from mock_server.outbox import Mail, link_url
from mock_server.scenarios import SCENARIOS


async def scenarios(ask: Ask) -> object:
    """Every scenario, what it does, and a link to an account nobody has met yet."""
    return {
        "scenarios": [
            {
                "name": scenario.name,
                "text": scenario.text.model_dump(),
                "link": link_url(ask.origin, f"{scenario.name}:{fresh_token()}"),
            }
            for scenario in SCENARIOS.values()
        ],
        "modifiers": {
            "ttl-5m": "the link lives for five more minutes (s, m, h)",
            "de": "someone who reads German",
            "en": "someone who reads English",
            "<operation>-<fault>[-<arg>]": "a fault at look, check, commit, renew or disown",
        },
        "faults": FAULTS,
    }


async def tenants(ask: Ask) -> object:
    """Every tenant and the accounts in it."""
    store = ask.service.store
    return [
        {
            "tenant_id": row["id"],
            "company": row["company"],
            "edition": row["edition"],
            "state": row["state"],
            "language": row["language"],
            "main_number": row["main_number"],
            "main_fax_number": row["main_fax_number"],
            "accounts": [shown(ask, record) for record in store.records_in(row["id"])],
        }
        for row in store.db.execute("SELECT * FROM tenants ORDER BY id").fetchall()
    ]


async def mails(ask: Ask) -> object:
    """The mails to an address, or about an account; waits until there are any."""
    to, ref = ask.query("to"), ask.named_ref()
    found = await ask.service.bell.until(
        lambda: ask.service.outbox.find(to=to, ref=ref), ask.number("wait", MAX_WAIT)
    )
    return [_mail(ask, mail) for mail in found]


def _mail(ask: Ask, mail: Mail) -> dict[str, object]:
    return {
        "id": mail.id,
        "account_id": mail.account_id,
        "kind": mail.kind,
        "to": mail.recipient,
        "subject": mail.subject,
        "sent_at": stamp(mail.sent_at),
        "link": None if mail.link is None else link_url(ask.origin, mail.link),
    }
