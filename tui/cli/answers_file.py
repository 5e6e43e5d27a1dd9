"""An answers file as the command line names it, opened and read with all its secrets."""

import os
import stat
import sys
from collections.abc import Collection
from pathlib import Path

from tui.answers.errors import AnswersFault, AnswersUnusable
from tui.answers.opened_answers import OpenedAnswers
from tui.answers.parser import LARGEST_FILE, read_answers
from tui.answers.secret_sources import take_secrets
from tui.cli.options import STANDARD_INPUT
from tui.cli.usage import Usage
from tui.i18n import _
from tui.wording.answers import fault_sentence
from tui.wording.identity import shown_path


def open_answers(
    named: str,
    *,
    several: bool,
    input_is_taken: bool = False,
    expected: Collection[str] | None = None,
) -> OpenedAnswers:
    """Read the file that `--answers` names; takes what `load_answers` takes.

    Raises:
        Usage: everything that keeps it from being used, a line each.
    """
    try:
        return load_answers(
            named, several=several, input_is_taken=input_is_taken, expected=expected
        )
    except AnswersUnusable as unusable:
        faults = unusable.faults
    name = answers_name(named)
    said = (fault_sentence(name, each.kind, each.where, each.line, each.values) for each in faults)
    raise Usage("\n".join(said), "answers-unusable")


def load_answers(
    named: str,
    *,
    several: bool,
    input_is_taken: bool = False,
    expected: Collection[str] | None = None,
) -> OpenedAnswers:
    """Read an answers file, and every secret it refers to.

    Names of files in it are relative to the folder it lies in; to the current one, if it comes
    through a pipe.

    Args:
        named: the file, `-` for standard input.
        several: whether there is more than one account.
        input_is_taken: whether standard input is read for something else than secrets.
        expected: as `take_secrets` takes it.

    Raises:
        AnswersUnusable: everything that keeps it from being used.
    """
    data, folder = _read(named)
    file = read_answers(data)
    taken = input_is_taken or named == STANDARD_INPUT
    secrets = take_secrets(
        file, os.environ, folder=folder, input_is_taken=taken, several=several, expected=expected
    )
    return OpenedAnswers(file, secrets, folder)


def answers_name(named: str) -> str:
    """What the file is called in a sentence."""
    return _("standard input") if named == STANDARD_INPUT else shown_path(named)


def _read(named: str) -> tuple[bytes, Path]:
    """The file's bytes, and what names in it are relative to."""
    if named == STANDARD_INPUT:
        if sys.stdin is None:
            raise AnswersUnusable([AnswersFault("closed", values={"file": "fd 0"})])
        if sys.stdin.isatty():
            raise AnswersUnusable([AnswersFault("terminal", values={"file": "fd 0"})])
    try:
        if named == STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST_FILE + 1), Path()
        with open(named, "rb") as opened:
            is_file = stat.S_ISREG(os.fstat(opened.fileno()).st_mode)
            return opened.read(LARGEST_FILE + 1), Path(named).parent if is_file else Path()
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise AnswersUnusable([AnswersFault("unreadable", values={"file": named, "reason": reason})])
