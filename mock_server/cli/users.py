"""`unify-mock add-users`: further users of a tenant, with a result for each."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mock_server.cli.client import Server, reasons
from mock_server.cli.console import FAILURE, CommandRefused, account_line, read_file
from mock_server.provisioning.errors import BadOrder
from mock_server.provisioning.users_csv import read_rows, table_text, written

BATCH = 25
"""Rows sent at once, so that one sees how it goes on."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one user: the place in the file, and the account or the reasons."""

    place: str
    account: dict[str, Any] | None
    reasons: tuple[str, ...] = ()


def add_users(options: argparse.Namespace) -> int:
    """Add them and tell of each; users that can be added are, whatever is wrong with others.

    Raises:
        Refused: the file or the tenant cannot be used, or no mock server answers.
    """
    raw = read_file(options.file)
    added = refused = 0
    with Server(options) as server:
        server.get("tenants", options.tenant)
        total, results = (_from_json if options.json else _from_csv)(server, options, raw)
        for count, result in enumerate(results, 1):
            place = f"{count}/{total}  {result.place}"
            if result.account is None:
                refused += 1
                print(f"{place}: refused: {'; '.join(result.reasons)}", flush=True)
            else:
                added += 1
                print(f"{place}: added: {account_line(result.account)}", flush=True)
                print(f"  {result.account['link']}", flush=True)
    print(f"added {added}, refused {refused}")
    return FAILURE if refused else 0


def _from_csv(
    server: Server, options: argparse.Namespace, raw: bytes
) -> tuple[int, Iterator[Result]]:
    try:
        text = table_text(raw)
    except BadOrder as bad:
        line = bad.mistakes[0].line
        raise CommandRefused(f"{options.file}:{line}: not UTF-8") from None
    try:
        rows = read_rows(text)
    except BadOrder as bad:
        told = [mistake.refusal(options.lang).model_dump() for mistake in bad.mistakes]
        raise CommandRefused(*reasons({"errors": told}, options.file)) from None
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
            for row, told in zip(batch, server.json(answer)["rows"], strict=True):
                account, why = told.get("account"), tuple(reasons(told))
                yield Result(f"line {row.line}", account, () if account else why)

    return len(rows), results()


def _from_json(
    server: Server, options: argparse.Namespace, raw: bytes
) -> tuple[int, Iterator[Result]]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise CommandRefused(f"{options.file}: not JSON") from None
    users = value if isinstance(value, list) else [value]

    def results() -> Iterator[Result]:
        for place, user in enumerate(users):
            body = json.dumps(user).encode()
            answer = server.send(
                "tenants", options.tenant, "users", body=body, media_type="application/json"
            )
            if answer.status_code == 400:
                yield Result(f"user {place}", None, tuple(reasons(answer.json())))
            else:
                yield Result(f"user {place}", server.json(answer))

    return len(users), results()
