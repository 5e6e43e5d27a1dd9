"""What a command reads and prints, and how it ends where it cannot be carried out.

Whatever is printed goes through here: no character of a server steers the terminal, and whether the
reader is still there, or the disk is full, changes nothing of what is done.
"""

import json
import os
import select
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mock_server.cli.streams import SPELLED, let_go
from mock_server.i18n import _, reason_of
from mock_server.mail.plain_text import harmless

if TYPE_CHECKING:
    from mock_server.cli.answers import ToldAccount

FAILURE, USAGE_ERROR, UNREACHABLE, UNTOLD, INTERRUPTED = 1, 2, 5, 7, 130
"""Exit codes. With `UNTOLD` the command was carried out, and what came of it could not be written."""


class CommandRefused(Exception):
    """The command cannot be carried out; the text says why, in one line for each reason."""

    def __init__(self, *reasons: str, code: int = USAGE_ERROR) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons
        self.code = code


@dataclass(slots=True)
class _Telling:
    untold: bool = False


_telling = _Telling()


def begin_telling() -> None:
    """Nothing was told as yet."""
    _telling.untold = False


def is_untold() -> bool:
    """Whether something that was to be told could not be written."""
    if not _telling.untold:
        _write("")
    return _telling.untold


def tell(*lines: str) -> None:
    """Print lines on standard output, whatever is in them."""
    _write("".join(f"{harmless(line)}\n" for line in lines))


def tell_json(value: object) -> None:
    """Print a value as JSON, in one line and in ASCII alone."""
    # The one control character that JSON lets stand.
    _write(json.dumps(value).replace("\x7f", "\\u007f") + "\n")


def tell_message(raw: bytes) -> None:
    """Print a mail: byte for byte for a file or a program, harmless lines on a terminal."""
    if sys.stdout.isatty():
        tell(*raw.decode("utf-8", "replace").splitlines())
    else:
        _write(raw)


def _write(content: str | bytes) -> None:
    if _telling.untold:
        return
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(content.encode(encoding, SPELLED).decode(encoding))
        sys.stdout.flush()
    except (OSError, ValueError):
        _telling.untold = True
        let_go(sys.stdout)


def read_file(name: str) -> bytes:
    """What a file holds; `-` is standard input.

    Raises:
        Refused: it cannot be read.
    """
    try:
        return _standard_input() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandRefused(f"{name}: {reason_of(error)}") from None
    except ValueError:
        raise CommandRefused(
            _("“{file}”: This is not the name of a file.").format(file=name)
        ) from None


def _standard_input() -> bytes:
    """All of it. Another program may have made it a stream that never waits: then this one does."""
    stream = sys.stdin.buffer
    pieces = [stream.read()]
    if pieces[0] is None or not os.get_blocking(stream.fileno()):
        while pieces[-1] != b"":
            select.select([stream], [], [])
            pieces.append(stream.read())
    return b"".join(piece for piece in pieces if piece)


def account_line(account: "ToldAccount") -> str:
    """Who it is and how they are called."""
    return "  ".join(
        (
            account.account_id,
            account.email,
            _("extension {number}").format(number=account.extension or "-"),
            _("direct number {number}").format(number=account.direct_number or "-"),
        )
    )


def account_lines(account: "ToldAccount") -> list[str]:
    """The account's line, and below it the link in its newest mail."""
    return [account_line(account), f"  {account.link or '-'}"]
