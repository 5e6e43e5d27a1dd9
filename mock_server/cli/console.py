"""What a command reads and prints, and how it ends where it cannot be carried out."""

import sys
from pathlib import Path
from typing import Any

from mock_server.mail.plain_text import one_line

FAILURE, USAGE_ERROR, UNREACHABLE = 1, 2, 5


class CommandRefused(Exception):
    """The command cannot be carried out; the text says why, in one line for each reason."""

    def __init__(self, *reasons: str, code: int = USAGE_ERROR) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons
        self.code = code


def read_file(name: str) -> bytes:
    """What a file holds; `-` is standard input.

    Raises:
        Refused: it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandRefused(f"{name}: {error.strerror}") from None
    except ValueError:
        raise CommandRefused(f"{name!r}: not the name of a file") from None


def account_line(account: dict[str, Any]) -> str:
    """Who it is and how they are called."""
    return "  ".join(
        (
            account["account_id"],
            one_line(account["email"]),
            f"extension {account['extension'] or '-'}",
            f"direct {account['direct_number'] or '-'}",
        )
    )


def account_lines(account: dict[str, Any]) -> list[str]:
    """The account's line, and below it the link in its newest mail."""
    return [account_line(account), f"  {account['link'] or '-'}"]
