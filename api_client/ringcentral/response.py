"""An answer of the platform, and what is to be believed of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from api_client.problems import (
    AnswerLost,
    Internal,
    Maintenance,
    NotOurService,
    Problem,
    RateLimited,
)
from api_client.ringcentral.error_body import PERMISSION_CODES, read_api_errors
from api_client.ringcentral.operations import PlatformOperation
from api_client.ringcentral.problems import OperatorRefused, PermissionMissing, PlatformRefused

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PlatformReply:
    """One answer; names of headers in lower case, seconds from its Retry-After."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    retry_after: int | None = None

    @property
    def date(self) -> datetime | None:
        """The server's clock at the answer, if it says."""
        try:
            date = parsedate_to_datetime(self.headers.get("date", ""))
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return date if date.tzinfo else date.replace(tzinfo=UTC)

    @property
    def is_success(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300


def read_reply(reply: PlatformReply, operation: PlatformOperation, model: type[Model]) -> Model:
    """The model of a successful answer.

    Raises:
        Problem: the answer is none, or of another shape; see `problem_of`.
        AnswerLost: it was a success, but what was written cannot be read.
    """
    if not reply.is_success:
        raise problem_of(reply, operation)
    try:
        return model.model_validate_json(reply.body)
    except ValidationError:
        pass
    if operation.writes:
        raise AnswerLost
    raise NotOurService("shape" if is_json(reply) else "media-type")


def problem_of(reply: PlatformReply, operation: PlatformOperation) -> Problem:
    """What an unsuccessful answer means, by status, code and parameter."""
    status = reply.status
    if 300 <= status < 400:
        return NotOurService("redirect")
    if status == 429:
        return RateLimited(retry_after=reply.retry_after)
    if status == 503:
        return Maintenance(retry_after=reply.retry_after)
    if status in (502, 504) and operation.writes:
        # A gateway speaks, and does not know what became of what it passed on.
        return AnswerLost()
    if status >= 500:
        return Internal(retry_after=reply.retry_after)
    errors = read_api_errors(reply.body) if is_json(reply) else None
    if errors is None:
        return NotOurService("media-type")
    if any(error.code in PERMISSION_CODES for error in errors):
        return PermissionMissing(operation, errors)  # some say so with 401: embeddable#591
    if status == 401:
        return OperatorRefused(errors)
    return PlatformRefused(operation, errors)


def is_token_refused(reply: PlatformReply) -> bool:
    """Whether it is the token that was not accepted, and not a permission that is lacking."""
    if reply.status != 401:
        return False
    errors = read_api_errors(reply.body) or ()
    return all(error.code not in PERMISSION_CODES for error in errors)


def is_json(reply: PlatformReply) -> bool:
    """Whether the answer says that it is JSON."""
    media_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == "application/json" or media_type.endswith("+json")
