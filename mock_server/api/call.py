"""One request to an operation of the contract, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api_client.models import Choices
from api_client.operations import Operation
from api_client.problems import RateLimited
from mock_server.api.authorization import Admitted, NoSuchScenario, admit
from mock_server.api.conformance import form_violations, refusal
from mock_server.api.credential_checks import judge_form
from mock_server.api.request_body import parse, parse_json
from mock_server.state.journal import JournalEntry, redacted
from mock_server.state.rate_limits import LimitName
from mock_server.state.service import MockService


@dataclass(frozen=True, slots=True)
class OperationReply:
    """A success: its status and, if it has one, its JSON."""

    status: int
    content: object = None


@dataclass(frozen=True, slots=True)
class OperationCall:
    """One request. `address` is the client's, `origin` the one that was asked.

    `raw` is the body, or None if it was too large to read.
    """

    service: MockService
    operation: Operation
    headers: Mapping[str, str] = field(repr=False)
    address: str
    origin: str
    language: str
    entry: JournalEntry
    raw: bytes | None = field(default=b"", repr=False)

    def admit(self) -> Admitted:
        """Whoever holds the link; the journal learns their name, and their time.

        Raises:
            Problem: 503, 401, 400, 429 or 404, see `authorization.admit`; on a strict server also for a
                body that does not fit the account's steps, whatever became of the link.
        """
        try:
            admitted = admit(self.service, self.headers.get("authorization"), self.address)
        except NoSuchScenario:
            self.entry.violations.append("no such scenario or modifier")
            raise
        self.entry.account = admitted.record.ref
        self.entry.time = admitted.now
        off_form = form_violations(self.operation, admitted.record, self.raw)
        self.entry.note(off_form)
        if off_form and self.service.strict:
            raise refusal(off_form, self.language)
        return admitted

    def admit_again(self) -> Admitted:
        """Whoever holds the link, as they stand by now.

        Raises:
            Problem: see `authorization.admit`.
        """
        return admit(self.service, self.headers.get("authorization"), self.address)

    def json(self) -> object:
        """The body as JSON; the journal gets it without its secrets.

        Raises:
            Problem: 413, 415 or 400, see `request_body.parse_json`.
        """
        value = parse_json(self.raw, self.headers.get("content-type"), self.language)
        self.entry.body = redacted(value)
        return value

    def choices(self, admitted: Admitted, *, whole: bool) -> Choices:
        """The body as choices, with the members that the account's steps ask for.

        Raises:
            Problem: 413, 415 or 400.
        """
        choices = parse(Choices, self.json(), self.language)
        judge_form(admitted.record, choices, self.language, whole=whole)
        return choices

    def limit(self, name: LimitName, admitted: Admitted) -> None:
        """Stop those who came too often.

        Raises:
            RateLimited: they have to wait.
        """
        wait = self.service.rate_limits.wait(name, admitted.record.ref, admitted.now)
        if wait:
            raise RateLimited(retry_after=wait)

    def note(self, name: LimitName, admitted: Admitted) -> None:
        """Count one use of a limit."""
        self.service.rate_limits.note(name, admitted.record.ref, admitted.now)
