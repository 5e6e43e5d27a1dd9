"""`unify-mock add-users`: further users of a tenant, with a result for each."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mock_server.cli.answers import ToldAccount, ToldProblem, ToldRow, ToldRows
from mock_server.cli.client import Server, reasons
from mock_server.cli.console import (
    FAILURE,
    CommandRefused,
    account_line,
    read_file,
    tell,
    tell_json,
)
from mock_server.i18n import _
from mock_server.provisioning.errors import BadOrder
from mock_server.provisioning.users_csv import Row, read_rows, table_text, written

BATCH = 25
"""Rows sent at once, so that one sees how it goes on."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one user: the place in the file, the account or the reasons; and as JSON."""

    place: str
    account: ToldAccount | None
    reasons: tuple[str, ...]
    told: dict[str, Any]


def add_users(options: argparse.Namespace) -> int:
    """Add them and tell of each; users that can be added are, whatever is wrong with others.

    Raises:
        Refused: the file or the tenant cannot be used, or no mock server answers.
    """
    raw = read_file(options.file)
    results: list[Result] = []
    with Server(options) as server:
        server.get("tenants", options.tenant)
        read = _from_json if _is_json(options.file, raw) else _from_csv
        total, coming = read(server, options, raw)
        try:
            for result in coming:
                results.append(result)
                if not options.json:
                    _print(f"{len(results)}/{total}", result)
        finally:
            # Who was added is told even if the server is gone before the others are.
            added = sum(result.account is not None for result in results)
            refused = len(results) - added
            if options.json:
                rows = [result.told for result in results]
                tell_json({"added": added, "refused": refused, "rows": rows})
            else:
                tell(_("added {added}, refused {refused}").format(added=added, refused=refused))
    return FAILURE if refused else 0


def _print(count: str, result: Result) -> None:
    if result.account is None:
        told = _("{place}: refused: {reasons}").format(
            place=result.place, reasons="; ".join(result.reasons)
        )
        tell(f"{count}  {told}")
    else:
        told = _("{place}: added: {account}").format(
            place=result.place, account=account_line(result.account)
        )
        tell(f"{count}  {told}")
        tell(f"  {result.account.link}")


def _is_json(name: str, raw: bytes) -> bool:
    """Whether a file is JSON: no table begins with a bracket."""
    return name.endswith(".json") or raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _rows_of(options: argparse.Namespace, raw: bytes) -> list[Row]:
    try:
        text = table_text(raw)
    except BadOrder as bad:
        line = bad.mistakes[0].line
        raise CommandRefused(
            _("{file}:{line}: The line is not UTF-8.").format(file=options.file, line=line)
        ) from None
    try:
        return read_rows(text)
    except BadOrder as bad:
        told = [mistake.refusal(options.lang).model_dump() for mistake in bad.mistakes]
        problem = ToldProblem.model_validate({"errors": told})
        raise CommandRefused(*reasons(problem, options.file)) from None


def _from_csv(
    server: Server, options: argparse.Namespace, raw: bytes
) -> tuple[int, Iterator[Result]]:
    rows = _rows_of(options, raw)
    # Who names a number gets it, though others before them would have been given it.
    rows.sort(key=lambda row: not row.states_a_number)

    def results() -> Iterator[Result]:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            answer = server.send(
                "tenants",
                options.tenant,
                "users",
                body=written(batch).encode(),
                media_type="text/csv",
            )
            content = server.json(answer)
            read = server.read(ToldRows, content).rows
            for row, told, raw_row in zip(batch, read, content["rows"], strict=False):
                yield _result(_("line {n}").format(n=row.line), told, {**raw_row, "line": row.line})

    return len(rows), results()


def _result(place: str, told: ToldRow, raw: dict[str, Any]) -> Result:
    why = () if told.account else tuple(reasons(told))
    return Result(place, told.account, why, raw)


def _from_json(
    server: Server, options: argparse.Namespace, raw: bytes
) -> tuple[int, Iterator[Result]]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise CommandRefused(
            _("{file}: The file is not valid JSON.").format(file=options.file)
        ) from None
    users = value if isinstance(value, list) else [value]

    def results() -> Iterator[Result]:
        for place, user in enumerate(users):
            body = json.dumps(user).encode()
            answer = server.send(
                "tenants", options.tenant, "users", body=body, media_type="application/json"
            )
            told: dict[str, Any] = {"user": place}
            if answer.status_code == 400:
                problem = server.read(dict[str, Any], answer.json())
                told |= {"result": "refused", "errors": problem.get("errors", [])}
            else:
                told |= {"result": "added", "account": server.json(answer)}
            yield _result(_("user {n}").format(n=place), server.read(ToldRow, told), told)

    return len(users), results()
