"""The tables of problems for the page: the server's, and those that only a client can say."""

from collections.abc import Iterator

from api_client.openapi import RETRY_AFTER
from api_client.operations import OPERATIONS
from api_client.problems import PROBLEMS, NoPublicInterface, Problem, UnknownHost
from tui.wording.problems import PROBLEM_PAGES, problem_page

_ANYWHERE = {"not-found", "method-not-allowed"}
"""What no operation answers, since it is no operation that was asked for."""

_NEVER_OVER_HTTP = {NoPublicInterface.slug, UnknownHost.slug}
"""Said before any server is asked."""


def server_problems() -> str:
    """Every problem of the contract: its status, when it comes, where, and what the person reads."""
    head = "| status | problem | when | at | wait | the person reads |"
    return _table(head, (_server_row(kind) for kind in _of_server()))


def client_problems() -> str:
    """What a client makes of answers that are none of the contract's."""
    head = "| problem | when | the person reads |"
    rows = (
        f"| `{kind.slug}` | {_when(kind)} | {_read(kind.slug)} |"
        for kind in PROBLEMS.values()
        if kind.status is None and kind.slug in PROBLEM_PAGES and kind.slug not in _NEVER_OVER_HTTP
    )
    return _table(head, rows)


def _of_server() -> list[type[Problem]]:
    kinds = [kind for kind in PROBLEMS.values() if kind.status is not None]
    return sorted(kinds, key=lambda kind: kind.status or 0)


def _server_row(kind: type[Problem]) -> str:
    wait = "yes" if kind.status in RETRY_AFTER else ""
    return (
        f"| {kind.status} | `{kind.slug}` | {_when(kind)} | {_where(kind)} | {wait} "
        f"| {_read(kind.slug)} |"
    )


def _where(kind: type[Problem]) -> str:
    if kind.slug in _ANYWHERE:
        return "anywhere"
    with_link = [each for each in OPERATIONS.values() if each.token]
    there = [each.id for each in with_link if kind in each.problems]
    missing = [each.id for each in with_link if each.id not in there]
    if not missing:
        return "all"
    return ", ".join(there) if len(there) <= len(missing) else f"all but {', '.join(missing)}"


def _when(kind: type[Problem]) -> str:
    return (kind.__doc__ or "").partition("\n\n")[0].replace("\n    ", " ").strip()


def _read(slug: str) -> str:
    page = problem_page(slug)
    return f"**{page.title}.** {page.next_with_new_link or page.next}"


def _table(head: str, rows: Iterator[str]) -> str:
    return "\n".join((head, "|" + "---|" * (head.count("|") - 1), *rows, ""))
