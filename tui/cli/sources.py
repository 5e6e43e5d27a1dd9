"""What the command line names (links, mail files, folders of mails, standard input), read."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tui.cli.options import STANDARD_INPUT, Options, is_link_itself
from tui.cli.reading_progress import ReadingProgress
from tui.cli.source_contents import SourceContents, why_nothing
from tui.cli.usage import Usage
from tui.i18n import _
from tui.journey.invitation import Invitation, each_once, read_intake
from tui.terminal.sanitize import harmless
from tui.wording.identity import shown_path

if TYPE_CHECKING:
    from api_client.mail.mailboxes import LeftOut, StoredMail
    from tui.journey.account_queue import AccountQueue

MAX_TOLD = 6
"""Lines about mails none of which holds a link: what they are, the nearest miss first."""

_MBOX = b"From "
"""How an mbox begins (RFC 4155)."""

_HEX = re.compile("[0-9a-fA-F]{8}")
"""What may be a piece of a link's token: it is not said back."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something in a folder or mbox that may have been meant and cannot be used.

    `why` is for people; `is_read` says that it was read and no usable link found in it.
    """

    source: str
    why: str
    is_read: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What the named sources hold.

    `without_link` names those in which no usable link was found. `is_choice` is true when all
    links stood in one text, of which only one may be meant. For those who do not look through a
    folder themselves, `not_taken` is what else in it may have been meant, and `passed_over` a
    sentence each about the rest.
    """

    invitations: tuple[Invitation, ...] = ()
    without_link: tuple[str, ...] = ()
    is_choice: bool = False
    not_taken: tuple[NotTaken, ...] = ()
    passed_over: tuple[str, ...] = ()


def read_sources(options: Options) -> Given:
    """All invitations in what was named; none when nothing was.

    Raises:
        Usage: something cannot be read, or there is no usable link in any of it.
    """
    named = (options.link_file,) if options.link_file else options.sources
    if not named:
        return Given()
    read = _stored_contents if options.link_file else _read
    progress = ReadingProgress()
    found = [read(source, options.backend, progress) for source in named]
    given = [each for source in found for intake in source.brought for each in intake.invitations]
    invitations = each_once(given)
    if not invitations:
        raise Usage("\n".join(why_nothing(found, MAX_TOLD)), "no-usable-link")
    return Given(
        invitations,
        tuple(each.name for each in found if not each.brought and not is_link_itself(each.name)),
        is_choice=sum(source.count for source in found) == 1 and len(invitations) > 1,
        not_taken=tuple(each for source in found for each in _not_taken(source)),
        passed_over=tuple(_passed_over(found, len(given) - len(invitations))),
    )


def open_queue(given: Given, *, is_attended: bool) -> "AccountQueue":
    """The accounts that were given; unattended also what may have been meant, and that is said."""
    from tui.journey.account_queue import AccountQueue

    told = () if is_attended else given.not_taken
    for sentence in () if is_attended else (*given.passed_over, *(each.why for each in told)):
        with suppress(OSError):
            print(harmless(sentence, limit=2000), file=sys.stderr, flush=True)
    return AccountQueue(
        given.invitations,
        (*given.without_link, *(each.source for each in told if each.is_read)),
        not_read=[each.source for each in told if not each.is_read],
        why={each.source: each.why for each in told},
        is_choice=given.is_choice,
    )


def _not_taken(source: SourceContents) -> Iterator[NotTaken]:
    near = [each for each in source.near if each[0] not in ("", source.name)]
    if near or source.left_out:
        from tui.wording.left_out import left_out_sentence
        from tui.wording.mail import nothing_found

        for name, intake in near:
            yield NotTaken(
                name, f"{shown_path(name)}: {' '.join(nothing_found(intake))}", is_read=True
            )
        for each in source.left_out:
            if each.reason != "folder":
                path = source.path(each.name)
                yield NotTaken(path, left_out_sentence(path, each), is_read=False)


def _passed_over(found: Sequence[SourceContents], again: int) -> Iterator[str]:
    others = sum(source.passed_over for source in found if source.brought)
    below = [
        (source.path(each.name), each)
        for source in found
        for each in source.left_out
        if each.reason == "folder"
    ]
    if others or below or again:
        from tui.wording.left_out import (
            given_again_sentence,
            left_out_sentence,
            passed_over_sentence,
        )

        yield from (left_out_sentence(path, each) for path, each in below)
        if again:
            yield given_again_sentence(again)
        if others:
            yield passed_over_sentence(others)


def _read(source: str, origin: str | None, progress: ReadingProgress) -> SourceContents:
    """What one source holds: a link itself, or what is stored there."""
    if not is_link_itself(source):
        return _stored_contents(source, origin, progress)
    contents = SourceContents(source)
    intake = read_intake(source, origin=origin)
    contents.add("", intake)
    if intake.is_bare:
        from tui.wording.links import bare_sentence

        raise Usage(bare_sentence(), "no-usable-link")
    if not intake.invitations and not intake.refused and "://" not in source:
        said = _(
            "This is neither an existing file nor an activation link. Commands such as "
            "doctor must come first."
        )
        is_told = bool(source.strip()) and _HEX.search(source) is None
        text = f"{harmless(shown_path(source), limit=2000)}: {said}" if is_told else said
        raise Usage(text, "no-usable-link")
    if not intake.invitations:
        raise Usage("\n".join(why_nothing([contents], MAX_TOLD)), "no-usable-link")
    return contents


def _stored_contents(source: str, origin: str | None, progress: ReadingProgress) -> SourceContents:
    """All of it is read before anybody is asked: the last mail may be the newest of the first account."""
    from api_client.mail.line_memory import forget_lines
    from api_client.mail.mailboxes import LeftOut

    contents = SourceContents(source)
    try:
        for stored in _stored(source):
            if isinstance(stored, LeftOut):
                contents.left_out.append(stored)
                continue
            name = contents.path(stored.name)
            contents.add(
                name, read_intake(stored.data, origin=origin, source=name, more_follow=True)
            )
            progress.one_more()
    finally:
        forget_lines()
    if not contents.count:
        nothing = _("No email was found in {path}.").format(path=shown_path(source))
        told = [nothing, *why_nothing([contents], MAX_TOLD)]
        raise Usage("\n".join(told), "no-usable-link")
    if os.path.isdir(source):
        contents.sort_by_date()
    return contents


def _stored(source: str) -> "Iterator[StoredMail | LeftOut]":
    """Each mail or text in a file, a folder or standard input."""
    try:
        if source == STANDARD_INPUT:
            yield from _in_file(source, _standard_input())
        elif os.path.isdir(source):
            from api_client.mail.mailboxes import read_box

            yield from read_box(Path(source))
        else:
            with open(source, "rb") as file:
                yield from _in_file(source, file)
    except OSError as error:
        from api_client.mail.mailboxes import LeftOut
        from tui.wording.left_out import left_out_sentence

        reason = error.strerror or type(error).__name__
        said = left_out_sentence(harmless(source, limit=2000), LeftOut("", "unreadable", reason))
        raise Usage(said, "unreadable") from None


def _in_file(name: str, file: BinaryIO) -> "Iterator[StoredMail | LeftOut]":
    """The mails of an mbox, else all there is. It is read once: a pipe gives nothing twice."""
    from api_client.mail.activation_mail import MAX_MAIL
    from api_client.mail.mailboxes import LeftOut, StoredMail, read_mbox

    first = file.readline(MAX_MAIL + 1)
    if first.startswith(_MBOX):
        yield from read_mbox(name, file, first)
        return
    data = first + file.read(MAX_MAIL + 1 - len(first))
    if len(data) > MAX_MAIL:
        from tui.wording.left_out import left_out_sentence

        said = left_out_sentence(name, LeftOut(name, "too-large"))
        raise Usage(said, "unreadable")
    yield StoredMail("" if name == STANDARD_INPUT else name, data)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise Usage(_("Standard input is closed, so nothing can be read from it."), "unreadable")
    if sys.stdin.isatty():
        print(
            _("Paste the email or the link. Then press Enter and after that Ctrl+D."),
            file=sys.stderr,
        )
    return sys.stdin.buffer
