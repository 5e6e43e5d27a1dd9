"""Requests and answers as text for a page: short, and nothing in them that was not sent."""

import json
from collections.abc import Iterator
from typing import Any

import httpx

WIDTH = 118
"""Columns that a value may take before its members get lines of their own."""

MOST_SHOWN = 2
"""Entries of a list that is cut short."""

SENT = ("Authorization", "Accept-Language", "Content-Type", "Idempotency-Key")
ANSWERED = (
    "Content-Type",
    "Content-Language",
    "Cache-Control",
    "WWW-Authenticate",
    "Retry-After",
    "Allow",
)


def exchange_text(answer: httpx.Response, *, cut: frozenset[str] = frozenset()) -> str:
    """A request and its answer; of lists under the names in `cut` only the first entries."""
    request = answer.request
    sent = _headers(request.headers, SENT) + _body(request.content, cut)
    told = _headers(answer.headers, ANSWERED) + _body(answer.content, cut)
    return "\n".join(
        (
            "```http",
            f"{request.method} {request.url.raw_path.decode()} HTTP/1.1",
            *sent,
            "",
            f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}",
            *told,
            "```",
            "",
        )
    )


def _headers(headers: httpx.Headers, names: tuple[str, ...]) -> list[str]:
    return [f"{name}: {headers[name]}" for name in names if name in headers]


def _body(content: bytes, cut: frozenset[str]) -> list[str]:
    if not content:
        return []
    return ["", *json_lines(json.loads(content), cut)]


def json_lines(value: Any, cut: frozenset[str] = frozenset(), before: str = "") -> list[str]:
    """JSON as lines: what fits stays on one, what does not gets a line for each member.

    Args:
        value: what is shown.
        cut: names of lists of which only the first entries are shown, and then how many more.
        before: what the first line begins with.
    """
    flat = before + json.dumps(value, ensure_ascii=False)
    nested = isinstance(value, dict | list) and value
    if not nested or (len(flat) <= WIDTH and not _is_cut(value, cut)):
        return [flat]
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    members = list(_members(value, cut))
    lines = [before + opening]
    for at, member in enumerate(members):
        comma = "," if at < len(members) - 1 else ""
        *most, last = member
        lines += [f"  {line}" for line in [*most, last + comma]]
    return [*lines, closing]


def _members(value: Any, cut: frozenset[str]) -> Iterator[list[str]]:
    if isinstance(value, list):
        for each in value:
            yield json_lines(each, cut)
        return
    for name, each in value.items():
        head = f"{json.dumps(name)}: "
        if name in cut and len(each) > MOST_SHOWN:
            shown = [*each[:MOST_SHOWN], f"… {len(each) - MOST_SHOWN} more"]
            yield json_lines(shown, cut, head)
        else:
            yield json_lines(each, cut, head)


def _is_cut(value: Any, cut: frozenset[str]) -> bool:
    return isinstance(value, dict) and any(
        name in cut and len(each) > MOST_SHOWN for name, each in value.items()
    )
