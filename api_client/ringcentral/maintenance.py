"""Waiting for the end of a maintenance.

Source: the availability monitor of the vendor's own client: a 503 with CMN-211 is a limited mode,
during which it asks for the status every 60 seconds, or when Retry-After says.
"""

from typing import TYPE_CHECKING

from api_client.problems import Problem
from api_client.ringcentral.rate_limits import POLL_SECONDS

if TYPE_CHECKING:
    from api_client.ringcentral.client import PlatformClient


async def until_up(platform: "PlatformClient") -> None:
    """Ask for the status every minute, and not sooner than the service says, until it is up."""
    pause = POLL_SECONDS
    while True:
        await platform.pace.sleep(pause)
        try:
            reply = await platform.ask_status()
        except Problem:
            pause = POLL_SECONDS
            continue
        if reply.is_success:
            return
        pause = max(POLL_SECONDS, float(reply.retry_after or 0))
