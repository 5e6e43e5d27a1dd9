"""What there is: every scenario, with a ready link."""

from mock_server.admin.ask import Ask
from mock_server.faults import FAULTS, POINTS
from mock_server.magic import fresh_token
from mock_server.outbox import link_url
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
            "<operation>-<fault>[-<arg>]": "a fault at look, check, commit, renew, disown or download",
        },
        "faults": FAULTS,
        "points": POINTS,
    }
