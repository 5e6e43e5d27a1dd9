"""The backend that speaks the contract over HTTP."""

import asyncio
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from api_client.activation_link import ActivationLink
from api_client.backend import Abilities
from api_client.http.settings import ClientSettings
from api_client.problems import LinkExpired, MethodNotAllowed, NotFound
from api_client.urls import host_of, read_base_url

if TYPE_CHECKING:
    from collections.abc import Awaitable

    import httpx
    from pydantic import BaseModel

    from api_client.models import Activation, CheckVerdict, Choices, Receipt, Request, Verdicts
    from api_client.operations import OperationId
    from api_client.patience import Patience

_WAITED_FOR: "frozenset[OperationId]" = frozenset({"look", "check", "commit"})


class HttpBackend:
    """One activation link at an HTTP service; loads what it takes and connects when first asked."""

    def __init__(
        self,
        link: ActivationLink,
        origin: str,
        settings: ClientSettings,
        patience: "Patience | None" = None,
    ) -> None:
        """Args are the link, the address to ask (origin and perhaps a path prefix), the settings.

        With `patience` a look, a check and a commit wait for what the server wants to be waited for.

        Raises:
            ValueError: the address is neither https nor http on loopback.
        """
        self._link = link
        self._base_url = read_base_url(origin)
        self._settings = settings
        self._patience = patience
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self._abilities = Abilities()

    @property
    def abilities(self) -> Abilities:
        """All of them, until the service answers that it leaves one out."""
        return self._abilities

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
        return cast("Activation", await self._ask("look"))

    async def check(self, part: "Choices") -> "tuple[CheckVerdict, ...]":
        """The server's verdicts on part of the choices; none where it leaves checks out."""
        if not self._abilities.check:
            return ()
        try:
            return cast("Verdicts", await self._ask("check", part)).verdicts
        except (NotFound, MethodNotAllowed):
            self._abilities = replace(self._abilities, check=False)
            return ()

    async def commit(self, choices: "Choices", key: str) -> "Receipt":
        """Activate. The same key with the same choices always gives the same receipt."""
        return cast("Receipt", await self._ask("commit", choices, key))

    async def ask_new_link(self) -> None:
        """Ask for a fresh mail; only an expired link may, and it stays one where nobody mails."""
        try:
            await self._ask("renew")
        except (NotFound, MethodNotAllowed):
            self._abilities = replace(self._abilities, new_link=False)
            raise LinkExpired from None

    async def disown(self) -> None:
        """Say that the link reached the wrong person; it is revoked."""
        await self._open()
        from api_client.models import Disown

        await self._ask("disown", Disown(confirm=True))

    async def until_up(self) -> None:
        """Does not exist in the contract."""
        raise NotImplementedError

    async def close(self) -> None:
        """Let go of the connections; a later call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _ask(
        self, operation_id: "OperationId", body: "Request | None" = None, key: str | None = None
    ) -> "BaseModel | None":
        """The operation's answer, as the model that the table of operations names."""
        client = await self._open()
        from api_client.http.exchange import exchange

        def ask() -> "Awaitable[BaseModel | None]":
            return exchange(client, operation_id, body, key, self._settings.answer_seconds)

        if self._patience is None or operation_id not in _WAITED_FOR:
            return await ask()
        from api_client.patience import wait_out

        return await wait_out(ask, self._patience, only_reads=key is None)

    async def _open(self) -> "httpx.AsyncClient":
        """The client; what asking takes is loaded beside the event loop, before the first call."""
        async with self._opening:
            if self._client is None:
                await asyncio.to_thread(import_module, "api_client.http.exchange")
                from api_client.http.exchange import open_for

                self._client = await open_for(self._link, self._base_url, self._settings)
            return self._client
