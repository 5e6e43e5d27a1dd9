"""A mock server that runs elsewhere, with the members of the one that a fixture starts.

It is spoken to over HTTP alone, under `/_mock/`; nothing of ours is imported. Others may use it at
the same time, so a test is told of the accounts alone that it asked links for, and the faults of
its marker meet these alone. A marker's `freeze` holds for everybody.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from types import SimpleNamespace
from typing import Any

import httpx

LINK = "{origin}/rc-web/confirmation/default.html?{name}:{token}"
TIMES = frozenset(("time", "wall_time", "activated_at", "expires_at", "sent_at"))
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
SECONDS = 10.0


class RemoteMock:
    """A mock server that was started on its own. Whoever takes part is named by their link."""

    def __init__(self, origin: str, admin_key: str | None = None) -> None:
        """Args are where it is served, and its key if it asks for one."""
        self.origin = origin.rstrip("/")
        self.scenario = "ok"
        self._key = admin_key
        self._faults: tuple[str, ...] = ()
        self._names: list[str] = []

    @classmethod
    def reached(cls, origin: str, admin_key: str | None = None) -> "RemoteMock":
        """The server at an origin, which has to answer as one.

        Raises:
            ValueError: none does; the text says what was found.
        """
        found = cls(origin, admin_key)
        try:
            found._scenarios()
        except (httpx.HTTPError, httpx.InvalidURL, LookupError, TypeError, ValueError) as error:
            raise ValueError(
                f"no mock server answers at {origin}: {str(error) or type(error).__name__} "
                "(start one with `unify-mock serve`)"
            ) from None
        return found

    def client(self, **options: Any) -> httpx.AsyncClient:
        """A client of the server over a socket; `options` are those of httpx."""
        return httpx.AsyncClient(base_url=self.origin, **(self._reach | options))

    def link(self, scenario: str | None = None, *, token: str | None = None) -> str:
        """A link to an account of its own: `<scenario>[.<modifier>…]`, by default the marker's."""
        name = scenario or self.scenario
        link = LINK.format(origin=self.origin, name=name, token=token or token_hex(16))
        self._names.append(_name(link))
        for fault in self._faults:
            self.fault(fault, link=link)
        return link

    def headers(self, link: str) -> dict[str, str]:
        """What proves a link to the server: the contract's `Authorization`."""
        account, _, token = link.rpartition("?")[2].partition(":")
        return {"Authorization": f"Bearer {account}~{token}"}

    def demo_link(self) -> str:
        """The link of the demo tenant's main user."""
        tenants = self._ask("GET", "tenants")
        link: str = min(tenants, key=lambda each: int(each["tenant_id"]))["accounts"][0]["link"]
        self._names.append(_name(link))
        return link

    def now(self, link: str | None = None) -> datetime:
        """The time, for everyone or as the link's account sees it."""
        return datetime.fromisoformat(self._ask("GET", "clock", link)["now"])

    def freeze(self, at: datetime) -> None:
        """Stand still at a time; one without a zone is in UTC."""
        aware = at if at.tzinfo else at.replace(tzinfo=UTC)
        self._ask("PUT", "clock", json={"freeze": aware.isoformat()})

    def advance(self, by: timedelta, link: str | None = None) -> None:
        """Let time pass, backwards if negative, for everyone or for one account."""
        sign, by = ("-", -by) if by < timedelta() else ("", by)
        seconds = f"{by.days * 86_400 + by.seconds}.{by.microseconds:06}"
        self._ask("PUT", "clock", link, json={"advance": f"{sign}PT{seconds}S"})

    def fault(self, fault: str, *, link: str | None = None, **rule: Any) -> None:
        """Let calls fail: `[<operation>-]<fault>[-<arg>]`; `after`, `times`, … as in process.

        Raises:
            ValueError: there is no such fault.
        """
        operation, _, rest = fault.partition("-")
        points = self._ask("GET", "scenarios")["points"]
        body = (
            {"fault": fault} if operation not in points else {"fault": rest, "operation": operation}
        )
        account = {} if link is None else {"account": _name(link)}
        try:
            self._ask("POST", "faults", json=body | account | rule)
        except LookupError as error:
            raise ValueError(f"faults: no such fault: {fault} ({error})") from None

    def account(self, link: str) -> Any:
        """How the link's account stands, as `GET /_mock/accounts/{name}` tells it."""
        try:
            return _told(self._ask("GET", f"accounts/{_name(link)}"))
        except LookupError:
            return None

    def lock(self, link: str, locked: bool = True) -> None:
        """Lock the account, or unlock it."""
        self._ask("POST", f"accounts/{_name(link)}/{'lock' if locked else 'unlock'}")

    def revoke(self, link: str) -> None:
        """Withdraw the account's links."""
        self._ask("POST", f"accounts/{_name(link)}/revoke")

    def mails(self, link: str | None = None) -> list[Any]:
        """The mails about an account, or all, oldest first."""
        return [_told(mail) for mail in self._ask("GET", "mails", link)]

    def journal(self, link: str | None = None) -> list[Any]:
        """The calls about one account, or about all that links were asked for, oldest first."""
        names = list(dict.fromkeys(self._names)) if link is None else [_name(link)]
        found = [
            entry
            for name in names
            for entry in self._ask("GET", "requests", params={"account": name})
        ]
        return [_told(entry) for entry in sorted(found, key=lambda entry: int(entry["id"]))]

    @property
    def off_contract(self) -> list[Any]:
        """Those of the calls that were off the contract; their `violations` say how."""
        return [entry for entry in self.journal() if entry.violations]

    @contextmanager
    def arranged(
        self, scenario: str, faults: Iterable[str], freeze: datetime | None, strict: bool
    ) -> Iterator[None]:
        """For a while: the scenario of links that name none, their faults, and the time.

        Raises:
            ValueError: one of them means nothing, or cannot be had here; the text says which.
        """
        if scenario.partition(".")[0] not in self._scenarios():
            raise ValueError(f"scenario: no such scenario: {scenario}")
        if strict and not self._is_strict():
            raise ValueError(f"strict=True: start the server at {self.origin} with --strict")
        for fault in faults:
            self._try(fault)
        try:
            if freeze is not None:
                self.freeze(freeze)
        except LookupError as error:
            raise ValueError(f"freeze: {error}") from None
        begun = len(self._names)
        self.scenario, self._faults = scenario, tuple(faults)
        try:
            yield
        finally:
            used = self._names[begun:] if self._faults else []
            self.scenario, self._faults = "ok", ()
            for name in used:
                self._ask("DELETE", "faults", params={"account": name})
            if freeze is not None:
                self._ask("DELETE", "clock")

    def _try(self, fault: str) -> None:
        """Let a fault wait for an account that nobody will meet.

        Raises:
            ValueError: there is no such fault.
        """
        nobody = LINK.format(origin=self.origin, name="ok", token=token_hex(16))
        self.fault(fault, link=nobody)
        self._ask("DELETE", "faults", nobody)

    def _scenarios(self) -> set[str]:
        return {scenario["name"] for scenario in self._ask("GET", "scenarios")["scenarios"]}

    def _is_strict(self) -> bool:
        """Whether it refuses a parameter too many from somebody it does not know, not the link."""
        headers = {"Authorization": f"Bearer unknown~{token_hex(16)}"}
        with httpx.Client(base_url=self.origin, headers=headers, **self._reach) as client:
            return client.get("/v1/activation", params={"strict": "1"}).status_code == 400

    @property
    def _reach(self) -> dict[str, Any]:
        """How it is reached: this machine without a proxy, and without TLS's costs where none is spoken."""
        url = httpx.URL(self.origin)
        return {"timeout": SECONDS, "trust_env": url.host not in LOOPBACK} | (
            {} if url.scheme == "https" else {"verify": False}
        )

    def _ask(self, method: str, call: str, link: str | None = None, **options: Any) -> Any:
        """A tester's call, about the link's account if there is one.

        Raises:
            LookupError: the server refuses; the text says why.
        """
        if link is not None:
            options["params"] = {"account": _name(link)}
        headers = {} if self._key is None else {"X-Admin-Key": self._key}
        with httpx.Client(base_url=self.origin, headers=headers, **self._reach) as client:
            answer = client.request(method, f"/_mock/{call}", **options)
        if not answer.is_success:
            said = "".join(filter(str.isprintable, answer.text[:300]))
            raise LookupError(f"{method} {call}: {answer.status_code} {said}")
        return answer.json() if answer.content else None


def _name(link: str) -> str:
    """What testers' calls name the account by: its id, or `<scenario>:<token>` of a magic one."""
    whole = link.rpartition("?")[2]
    account = whole.partition(":")[0]
    return account if account.isdigit() else whole


def _told(members: dict[str, Any]) -> SimpleNamespace:
    """What the server tells, with its members as attributes, its times as such."""
    return SimpleNamespace(
        **{
            name: datetime.fromisoformat(value) if name in TIMES and value else value
            for name, value in members.items()
        }
    )
