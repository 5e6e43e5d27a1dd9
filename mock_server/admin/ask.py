"""One call of a tester."""

from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request

from api_client import models
from api_client.operations import MAX_BODY_BYTES
from api_client.problems import NotFound, TooLarge
from mock_server.accounts import Record
from mock_server.bearer import read_account_name
from mock_server.body import invalid, parse, parse_json, read_body
from mock_server.guard import origin_of
from mock_server.magic import contact, read_name
from mock_server.service import MockService

AnyBody = TypeVar("AnyBody", bound=models.Request)

MAX_WAIT = 30.0
"""Seconds that a call may wait for something to happen."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One call of a tester, with what it names looked up."""

    service: MockService
    request: Request
    language: str

    @property
    def origin(self) -> str:
        """The origin that was asked; links lead there too."""
        return origin_of(self.request.scope)

    def query(self, name: str) -> str | None:
        """A parameter of the query, None if it is missing or empty."""
        return self.request.query_params.get(name) or None

    def number(self, name: str, most: float) -> float:
        """A parameter from 0 to `most`; 0 if it is missing.

        Raises:
            RequestInvalid: it is no such number.
        """
        try:
            value = float(self.query(name) or 0)
        except ValueError:
            value = -1
        if not 0 <= value <= most:
            raise invalid([(name, "invalid")], self.language)
        return value

    async def body(self, model: type[AnyBody]) -> AnyBody:
        """The call's JSON.

        Raises:
            Problem: 413, 415 or 400, as in the contract.
        """
        return parse(model, await self.json(), self.language, strict=False)

    async def json(self, most: int = MAX_BODY_BYTES) -> object:
        """The call's JSON, of at most so many bytes.

        Raises:
            Problem: 413, 415 or 400, as in the contract.
        """
        raw = await read_body(self.request.stream(), most)
        return parse_json(raw, self.request.headers.get("content-type"), self.language)

    async def raw(self, most: int) -> bytes:
        """The call's body, whatever it is, of at most so many bytes.

        Raises:
            TooLarge: it has more.
        """
        raw = await read_body(self.request.stream(), most)
        if raw is None:
            raise TooLarge
        return raw

    @property
    def media_type(self) -> str:
        """What the body is said to be, without parameters."""
        stated = self.request.headers.get("content-type", "")
        return stated.partition(";")[0].strip().lower()

    def ref(self, name: str) -> str:
        """The account named, met or not.

        Raises:
            NotFound: the name has not the shape of one.
        """
        ref = self.service.named(name)
        if ref is None:
            raise NotFound
        return ref

    def named_ref(self) -> str | None:
        """The account that the query names, if it names one."""
        name = self.query("account")
        return None if name is None else self.ref(name)

    def record(self, *, make: bool = False) -> Record:
        """The account in the path; a magic one not met before is made if `make`.

        Raises:
            NotFound: there is no such account.
        """
        name = self.request.path_params["name"]
        record = self.service.store.record(self.ref(name))
        if record is not None:
            return record
        bearer = read_account_name(name)
        magic = None if bearer is None else read_name(bearer.account_id)
        if not make or bearer is None or magic is None or magic.scenario.answer is not None:
            raise NotFound
        return contact(self.service.store, self.service.clock, bearer, magic)[0]
