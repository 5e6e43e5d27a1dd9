"""The backend that speaks the contract over HTTP."""

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING

from api_client.activation_link import ActivationLink
from api_client.backend import Abilities
from api_client.http.settings import ClientSettings
from api_client.urls import host_of, read_base_url

if TYPE_CHECKING:
    from api_client.http.calls import Calls
    from api_client.models import Activation, CheckVerdict, Choices, Receipt


class HttpBackend:
    """One activation link at an HTTP service; loads what it takes and connects when first asked."""

    def __init__(self, link: ActivationLink, origin: str, settings: ClientSettings) -> None:
        """Args are the link, the address to ask (origin and perhaps a path prefix), the settings.

        Raises:
            ValueError: the address is neither https nor http on loopback.
        """
        self._link = link
        self._base_url = read_base_url(origin)
        self._settings = settings
        self._calls: Calls | None = None
        self._opening = asyncio.Lock()

    @property
    def abilities(self) -> Abilities:
        """All of them."""
        return Abilities()

    @property
    def answered_by(self) -> str:
        """The host (and port) that is asked, for people to read."""
        return host_of(self._base_url)

    @property
    def operator(self) -> None:
        """Nobody's: the link is the proof."""
        return None

    async def look(self) -> "Activation":
        """Look at the link; changes nothing, however often."""
        return await (await self._open()).look()

    async def check(self, part: "Choices") -> "tuple[CheckVerdict, ...]":
        """The server's verdicts on part of the choices; consumes nothing."""
        return await (await self._open()).check(part)

    async def commit(self, choices: "Choices", key: str) -> "Receipt":
        """Activate. The same key with the same choices always gives the same receipt."""
        return await (await self._open()).commit(choices, key)

    async def ask_new_link(self) -> None:
        """Ask for a fresh mail; only an expired link may."""
        await (await self._open()).ask_new_link()

    async def disown(self) -> None:
        """Say that the link reached the wrong person; it is revoked."""
        await (await self._open()).disown()

    async def until_up(self) -> None:
        """Does not exist in the contract."""
        raise NotImplementedError

    async def close(self) -> None:
        """Let go of the connections."""
        calls, self._calls = self._calls, None
        if calls is not None:
            await calls.close()

    async def _open(self) -> "Calls":
        """The calls; what they need is loaded beside the event loop, before the first of them."""
        async with self._opening:
            if self._calls is None:
                await asyncio.to_thread(import_module, "api_client.http.calls")
                from api_client.http.calls import open_calls

                self._calls = await open_calls(self._link, self._base_url, self._settings)
            return self._calls
