"""What one source on the command line holds: a link, a text, or a box of many mails."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from tui.journey.invitation import Intake

if TYPE_CHECKING:
    from api_client.mail.mailboxes import LeftOut

MOST_OTHERS = 200
"""Other mails that are kept to tell what they are; more of them are counted alone."""


@dataclass(slots=True)
class SourceContents:
    """What was found in one source, each text named by where it lies.

    `brought` are the texts with a usable link. `near` are those in which one may have been meant,
    `others` some of those that are something else, `count` is the number of all of them.
    `left_out` is what was not read.
    """

    name: str
    brought: list[Intake] = field(default_factory=list)
    near: list[tuple[str, Intake]] = field(default_factory=list)
    others: list[Intake] = field(default_factory=list)
    left_out: "list[LeftOut]" = field(default_factory=list)
    count: int = 0

    @property
    def passed_over(self) -> int:
        """How many texts are something else."""
        return self.count - len(self.brought) - len(self.near)

    def add(self, name: str, intake: Intake) -> None:
        """Take in a text that was read."""
        self.count += 1
        if intake.invitations:
            self.brought.append(intake)
        elif _is_near(intake):
            self.near.append((name, intake))
        elif len(self.others) < MOST_OTHERS:
            self.others.append(intake)

    def without_link(self) -> Iterator[Intake]:
        """Texts without a usable link, the nearest misses first."""
        return chain((intake for _name, intake in self.near), self.others)

    def path(self, name: str) -> str:
        """Where something in it lies."""
        return os.path.join(self.name, name) if os.path.isdir(self.name) else name

    def sort_by_date(self) -> None:
        """Bring the mails into the order in which they were sent."""
        self.brought.sort(key=_sent)


def _is_near(intake: Intake) -> bool:
    """Whether the very mail, or what hides one, is at hand; a filter wraps what has none, too."""
    if intake.mail is not None and intake.mail.unreadable is not None:
        return True
    if any(each.reason != "opaque-wrapper" for each in intake.refused):
        return True
    if intake.mail is None:
        return False
    from tui.wording.mail import is_the_mail

    return is_the_mail(intake)


def _sent(intake: Intake) -> tuple[bool, float]:
    """Sorts mails by date; those without one come after, as they were."""
    sent_at = intake.mail.sent_at if intake.mail is not None else None
    return sent_at is None, 0.0 if sent_at is None else sent_at.timestamp()


def why_nothing(found: Iterable[SourceContents], most: int) -> list[str]:
    """Why there is no usable link in any of it, and what to look for; `most` reasons are told."""
    from tui.wording.left_out import further_sentence, left_out_sentence, texts_read_sentence
    from tui.wording.mail import nothing_found, where_to_look

    found = list(found)
    intakes = [each for source in found for each in source.without_link()]
    left_out = [
        left_out_sentence(source.path(each.name), each)
        for source in found
        for each in source.left_out
    ]
    count = sum(source.count for source in found)
    advice = _in_lines(where_to_look(*intakes))
    lines = left_out[:most]
    if len(left_out) > most:
        lines.append(further_sentence(len(left_out) - most))
    if count == 1:
        return [*nothing_found(intakes[0]), *lines, *advice]
    telling = sorted(intakes, key=lambda intake: (not intake.refused, not intake.mail))
    reasons = dict.fromkeys(each for intake in telling for each in nothing_found(intake))
    heading = [texts_read_sentence(count)] if count else []
    return [*heading, *islice(reasons, most), *lines, *advice]


def _in_lines(advice: list[str]) -> list[str]:
    """The advice in lines that no terminal breaks: a mail's subject is longer than one."""
    from textwrap import wrap

    from tui.terminal.sanitize import WIDTH

    return [line for each in advice for line in wrap(each, WIDTH)]
