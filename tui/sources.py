"""What the command line names (links, mail files, folders of mails, standard input), read."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.intake import LONGEST_INPUT, Intake, Invitation, each_once, read_intake
from tui.language import _
from tui.options import STANDARD_INPUT, Options, Usage, is_link_itself

_MBOX = b"From "
"""How an mbox begins (RFC 4155)."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the named sources hold.

    `without_link` names those in which no usable link was found. `is_choice` is true when all
    links stood in one text, of which only one may be meant.
    """

    invitations: tuple[Invitation, ...] = ()
    without_link: tuple[str, ...] = ()
    is_choice: bool = False


def read_sources(options: Options) -> Given:
    """All invitations in what was named; none when nothing was.

    Raises:
        Usage: something cannot be read, or there is no usable link in any of it.
    """
    named = (options.link_file,) if options.link_file else options.sources
    if not named:
        return Given()
    read = _stored_intakes if options.link_file else _read
    found = [read(source, options.backend) for source in named]
    intakes = [intake for source in found for intake in source]
    invitations = each_once(each for intake in intakes for each in intake.invitations)
    if not invitations:
        raise Usage(_nothing(intakes))
    return Given(
        invitations,
        tuple(
            name
            for name, source in zip(named, found, strict=True)
            if not any(intake.invitations for intake in source) and not is_link_itself(name)
        ),
        is_choice=len(intakes) == 1 and len(invitations) > 1,
    )


def _read(source: str, origin: str | None) -> list[Intake]:
    """What one source holds: a link itself, or what is stored there."""
    if not is_link_itself(source):
        return _stored_intakes(source, origin)
    intake = read_intake(source, origin=origin)
    if not intake.invitations and not intake.refused and "://" not in source:
        raise Usage(_("There is no such file, and it is no activation link."))
    if not intake.invitations:
        raise Usage(_nothing([intake]))
    return [intake]


def _stored_intakes(source: str, origin: str | None) -> list[Intake]:
    intakes = [read_intake(data, origin=origin, source=name) for name, data in _stored(source)]
    if not intakes:
        from tui.wording.mail import what_to_look_for

        nothing = _("{path}: there is no mail in it.").format(path=source)
        raise Usage("\n".join([nothing, *what_to_look_for()]))
    return intakes


def _stored(source: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each mail or text in a file, a folder or standard input."""
    if source == STANDARD_INPUT:
        yield "", _bounded(_standard_input())
        return
    path = Path(source)
    try:
        data = b"" if path.is_dir() else _bounded(_first_bytes(path))
        if path.is_dir() or data.startswith(_MBOX):
            from api_client.mail.boxes import read_box

            for mail in read_box(path):
                yield os.path.join(source, mail.name), mail.data
        else:
            yield source, data
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Usage(_("{path} cannot be read: {reason}").format(path=path, reason=reason)) from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise Usage(_("There is nothing on standard input."))
    if sys.stdin.isatty():
        print(_("Paste the mail or the link, then press Enter and Ctrl+D."), file=sys.stderr)
    return sys.stdin.buffer.read(LONGEST_INPUT + 1)


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(LONGEST_INPUT + 1)


def _bounded(data: bytes) -> bytes:
    if len(data) > LONGEST_INPUT and not data.startswith(_MBOX):
        raise Usage(_("This is over 4 MiB, larger than any activation mail."))
    return data


def _nothing(intakes: list[Intake]) -> str:
    """Why there is no usable link in any of it, and what to look for."""
    from tui.wording.mail import nothing_found, what_to_look_for

    if len(intakes) == 1:
        return "\n".join([*nothing_found(intakes[0]), *what_to_look_for()])
    count = _("{n} mails were read, and there is no activation link in any of them.").format(
        n=len(intakes)
    )
    almost = next((intake for intake in intakes if intake.refused), None)
    reasons = nothing_found(almost) if almost else []
    return "\n".join([count, *reasons, *what_to_look_for()])
