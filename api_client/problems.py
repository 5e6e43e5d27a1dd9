"""Problem types and the exceptions that carry them, one class for each.

`PROBLEMS` maps the slug (the last segment of an RFC 9457 `type`) to its class. The text of such
an exception is its slug alone, so nothing a server or a person wrote can reach a traceback or log.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

if TYPE_CHECKING:
    from api_client.models import ProblemDetails, Refusal


PROBLEMS: dict[str, type["Problem"]] = {}


class Variable(NamedTuple):
    """A variable of the environment, and what may be told of its value."""

    name: str
    value: str


class Problem(Exception):
    """Why an operation did not do what was asked.

    Attributes:
        slug: the stable name; status: its HTTP status, None for the client's own.
        title, detail: the server's words (outside text: show as plain text only).
        errors: refused fields, with `credentials-rejected` and `request-invalid`.
        retry_after: seconds to wait before asking again, where the server said so.
        activated_at: with `link-used`, when the account was activated.
        login_url: with `link-used`, where one signs in (outside text: to be judged before use).
    """

    slug: ClassVar[str] = ""
    status: ClassVar[int | None] = None

    def __init__(
        self,
        *,
        title: str = "",
        detail: str = "",
        errors: "Iterable[Refusal]" = (),
        retry_after: int | None = None,
        activated_at: datetime | None = None,
        login_url: str | None = None,
    ) -> None:
        super().__init__(self.slug)
        self.title = title
        self.detail = detail
        self.errors = tuple(errors)
        self.retry_after = retry_after
        self.activated_at = activated_at
        self.login_url = login_url

    def __init_subclass__(cls) -> None:
        if "slug" in cls.__dict__:
            PROBLEMS[cls.slug] = cls

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class LinkProblem(Problem):
    """This link cannot be used, and trying again will not change that."""


class RequestProblem(Problem):
    """Client and server do not agree on the contract: a defect, not the user's doing."""


class WaitProblem(Problem):
    """It may work later; nothing was changed."""


# What the server says. Statuses and slugs: the contract's list of problems.


class LinkMalformed(LinkProblem):
    """The token has not the shape of a link's."""

    slug, status = "link-malformed", 400


class RequestInvalid(RequestProblem):
    """The body does not fit the operation."""

    slug, status = "request-invalid", 400


class Unauthorized(RequestProblem):
    """No token was sent."""

    slug, status = "unauthorized", 401


class LinkNotYetValid(WaitProblem):
    """The account is still being set up; the link works later."""

    slug, status = "link-not-yet-valid", 403


class LinkUnknown(LinkProblem):
    """No account has this id and token."""

    slug, status = "link-unknown", 404


class NotFound(RequestProblem):
    """There is nothing at this path."""

    slug, status = "not-found", 404


class MethodNotAllowed(RequestProblem):
    """This path knows other methods."""

    slug, status = "method-not-allowed", 405


class CommitInProgress(WaitProblem):
    """Another commit of this account is being carried out."""

    slug, status = "commit-in-progress", 409


class LinkExpired(LinkProblem):
    """The link's time is over."""

    slug, status = "link-expired", 410


class LinkUsed(LinkProblem):
    """The account is active already, through this link or another."""

    slug, status = "link-used", 410


class LinkRevoked(LinkProblem):
    """The link was withdrawn."""

    slug, status = "link-revoked", 410


class LinkReplaced(LinkProblem):
    """A newer mail holds a newer link."""

    slug, status = "link-replaced", 410


class TooLarge(RequestProblem):
    """The body is over 16 KiB."""

    slug, status = "too-large", 413


class UnsupportedMediaType(RequestProblem):
    """The body is not JSON."""

    slug, status = "unsupported-media-type", 415


class CredentialsRejected(Problem):
    """The server refuses some of the credentials; `errors` say which and why."""

    slug, status = "credentials-rejected", 422


class IdempotencyKeyReused(RequestProblem):
    """The key was used with another body."""

    slug, status = "idempotency-key-reused", 422


class AccountLocked(LinkProblem):
    """An administrator locked the account."""

    slug, status = "account-locked", 423


class RateLimited(WaitProblem):
    """Too many attempts; `Retry-After` says when to come back."""

    slug, status = "rate-limited", 429


class Internal(WaitProblem):
    """The server failed."""

    slug, status = "internal", 500


class Maintenance(WaitProblem):
    """The service is being maintained."""

    slug, status = "maintenance", 503


# What only the client can say.


class Unreachable(WaitProblem):
    """No connection, or it broke before an answer came.

    `proxy` is what the environment names as the way there, if anything.
    """

    slug = "unreachable"

    def __init__(self, proxy: "Variable | None" = None) -> None:
        super().__init__()
        self.proxy = proxy


class TlsUntrusted(Problem):
    """The server's certificate could not be verified.

    `certificates` is what the environment names to verify it with, where that cannot be read.
    """

    slug = "tls-untrusted"

    def __init__(self, certificates: "Variable | None" = None) -> None:
        super().__init__()
        self.certificates = certificates


class Timeout(WaitProblem):
    """The server did not answer in time."""

    slug = "timeout"


class NotOurService(Problem):
    """What answered is not this service, or speaks a newer contract.

    `reason` says what was odd: another media type, a redirect, a shape the contract does not
    know, more than 256 KiB, or that it is about something else than the answers before it.
    """

    slug = "not-our-service"

    def __init__(
        self, reason: Literal["media-type", "redirect", "shape", "size", "disagreement"]
    ) -> None:
        super().__init__()
        self.reason = reason


class AnswerLost(WaitProblem):
    """A commit was sent, no answer came, and asking again did not tell either."""

    slug = "answer-lost"


class StepNotTaken(Problem):
    """A step that was offered is not taken after all; a further look leaves it out."""


class NoPublicInterface(Problem):
    """The link's provider offers no interface for activating; nothing was sent."""

    slug = "no-public-interface"


class UnknownHost(Problem):
    """The link names a host nobody vouched for; nothing was sent."""

    slug = "unknown-host"

    def __init__(self, host: str) -> None:
        super().__init__()
        self.host = host


def from_details(details: "ProblemDetails", *, status: int, retry_after: int | None) -> Problem:
    """The exception for a problem answer: by its slug, else by its status."""
    kind = PROBLEMS.get(details.slug)
    if kind is None or kind.status is None:
        kind = _by_status(status)
    return kind(
        title=details.title,
        detail=details.detail,
        errors=details.errors,
        retry_after=retry_after,
        activated_at=details.activated_at,
        login_url=details.login_url,
    )


_STATUS_FALLBACKS: dict[int, type[Problem]] = {
    400: RequestInvalid,
    401: Unauthorized,
    403: LinkNotYetValid,
    404: NotFound,
    409: CommitInProgress,
    410: LinkExpired,
    422: CredentialsRejected,
    503: Maintenance,
}


def _by_status(status: int) -> type[Problem]:
    if status in _STATUS_FALLBACKS:
        return _STATUS_FALLBACKS[status]
    for kind in PROBLEMS.values():
        if kind.status == status:
            return kind
    return Internal if status >= 500 else RequestInvalid
