"""What there is: every scenario, with a ready link."""

from api_client.models import Text
from mock_server.admin.models import Named, Offer, ScenarioEntry
from mock_server.admin.request import AdminRequest
from mock_server.faults import FAULTS, POINTS
from mock_server.mail.outbox import link_url
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.scenarios.magic_links import fresh_token

MODIFIERS: dict[str, Text] = {
    "ttl-5m": Text(
        de="Der Link gilt noch fünf Minuten (s, m, h).",
        en="The link is valid for five more minutes (s, m, h).",
    ),
    "de": Text(de="Die Person liest Deutsch.", en="The person reads German."),
    "en": Text(de="Die Person liest Englisch.", en="The person reads English."),
    "<operation>-<fault>[-<arg>]": Text(
        de=f"Eine Störung bei einem dieser Aufrufe: {', '.join(POINTS)}. Beispiel: commit-503-7.",
        en=f"A fault in one of these calls: {', '.join(POINTS)}. Example: commit-503-7.",
    ),
}
"""What can follow a scenario's name, after a dot."""


async def scenarios(request: AdminRequest) -> Offer:
    """Every scenario, what it does, and a link to an account nobody has met yet."""
    return Offer(
        scenarios=[
            ScenarioEntry(
                name=scenario.name,
                text=scenario.text,
                link=link_url(request.origin, f"{scenario.name}:{fresh_token()}"),
            )
            for scenario in SCENARIOS.values()
        ],
        modifiers=[Named(name=name, text=text) for name, text in MODIFIERS.items()],
        faults=[Named(name=fault.name, text=fault.text) for fault in FAULTS.values()],
        points=list(POINTS),
    )
