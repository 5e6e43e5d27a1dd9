"""What the command line names (links, mail files, folders of mails, standard input), read."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from tui.cli.options import STANDARD_INPUT, Options, Usage, is_link_itself
from tui.i18n import _
from tui.journey.invitation import Intake, Invitation, each_once, read_intake
from tui.terminal.sanitize import harmless

MAX_TOLD = 6
"""Lines about mails none of which holds a link: what they are, the nearest miss first."""

_MBOX = b"From "
"""How an mbox begins (RFC 4155)."""

_HEX = re.compile("[0-9a-fA-F]{8}")
"""What may be a piece of a link's token: it is not said back."""


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
    if intake.is_bare:
        from tui.wording.links import bare_sentence

        raise Usage(bare_sentence())
    if not intake.invitations and not intake.refused and "://" not in source:
        said = _("There is no such file, and it is no activation link.")
        is_told = bool(source.strip()) and _HEX.search(source) is None
        raise Usage(f"{harmless(source, limit=2000)}: {said}" if is_told else said)
    if not intake.invitations:
        raise Usage(_nothing([intake]))
    return [intake]


def _stored_intakes(source: str, origin: str | None) -> list[Intake]:
    intakes = [read_intake(data, origin=origin, source=name) for name, data in _stored(source)]
    if not intakes:
        nothing = _("{path}: there is no mail in it.").format(path=source)
        from tui.wording.links import what_to_look_for

        raise Usage("\n".join([nothing, *_in_lines(what_to_look_for())]))
    return sorted(intakes, key=_sent) if os.path.isdir(source) else intakes


def _sent(intake: Intake) -> tuple[bool, float]:
    """Sorts a folder's mails by date; those without one come after, as they were."""
    sent_at = intake.mail.sent_at if intake.mail is not None else None
    return sent_at is None, 0.0 if sent_at is None else sent_at.timestamp()


def _stored(source: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each mail or text in a file, a folder or standard input."""
    try:
        if source == STANDARD_INPUT:
            yield from _in_file(source, _standard_input())
        elif os.path.isdir(source):
            from api_client.mail.mailboxes import read_box

            for mail in read_box(Path(source)):
                yield os.path.join(source, mail.name), mail.data
        else:
            with open(source, "rb") as file:
                yield from _in_file(source, file)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Usage(
            _("{path} cannot be read: {reason}").format(
                path=harmless(source, limit=2000), reason=reason
            )
        ) from None


def _in_file(name: str, file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """The mails of an mbox, else all there is. It is read once: a pipe gives nothing twice."""
    from api_client.mail.activation_mail import MAX_MAIL

    first = file.readline(MAX_MAIL + 1)
    if first.startswith(_MBOX):
        from api_client.mail.mailboxes import read_mbox

        for mail in read_mbox(name, file, first):
            yield mail.name, mail.data
        return
    data = first + file.read(MAX_MAIL + 1 - len(first))
    if len(data) > MAX_MAIL:
        larger = _("This is over {n} MiB, larger than any activation mail.")
        raise Usage(larger.format(n=MAX_MAIL // 1024**2))
    yield "" if name == STANDARD_INPUT else name, data


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise Usage(_("There is nothing on standard input."))
    if sys.stdin.isatty():
        print(_("Paste the mail or the link, then press Enter and Ctrl+D."), file=sys.stderr)
    return sys.stdin.buffer


def _nothing(intakes: list[Intake]) -> str:
    """Why there is no usable link in any of it, and what to look for."""
    from tui.wording.mail import nothing_found, where_to_look

    advice = _in_lines(where_to_look(*intakes))
    if len(intakes) == 1:
        return "\n".join([*nothing_found(intakes[0]), *advice])
    count = _("{n} mails were read, and there is no activation link in any of them.").format(
        n=len(intakes)
    )
    telling = sorted(intakes, key=lambda intake: (not intake.refused, not intake.mail))
    reasons = dict.fromkeys(each for intake in telling for each in nothing_found(intake))
    return "\n".join([count, *islice(reasons, MAX_TOLD), *advice])


def _in_lines(advice: list[str]) -> list[str]:
    """The advice in lines that no terminal breaks: a mail's subject is longer than one."""
    from textwrap import wrap

    from tui.terminal.sanitize import WIDTH

    return [line for each in advice for line in wrap(each, WIDTH)]
