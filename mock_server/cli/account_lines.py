"""An account as commands print it."""

from typing import Any

from mock_server.mail.plain_text import one_line


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
