"""How secrets are kept: argon2id, computed off the event loop unless it costs nothing."""

import asyncio
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


@dataclass(frozen=True, slots=True)
class Cost:
    """What one argon2id hash takes: passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int = 1


OWASP_MINIMUM = Cost(passes=2, memory=19 * 1024)
"""OWASP Password Storage Cheat Sheet: m = 19 MiB, t = 2, p = 1. About 20 ms."""

CHEAPEST = Cost(passes=1, memory=8)
"""The least argon2 allows, for tests: about 0.03 ms, so it is computed on the spot."""


@dataclass(slots=True)
class Hasher:
    """Hashes and verifies secrets; as many at once as there are processors."""

    cost: Cost = OWASP_MINIMUM
    _argon2: "PasswordHasher | None" = None
    _turns: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(os.cpu_count() or 1)
    )

    async def digest(self, secret: str) -> str:
        """The argon2id hash of a secret, salt and parameters included."""
        if self.cost is CHEAPEST:
            return self._digest(secret)
        async with self._turns:
            return await asyncio.to_thread(self._digest, secret)

    async def matches(self, digest: str, secret: str) -> bool:
        """Whether a digest is that of the secret."""
        if self.cost is CHEAPEST:
            return self._matches(digest, secret)
        async with self._turns:
            return await asyncio.to_thread(self._matches, digest, secret)

    def _digest(self, secret: str) -> str:
        return self._hasher().hash(_octets(secret))

    def _matches(self, digest: str, secret: str) -> bool:
        from argon2.exceptions import VerifyMismatchError

        try:
            return self._hasher().verify(digest, _octets(secret))
        except VerifyMismatchError:
            return False

    def _hasher(self) -> "PasswordHasher":
        if self._argon2 is None:
            from argon2 import PasswordHasher

            self._argon2 = PasswordHasher(
                time_cost=self.cost.passes,
                memory_cost=self.cost.memory,
                parallelism=self.cost.lanes,
            )
        return self._argon2


def _octets(secret: str) -> bytes:
    # JSON can spell a lone surrogate, which UTF-8 cannot.
    return secret.encode("utf-8", "surrogatepass")
