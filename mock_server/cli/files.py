"""Files that commands are given."""

import sys
from pathlib import Path

from mock_server.cli.common import Refused


def read_file(name: str) -> bytes:
    """What a file holds; `-` is standard input.

    Raises:
        Refused: it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Refused(f"{name}: {error.strerror}") from None
    except ValueError:
        raise Refused(f"{name!r}: not the name of a file") from None
