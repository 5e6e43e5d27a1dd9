"""One request to an operation of the contract, and what is answered.

The server is lenient where it can understand a call all the same, and by the order of judgement a
dead link is told before a body is read. The journal is not: it notes all that is off the contract,
and a strict server refuses it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from api_client.models import Choices
from api_client.operations import Operation
from api_client.problems import (
    LinkMalformed,
    Problem,
    RateLimited,
    RequestInvalid,
    TooLarge,
    Unauthorized,
    UnsupportedMediaType,
)
from mock_server.api.admission import Admitted, NoSuchScenario, admit
from mock_server.api.context import OperationContext
from mock_server.api.credential_checks import form_violations
from mock_server.api.request_body import AnyRequest, RequestBody, Violation, invalid
from mock_server.api.request_head import RequestHead
from mock_server.state.journal import JournalEntry, redacted
from mock_server.state.rate_limits import LimitName

_OWN_PROBLEM: dict[Violation, type[Problem]] = {
    Violation("Authorization", "required"): Unauthorized,
    Violation("Authorization", "invalid"): LinkMalformed,
    Violation("body", "too-large"): TooLarge,
    Violation("Content-Type", "invalid"): UnsupportedMediaType,
}
"""What the contract has a problem of its own for; the rest is `request-invalid`."""


@dataclass(frozen=True, slots=True)
class OperationReply:
    """A success: its status and, if it has one, its JSON."""

    status: int
    content: object = None


@dataclass(frozen=True, slots=True)
class OperationCall:
    """One request, read once. `address` is the client's, `origin` the one that was asked."""

    context: OperationContext
    operation: Operation
    head: RequestHead
    body: RequestBody
    address: str
    origin: str
    language: str
    entry: JournalEntry

    def note_violations(self) -> None:
        """Let the journal know what of the call is off the contract.

        Raises:
            Problem: there is something, and the server is strict.
        """
        self.entry.note(self.body.violations)
        self._refuse_if_strict((*self.head.violations, *self.body.violations))

    def admit(self) -> Admitted:
        """Whoever holds the link; the journal learns their name, and their time.

        Raises:
            Problem: 503, 401, 400, 429 or 404, see `admission.admit`; on a strict server also
                for a body that does not fit the account's steps, whatever became of the link.
        """
        try:
            admitted = admit(self.context, self.head, self.address)
        except NoSuchScenario:
            self.entry.violations.append("no such scenario or modifier")
            raise
        self.entry.account = admitted.record.ref
        self.entry.time = admitted.now
        choices = self.body.request
        if not isinstance(choices, Choices):
            return admitted
        off_form = form_violations(admitted.record, choices, whole=self.operation.keyed)
        self.entry.note(off_form)
        self._refuse_if_strict(off_form)
        return replace(admitted, off_form=off_form)

    def admit_again(self, admitted: Admitted) -> Admitted:
        """Whoever was admitted, as they stand by now.

        Raises:
            Problem: see `admission.admit`.
        """
        if self.context.store.revision == admitted.revision:
            return replace(admitted, now=self.context.clock.now(admitted.record.ref))
        again = admit(self.context, self.head, self.address)
        return replace(again, off_form=admitted.off_form)

    def request(self, model: type[AnyRequest]) -> AnyRequest:
        """The body as what the operation asks for; the journal gets it without its secrets.

        Raises:
            Problem: 413, 415 or 400, see `request_body.parse_json`.
        """
        self.entry.body = redacted(self.body.expect_json(self.language))
        if not isinstance(self.body.request, model):
            raise invalid(self.body.wrong, self.language)
        return self.body.request

    def choices(self, admitted: Admitted) -> Choices:
        """The body as choices, with the members that the account's steps ask for.

        Raises:
            Problem: 413, 415 or 400.
        """
        choices = self.request(Choices)
        if admitted.off_form:
            raise invalid(admitted.off_form, self.language)
        return choices

    def limit(self, name: LimitName, admitted: Admitted) -> None:
        """Stop those who came too often.

        Raises:
            RateLimited: they have to wait.
        """
        wait = self.context.rate_limits.wait(name, admitted.record.ref, admitted.now)
        if wait:
            raise RateLimited(retry_after=wait)

    def note(self, name: LimitName, admitted: Admitted) -> None:
        """Count one use of a limit."""
        self.context.rate_limits.note(name, admitted.record.ref, admitted.now)

    def _refuse_if_strict(self, violations: Iterable[Violation]) -> None:
        """On a strict server, the problem of the first violation with all of them in its errors."""
        found = list(violations)
        if found and self.context.settings.strict:
            kind = _OWN_PROBLEM.get(found[0], RequestInvalid)
            raise kind(errors=invalid(found, self.language).errors)
