"""Where the link comes from: an argument, a file, standard input."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.language import _
from tui.options import Options, Usage

if TYPE_CHECKING:
    from api_client.link import ActivationLink

LONGEST_INPUT = 4 * 1024 * 1024
"""Bytes that are read from a file or standard input; a mail is smaller."""


def read_source(options: Options) -> "ActivationLink | None":
    """The one link in what was named; None when nothing was.

    Raises:
        Usage: it cannot be read, or holds no link, or several.
    """
    text = _text(options)
    if text is None:
        return None
    from api_client.link import find_links, find_refused
    from tui.wording.links import refused_sentence

    found = find_links(text, origin=options.backend)
    refused = find_refused(text)
    if not found and not refused and options.link_in_arguments and "://" not in text:
        raise Usage(_("There is no such file, and it is no activation link."))
    if not found:
        raise Usage(refused_sentence(refused))
    if len(found) > 1:
        raise Usage(_("There are several links in it. Please give the one you want."))
    return found[0]


def _text(options: Options) -> str | None:
    if options.link_file:
        return _file(Path(options.link_file))
    if options.source == "-":
        if sys.stdin is None:
            raise Usage(_("There is nothing on standard input."))
        return _decoded(sys.stdin.buffer.read(LONGEST_INPUT + 1))
    if options.link_in_arguments or options.source is None:
        return options.source
    return _file(Path(options.source))


def _file(path: Path) -> str:
    try:
        with path.open("rb") as source:
            return _decoded(source.read(LONGEST_INPUT + 1))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Usage(_("{path} cannot be read: {reason}").format(path=path, reason=reason)) from None


def _decoded(data: bytes) -> str:
    if len(data) > LONGEST_INPUT:
        raise Usage(_("This is over 4 MiB, larger than any activation mail."))
    return data.decode("utf-8", errors="replace")
