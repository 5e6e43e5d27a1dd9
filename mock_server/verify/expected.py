"""What an answer has to be; whatever else it is, is the evidence."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from api_client.problems import PROBLEMS
from mock_server.verify.exchange import PROBLEM_TYPE, Exchange
from mock_server.verify.outcome import NotKept, NotTried

Model = TypeVar("Model", bound=BaseModel)


def expect_problem(exchange: Exchange, *slugs: str, what: str = "") -> Exchange:
    """The exchange, if its answer is one of the problems, with that problem's own status.

    Raises:
        NotKept: it is not.
        NotTried: the backend asks to wait, which is its right.
    """
    _expect_no_limit(exchange, slugs)
    kind = PROBLEMS.get(exchange.slug)
    if exchange.slug in slugs and kind is not None and kind.status == exchange.status:
        return exchange
    wanted = " or ".join(f"{PROBLEMS[slug].status} {slug}" for slug in slugs)
    raise NotKept(f"{_told(exchange, what)}, not {wanted}{_as_what(exchange)}")


def expect_success(exchange: Exchange, status: int = 200, *, what: str = "") -> Exchange:
    """The exchange, if its answer has the status; raises as `expect_problem` does."""
    _expect_no_limit(exchange)
    if exchange.status == status:
        return exchange
    rules = ", ".join(f"{field} {rule}" for field, rule in exchange.refusals)
    raise NotKept(f"{_told(exchange, what)}{f' ({rules})' if rules else ''}, not {status}")


def expect_model(exchange: Exchange, model: type[Model]) -> Model:
    """What a successful answer holds.

    Raises:
        NotKept: it is no JSON of that form; the evidence names the members, never a value.
    """
    if exchange.media_type != "application/json":
        raise NotKept(f"{exchange}: the media type is not application/json")
    try:
        return model.model_validate_json(exchange.body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
    places = ", ".join(".".join(map(str, each["loc"])) or "the whole" for each in found[:5])
    raise NotKept(f"{exchange}: not of the form of {model.__name__} at {places}")


def expect(holds: bool, otherwise: str) -> None:
    """Go on if it holds.

    Raises:
        NotKept: it does not.
    """
    if not holds:
        raise NotKept(otherwise)


def expect_offered(exchange: Exchange) -> Exchange:
    """The exchange, if the backend offers the operation at all.

    Raises:
        NotTried: it leaves it out.
    """
    if exchange.slug == "not-found":
        raise NotTried(f"left out here ({exchange})")
    return exchange


def _expect_no_limit(exchange: Exchange, slugs: tuple[str, ...] = ()) -> None:
    if exchange.status == 429 and "rate-limited" not in slugs:
        wait = f" {exchange.wait} s" if exchange.wait else ""
        raise NotTried(f"the backend asks to wait{wait} ({exchange})")


def _told(exchange: Exchange, what: str) -> str:
    return f"{what}: {exchange}" if what else str(exchange)


def _as_what(exchange: Exchange) -> str:
    if exchange.status < 400 or exchange.media_type == PROBLEM_TYPE:
        return ""
    return f"; its media type is {exchange.media_type or 'missing'!s:.60}"
