"""Orders for tests, and how to send them."""

from typing import Any

import httpx

from mock_server.state.service import MockService

EXAMPLE = """\
company = "Beispiel GmbH"
edition = "premium"
language = "de"
[[numbers]]
block = "+4922147108"
first = "00"
last = "99"
[[numbers]]
single = "+4922199887766"
[fax]
number = "+4922147108-99"
[main_user]
first_name = "Eva"
last_name = "von der Lühe-Müller"
email = "eva.luehe@beispiel-gmbh.de"
extension = "815"
direct = "+4922147108-15"
[[users]]
first_name = "Jörg"
last_name = "Amsel"
email = "joerg.amsel@beispiel-gmbh.de"
licence = "messaging"
"""

BLOCK = {"block": "+4989999980", "first": "00", "last": "09"}
"""Ten numbers."""

TOML = {"Content-Type": "application/toml"}
CSV = {"Content-Type": "text/csv"}


def person(name: str, **more: Any) -> dict[str, Any]:
    """Someone whose address follows from the name."""
    return {"first_name": name, "last_name": "Muster", "email": f"{name}@muster.example", **more}


def an_order(**changes: Any) -> dict[str, Any]:
    """A small order that is right; a member that is None is left out."""
    order = {
        "company": "Muster AG",
        "edition": "essentials",
        "language": "en",
        "numbers": [BLOCK],
        "main_user": person("ada"),
        **changes,
    }
    return {name: value for name, value in order.items() if value is not None}


async def provisioned(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    """The answer to an order that is right."""
    answer = await client.post("/_mock/orders", json=an_order(**changes))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def everything(service: MockService) -> list[str]:
    """All that the database holds."""
    return list(service.store.db.iterdump())
