"""What one check works with: its links, the calls, and what all checks share."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from api_client.activation_link import ActivationLink
from api_client.models import Activation
from mock_server.verify.caller import Caller
from mock_server.verify.credentials import Marks, SentBody, accepted
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect_model, expect_success
from mock_server.verify.links import LinkKind
from mock_server.verify.outcome import NotKept, NotTried

SPENT_REQUESTS = 2
"""What it takes to commit the link that several checks ask about."""


@dataclass(frozen=True, slots=True)
class Spent:
    """A link that was committed, with what was sent, what came of it, and when (monotonic)."""

    link: ActivationLink = field(repr=False)
    activation: Activation
    key: str
    body: SentBody = field(repr=False)
    receipt: Exchange
    since: float = field(default_factory=time.monotonic)


@dataclass(slots=True)
class Shared:
    """What is there once in a run: links by subject and kind, the spent one, whether the tour was made.

    `found_dead` says for a subject after which check its fresh link was dead.
    """

    fresh: dict[str, ActivationLink] = field(default_factory=dict, repr=False)
    dead: dict[LinkKind, ActivationLink] = field(default_factory=dict, repr=False)
    found_dead: dict[str, str] = field(default_factory=dict)
    to_spend: ActivationLink | None = field(default=None, repr=False)
    spent: Spent | None = None
    toured: bool = False


@dataclass(slots=True)
class Trial:
    """One check being carried out."""

    call: Caller
    subject: str
    shared: Shared
    own: Mapping[LinkKind, list[ActivationLink]] = field(repr=False)

    @property
    def marks(self) -> Marks:
        """Values that can be found again."""
        return Marks(self.call.secrets)

    def link(self, kind: LinkKind = "fresh") -> ActivationLink:
        """The link of a kind that checks share."""
        return self.shared.fresh[self.subject] if kind == "fresh" else self.shared.dead[kind]

    def kinds(self) -> list[LinkKind]:
        """The kinds of dead links that are there."""
        return list(self.shared.dead)

    def take(self, kind: LinkKind = "fresh") -> ActivationLink:
        """A link that only this check has, another one each time."""
        return self.own[kind].pop()

    def take_any(self) -> ActivationLink:
        """The one link that only this check has, of whatever kind."""
        return next(links for links in self.own.values() if links).pop()

    def take_pair(self, kind: LinkKind = "pairs") -> tuple[ActivationLink, ActivationLink]:
        """Two links of one account that only this check has.

        Raises:
            NotTried: they are of two accounts.
        """
        one, other = self.take(kind), self.take(kind)
        if one.account_id != other.account_id:
            raise NotTried(f"two {kind.replace('_', ' ')} in a row are not of one account")
        return one, other

    async def look(self, link: ActivationLink) -> Activation:
        """What a look at a live link tells; one request.

        Raises:
            NotKept: it is not answered as a live one.
        """
        return expect_model(expect_success(await self.call("look", link)), Activation)

    async def choices(self, link: ActivationLink) -> SentBody:
        """Credentials for a link that its backend has to accept; one request."""
        return accepted(await self.look(link), self.call.secrets)

    async def spent(self) -> Spent:
        """The link that is committed once for all checks that ask about one.

        Raises:
            NotTried: that commit was not carried out.
        """
        if self.shared.spent is None:
            link, self.shared.to_spend = self.shared.to_spend, None
            if link is None:
                raise NotTried("the commit that it asks about was not carried out")
            try:
                self.shared.spent = await self._spend(link)
            except NotKept as failed:
                raise NotTried(f"the commit that it asks about failed: {failed}") from None
        return self.shared.spent

    async def _spend(self, link: ActivationLink) -> Spent:
        activation = await self.look(link)
        body = accepted(activation, self.call.secrets)
        receipt = await self.call("commit", link, body, key="spent-1")
        expect_success(receipt)
        return Spent(link, activation, "spent-1", body, receipt)
