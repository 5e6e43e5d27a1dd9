"""A mock server as one test sees it: links, time, faults, and what became of it all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.types import ASGIApp

from mock_server.accounts.authorization_header import Bearer, read_account_name
from mock_server.accounts.models import Record
from mock_server.app import create_app
from mock_server.faults import FaultSpec, parse_modifier, parse_spec
from mock_server.in_process import called_by_any_name
from mock_server.mail.outbox import Mail
from mock_server.scenarios.magic_links import contact, read_name, ref_of
from mock_server.server import RunningMock
from mock_server.state.journal import JournalEntry
from mock_server.state.service import MockService

if TYPE_CHECKING:
    import httpx

_Result = TypeVar("_Result")


class Mock:
    """The mock of one test, in process; nothing in it is shared with another.

    Whoever takes part is named by their link, a whole one as `link` gives it. Nothing here waits
    or sleeps, and nothing of it is off limits while calls are under way.
    """

    def __init__(self, service: MockService, scenario: str = "ok") -> None:
        """Args are the state, and the scenario of links that name none."""
        self.service = service
        self.scenario = scenario
        self._app: ASGIApp | None = None

    @property
    def origin(self) -> str:
        """Where it is served, or claims to be."""
        return self.service.origin

    @property
    def transport(self) -> "httpx.AsyncBaseTransport":
        """What an httpx client takes instead of the network, whatever its base URL."""
        import httpx

        if self._app is None:
            self._app = called_by_any_name(create_app(self.service), self.service.settings)
        return httpx.ASGITransport(self._app)

    def client(self, **options: Any) -> "httpx.AsyncClient":
        """A client of the server; `options` are those of httpx."""
        import httpx

        return httpx.AsyncClient(transport=self.transport, base_url=self.origin, **options)

    def link(self, scenario: str | None = None, *, token: str | None = None) -> str:
        """A link to an account of its own: `<scenario>[.<modifier>…]`, by default the marker's.

        Raises:
            ValueError: the server knows no such scenario or modifier.
        """
        wanted = scenario or self.scenario
        if read_name(wanted) is None:
            raise ValueError(f"no such scenario or modifier: {wanted}")
        return self.service.link(wanted, token=token)

    def headers(self, link: str) -> dict[str, str]:
        """What proves a link to the server: the contract's `Authorization`."""
        bearer = _bearer(link)
        return {"Authorization": f"Bearer {bearer.account_id}~{bearer.token}"}

    def demo_link(self) -> str:
        """The link of the demo tenant's main user."""
        return self._do(self.service.demo_link)

    # Time

    def now(self, link: str | None = None) -> datetime:
        """The time, for everyone or as the link's account sees it."""
        return self.service.clock.now(self._ref(link))

    def freeze(self, at: datetime) -> None:
        """Stand still at a time; one without a zone is in UTC."""
        self._do(lambda: self.service.clock.freeze(_aware(at)))

    def advance(self, by: timedelta, link: str | None = None) -> None:
        """Let time pass, backwards if negative, for everyone or for one account."""
        ref = self._ref(link)
        self._do(lambda: self.service.clock.advance(by, ref))

    # Faults

    def fault(
        self,
        fault: str,
        *,
        link: str | None = None,
        after: int = 0,
        times: int | None = 1,
        probability: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Let calls fail: `[<operation>-]<fault>[-<arg>]`, as `commit-lost`, `look-503-7`, `reset`.

        Raises:
            ValueError: there is no such fault.
        """
        spec, ref = read_fault(fault), self._ref(link)
        self._do(
            lambda: self.service.faults.add(
                spec,
                ref=ref,
                after=after,
                times=times,
                probability=probability,
                seed=seed,
            )
        )

    @contextmanager
    def arranged(
        self, scenario: str, faults: Iterable[str], freeze: datetime | None, strict: bool
    ) -> Iterator[None]:
        """For a while: the scenario of links that name none, faults, the time, and strictness.

        Raises:
            ValueError: one of them means nothing; the text says which.
        """
        clock, queue, settings = self.service.clock, self.service.faults, self.service.settings
        before = self.scenario, settings.strict, clock.frozen_at, clock.offset
        member = "scenario"
        try:
            self.link(scenario)
            member = "faults"
            specs = [read_fault(fault) for fault in faults]
            member = "freeze"
            if freeze is not None:
                self.freeze(freeze)
        except ValueError as error:
            raise ValueError(f"{member}: {error}") from None
        self.scenario, settings.strict = scenario, strict
        rules = self._do(lambda: [queue.add(spec) for spec in specs])
        try:
            yield
        finally:
            self.scenario, settings.strict = before[:2]
            for rule in rules:
                queue.take_back(rule)
            if freeze is not None:
                clock.frozen_at, clock.offset = before[2:]

    # Accounts

    def account(self, link: str) -> Record | None:
        """How the link's account stands; None before its first contact."""
        ref = self._ref(link)
        assert ref is not None
        return self._do(lambda: self.service.store.record(ref))

    def lock(self, link: str, locked: bool = True) -> None:
        """Lock the account, or unlock it."""
        self._do(lambda: self.service.store.set_locked(self._met(link), locked))

    def revoke(self, link: str) -> None:
        """Withdraw the account's links."""
        self._do(lambda: self.service.store.mark_links(self._met(link), "revoked"))

    def mails(self, link: str | None = None) -> list[Mail]:
        """The mails about an account, or all, oldest first."""
        ref = self._ref(link)
        return self._do(lambda: self.service.outbox.find(ref=ref))

    # What was asked

    def journal(self, link: str | None = None) -> list[JournalEntry]:
        """The calls so far, all or those about one account, oldest first."""
        ref = self._ref(link)
        return [
            entry for entry in list(self.service.journal.entries) if ref in (None, entry.account)
        ]

    @property
    def off_contract(self) -> list[JournalEntry]:
        """The calls that were off the contract; their `violations` say how."""
        return [entry for entry in self.journal() if entry.violations]

    def close(self) -> None:
        """Let go of the state."""
        self.service.close()

    def _do(self, action: Callable[[], _Result]) -> _Result:
        return action()

    def _ref(self, link: str | None) -> str | None:
        return None if link is None else self._do(lambda: ref_of(self.service.store, _bearer(link)))

    def _met(self, link: str) -> Record:
        """The account of a link; a magic one not met before is made.

        Raises:
            ValueError: the link leads to no account.
        """
        bearer = _bearer(link)
        record, name = (
            self.service.store.record(ref_of(self.service.store, bearer)),
            read_name(bearer.account_id),
        )
        if record is not None:
            return record
        if name is None or name.scenario.answer is not None:
            raise ValueError("this link leads to no account")
        return contact(self.service.store, self.service.clock, bearer, name)[0]


class PortMock(Mock):
    """The mock of one test on a real port, for programs, browsers and other clients.

    The server runs on a thread of its own; what is changed here is changed on that thread.
    """

    def __init__(self, running: RunningMock, scenario: str = "ok") -> None:
        """Args are the server, and the scenario of links that name none."""
        super().__init__(running.service, scenario)
        self._running = running

    def client(self, **options: Any) -> "httpx.AsyncClient":
        """A client of the server over a socket; `options` are those of httpx."""
        import httpx

        # No TLS is spoken, and building its context would take longer than most tests.
        plain: dict[str, Any] = {"verify": False, "trust_env": False}
        return httpx.AsyncClient(base_url=self.origin, **(plain | options))

    def _do(self, action: Callable[[], _Result]) -> _Result:
        return self._running.do(action)


def read_fault(text: str) -> FaultSpec:
    """A fault for one operation, or without one for all.

    Raises:
        ValueError: there is no such fault.
    """
    spec = parse_modifier(text) or parse_spec(text)
    if spec is None:
        raise ValueError(f"no such fault: {text}")
    return spec


def _bearer(link: str) -> Bearer:
    bearer = read_account_name(link.rpartition("?")[2])
    if bearer is None:
        raise ValueError("not a link")
    return bearer


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)
