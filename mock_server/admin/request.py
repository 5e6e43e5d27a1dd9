"""One call of a tester."""

import re
import sys
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request

from api_client import models
from api_client.models import Refusal
from api_client.operations import MAX_BODY_BYTES
from api_client.problems import NotFound, Problem, RequestInvalid, TooLarge
from mock_server.accounts.authorization_header import read_account_name
from mock_server.accounts.models import Record
from mock_server.admin.context import AdminContext
from mock_server.admin.error_texts import NO_SUCH, NO_WORD, TOO_LARGE, MissingKind, reason
from mock_server.api.request_body import member_name, parse, parse_json, read_body
from mock_server.middleware.host_guard import origin_of
from mock_server.scenarios.magic_links import contact, named_ref, read_name, unknown_word

AnyBody = TypeVar("AnyBody", bound=models.Request)

_WHOLE = re.compile(r"[0-9]{1,18}")

MAX_WAIT = 30.0
"""Seconds that a call may wait for something to happen."""


@dataclass(frozen=True, slots=True)
class AdminRequest:
    """One call of a tester, with what it names looked up."""

    context: AdminContext
    http: Request
    language: str

    @property
    def origin(self) -> str:
        """The origin that was asked; links lead there too."""
        return origin_of(self.http.scope, self.context.settings)

    def refused(self, *wrong: tuple[str, str]) -> Problem:
        """The problem of a call that is wrong: pairs of a parameter or member and a rule."""
        return RequestInvalid(
            errors=[
                Refusal(
                    field=name, rule=rule, message=reason(name, rule).in_language(self.language)
                )
                for name, rule in wrong
            ]
        )

    def missing(self, what: MissingKind) -> Problem:
        """The problem of a path that names something there is not."""
        return NotFound(detail=NO_SUCH[what].in_language(self.language))

    def expect(self, known: Collection[str]) -> None:
        """Take no parameter for another: a misspelt or an empty `account` must not mean everyone.

        Raises:
            RequestInvalid: the query has one that is not known, or one twice, or without a value.
        """
        stated = self.http.query_params.multi_items()
        names = [name for name, _ in stated]
        wrong = {member_name(name): "unexpected" for name in names if name not in known}
        wrong |= {name: "invalid" for name, value in stated if name in known and not value}
        wrong |= {name: "duplicate" for name in known if names.count(name) > 1}
        if wrong:
            raise self.refused(*wrong.items())

    def query(self, name: str) -> str | None:
        """A parameter of the query, None if it is missing."""
        return self.http.query_params.get(name)

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
            raise self.refused((name, "invalid"))
        return value

    def whole(self, name: str, least: int = 0, most: int = sys.maxsize) -> int | None:
        """A parameter that is a whole number; None if it is missing.

        Raises:
            RequestInvalid: it is none, or not from `least` to `most`.
        """
        written = self.query(name)
        if written is None:
            return None
        value = int(written) if _WHOLE.fullmatch(written) else -1
        if not least <= value <= most:
            raise self.refused((name, "invalid"))
        return value

    async def body(self, model: type[AnyBody]) -> AnyBody:
        """The call's JSON, whose members are not nested.

        Raises:
            Problem: 413, 415 or 400, as in the contract.
        """
        try:
            return parse(model, await self.json(), self.language, strict=None)
        except RequestInvalid as problem:
            wrong = {error.field.partition(".")[0]: error.rule for error in problem.errors}
            raise self.refused(*wrong.items()) from None

    async def json(self, most: int = MAX_BODY_BYTES) -> object:
        """The call's JSON, of at most so many bytes.

        Raises:
            Problem: 413, 415 or 400, as in the contract.
        """
        content_type = self.http.headers.get("content-type")
        return parse_json(await self.raw(most), content_type, self.language)

    async def raw(self, most: int) -> bytes:
        """The call's body, whatever it is, of at most so many bytes.

        Raises:
            TooLarge: it has more.
        """
        raw = await read_body(self.http, most)
        if raw is None:
            said = TOO_LARGE.in_language(self.language)
            raise TooLarge(detail=said.format(kib=most // 1024))
        return raw

    @property
    def media_type(self) -> str:
        """What the body is said to be, without parameters."""
        stated = self.http.headers.get("content-type", "")
        return stated.partition(";")[0].strip().lower()

    def ref(self, name: str) -> str:
        """The account that a parameter or a member names, met or not.

        Raises:
            RequestInvalid: nothing can be called that.
        """
        ref = self._ref(name)
        if ref is None:
            message = self._why_nobody(name)
            raise RequestInvalid(errors=[Refusal(field="account", rule="nobody", message=message)])
        return ref

    def named_ref(self) -> str | None:
        """The account that the query names, if it names one.

        Raises:
            RequestInvalid: nothing can be called that.
        """
        name = self.query("account")
        return None if name is None else self.ref(name)

    def record(self, *, make: bool = False) -> Record:
        """The account in the path; a magic one not met before is made if `make`.

        Raises:
            NotFound: there is no such account.
        """
        name = self.http.path_params["name"]
        ref = self._ref(name)
        record = None if ref is None else self.context.store.record(ref)
        if record is not None:
            return record
        bearer = read_account_name(name)
        magic = None if bearer is None else read_name(bearer.account_id)
        if not make or bearer is None or magic is None or magic.scenario.answer is not None:
            raise NotFound(detail=self._why_nobody(name))
        return contact(self.context.store, self.context.clock, bearer, magic)[0]

    def _ref(self, name: str) -> str | None:
        """The account of that name; of the magic ones, also those that nobody has met yet."""
        ref = named_ref(self.context.store, name)
        if ref is None or (ref.isdigit() and self.context.store.record(ref) is None):
            return None
        magic = ref.partition("#")[0]
        return ref if magic.isdigit() or read_name(magic) is not None else None

    def _why_nobody(self, name: str) -> str:
        """What is wrong with a name that no account has."""
        bearer = read_account_name(name)
        word = None if bearer is None else unknown_word(bearer.account_id)
        if word is None:
            return NO_SUCH["account"].in_language(self.language)
        return NO_WORD.in_language(self.language).format(word=word)
