"""The vendor's platform, as far as an operator's activation goes, emulated over the same accounts.

Sources: the public description of 2026-08-13, the vendor's developer guide on authentication,
errors and rate limits, and its description of 2018 for the credentials operations. Where they are
silent, the emulation does the stricter thing.
"""

from mock_server.ringcentral.context import PlatformContext
from mock_server.ringcentral.oauth import TOKEN_REFUSALS
from mock_server.ringcentral.routes import platform_routes

__all__ = ["TOKEN_REFUSALS", "PlatformContext", "platform_routes"]
