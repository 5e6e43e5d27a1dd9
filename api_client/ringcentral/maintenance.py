"""Waiting for the end of a maintenance.

Source: the availability monitor of the vendor's own client: a 503 with CMN-211 is a limited mode,
during which it asks every 60 seconds, or when Retry-After says. It asks for `/restapi/v1.0/status`,
which the newest description no longer has; so what is asked here is what a maintenance withholds.
"""

from typing import TYPE_CHECKING

from api_client.problems import Problem
from api_client.ringcentral.operations import PlatformOperationId
from api_client.ringcentral.rate_limits import POLL_SECONDS

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient

WITHHELD: PlatformOperationId = "read-company"
"""What is light, changes nothing, and is not there in a limited mode."""


async def until_up(platform: "PlatformClient") -> None:
    """Ask every minute, and not sooner than the service says, until it is up."""
    pause = POLL_SECONDS
    while True:
        await platform.pace.sleep(pause)
        try:
            reply = await platform.ask(WITHHELD)
        except Problem:
            pause = POLL_SECONDS
            continue
        if reply.status < 500 and reply.status != 429:
            return
        pause = max(POLL_SECONDS, float(reply.retry_after or 0))
