"""The options of `unify-activate`, read and checked."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from api_client.version import VERSION
from tui.cli.argparse_texts import translate_argparse
from tui.cli.commands import COMMANDS
from tui.cli.printing_options import SCHEMAS, PrintSchema
from tui.exit_codes import Exit, FailureOutcome
from tui.i18n import LANGUAGES, _
from tui.terminal.tty import ACCESSIBLE, is_on

PLATFORM = "ringcentral"
"""What --backend calls the real platform."""


class Usage(Exception):
    """The command cannot be carried out as it was given, or not here; nothing was begun.

    The text is for people, `outcome` for programs, `code` for the shell.
    """

    def __init__(
        self, text: str, outcome: FailureOutcome = "usage", code: Exit = Exit.USAGE
    ) -> None:
        super().__init__(text)
        self.outcome = outcome
        self.code = code


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for.

    Each of `sources` is a link, a file's or folder's name, or `-` for standard input; `backend`
    is the origin to ask whatever the link says; `is_operator` asks the real platform instead,
    with an operator's rights. `json` wants one object per account on standard output. `plain`
    asks for lines instead of screens, `ascii_only` for no symbols; `idle_seconds` is after how
    long without a key everything typed is forgotten, `limit_seconds` after how long the session
    ends; 0 for never. `answers` names the file to take instead of asking, `-` for standard input;
    `check` does everything but the commit; without `loopback` a link to this machine is a
    stranger's.
    """

    sources: tuple[str, ...]
    link_file: str | None
    backend: str | None
    trusted_hosts: frozenset[str]
    demo: bool
    scenario: str | None
    mouse: bool
    json: bool
    plain: bool
    ascii_only: bool
    idle_seconds: float
    limit_seconds: float = 0.0
    is_operator: bool = False
    answers: str | None = None
    check: bool = False
    loopback: bool = True

    @property
    def reads_standard_input(self) -> bool:
        """Whether a mail or a link is piped in."""
        return STANDARD_INPUT in (*self.sources, self.link_file)

    @property
    def input_is_taken(self) -> bool:
        """Whether standard input is read, for whatever."""
        return self.reads_standard_input or self.answers == STANDARD_INPUT

    @property
    def link_in_arguments(self) -> bool:
        """Whether a link itself stood in the arguments, where a shell's history keeps it."""
        return any(is_link_itself(source) for source in self.sources)


STANDARD_INPUT = "-"

IDLE_MINUTES, MOST_MINUTES = 5, 24 * 60


_STANDARD_INPUT_TOO = ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "/proc/thread-self/fd/0")
"""Names that the system has for it."""


def is_standard_input(name: str) -> bool:
    """Whether a name stands for standard input, whoever spells it."""
    return name == STANDARD_INPUT or os.path.normpath(name) in _STANDARD_INPUT_TOO


def _spelled(name: str) -> str:
    """A name as this program spells it."""
    return STANDARD_INPUT if is_standard_input(name) else name


def is_link_itself(source: str) -> bool:
    """Whether a SOURCE is neither standard input nor anything stored."""
    return source != STANDARD_INPUT and not os.path.lexists(source)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        from tui.terminal.sanitize import harmless

        raise Usage(harmless(message, limit=2000) + "\n" + _("See unify-activate --help."))


def file_metavar() -> str:
    """What a file's name is called in --help."""
    return _("FILE")


def option_parser() -> argparse.ArgumentParser:
    """What reads the command line where no command is named; it tells mistakes as `Usage`."""
    parser = _Parser(
        prog="unify-activate",
        description=_("Activate your Unify Office by RingCentral account in the terminal."),
        epilog=_(
            "Without SOURCE the first screen asks for the link; paste it there. "
            "“unify-activate doctor” tells whether the program can run here."
        ),
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "sources",
        nargs="*",
        metavar=_("SOURCE"),
        help=_("a link, a mail file, a folder of mails, or - for standard input (repeatable)"),
    )
    add("--link-file", metavar=file_metavar(), help=_("read the link from this file"))
    add(
        "--backend",
        metavar="URL|ringcentral",
        help=_(
            "ask this server, whatever host the link names; "
            "ringcentral: the real platform, with an operator's credentials"
        ),
    )
    add(
        "--trust-host",
        metavar="HOST",
        action="append",
        default=[],
        help=_("a link's host that may be asked (repeatable)"),
    )
    add(
        "--no-loopback",
        action="store_true",
        help=_("a link to this machine is a stranger's: for shared hosts"),
    )
    add("--lang", choices=LANGUAGES, help=_("language; else from LC_ALL, LC_MESSAGES, LANG"))
    add("--no-mouse", action="store_true", help=_("leave the mouse to the terminal"))
    add("--plain", action="store_true", help=_("lines instead of screens, for screen readers"))
    add(
        "--ascii",
        action="store_true",
        help=_("draw with ASCII alone; by itself where the locale is not UTF-8"),
    )
    add(
        "--idle",
        metavar=_("MINUTES"),
        type=_minutes,
        default=IDLE_MINUTES,
        help=_("forget what was typed after so long without a key (0: never; default: 5)"),
    )
    add(
        "--limit",
        metavar=_("MINUTES"),
        type=_minutes,
        default=0,
        help=_("end the session after so long, whatever is typed (0: never, the default)"),
    )
    add(
        "--answers",
        metavar=file_metavar(),
        help=_("ask nothing, take the answers from this file, or - for standard input"),
    )
    add("--check", action="store_true", help=_("with --answers: everything but the activation"))
    add("--demo", action="store_true", help=_("try it out against a mock server started inside"))
    add("--scenario", metavar="NAME", help=_("with --demo: another of the mock's scenarios"))
    add(
        "--json",
        action="store_true",
        help=_("tell the outcome as JSON on standard output, one object per account"),
    )
    add(
        "--print-schema",
        action=PrintSchema,
        choices=tuple(SCHEMAS),
        default=argparse.SUPPRESS,
        help=_("print the JSON Schema of answers files, or of what --json prints, and exit"),
    )
    add(
        "-V",
        "--version",
        action="version",
        version=f"unify-activate {VERSION}",
        help=_("show program's version number and exit"),
    )
    return parser


def read_options(arguments: Sequence[str]) -> Options:
    """The options in an argument list.

    Raises:
        Usage: they do not fit together; SystemExit(0) after --help and --version.
    """
    translate_argparse()
    given = option_parser().parse_args(arguments)
    _insist_on_sense(given)
    is_operator = given.backend == PLATFORM
    return Options(
        sources=tuple(map(_spelled, given.sources)),
        link_file=given.link_file and _spelled(given.link_file),
        backend=None if is_operator or given.backend is None else _backend(given.backend),
        trusted_hosts=frozenset(map(_host, given.trust_host)),
        demo=given.demo,
        scenario=given.scenario,
        mouse=not given.no_mouse,
        json=given.json,
        plain=given.plain or is_on(ACCESSIBLE, os.environ),
        ascii_only=given.ascii,
        idle_seconds=given.idle * 60,
        limit_seconds=given.limit * 60,
        is_operator=is_operator,
        answers=given.answers and _spelled(given.answers),
        check=given.check,
        loopback=not given.no_loopback,
    )


def _insist_on_sense(given: argparse.Namespace) -> None:
    """See that the options fit together.

    Raises:
        Usage: they do not.
    """
    _insist_on_values(given)
    inputs = (given.sources, given.link_file, given.demo)
    if given.scenario and not given.demo:
        raise Usage(_("--scenario goes with --demo."))
    if sum(map(bool, inputs)) > 1:
        raise Usage(_("Give one of SOURCE, --link-file and --demo, not several."))
    if given.demo and given.backend == PLATFORM:
        raise Usage(_("--demo and --backend ringcentral do not go together."))
    if given.demo and given.no_loopback:
        raise Usage(_("--demo and --no-loopback do not go together: the demo is on this machine."))
    read = [*given.sources, given.link_file, given.answers]
    if sum(each is not None and is_standard_input(each) for each in read) > 1:
        raise Usage(_("Standard input can be read only once."))
    if given.check and given.answers is None:
        raise Usage(_("--check goes with --answers: it is those that are checked."))
    if given.answers is not None and not any(inputs):
        raise Usage(_("--answers needs a SOURCE: nobody is asked for the link."))


def _insist_on_values(given: argparse.Namespace) -> None:
    """An empty value is a variable that was never set: to go on without it would ask another server.

    Raises:
        Usage: an option, or a SOURCE, has none.
    """
    named = {
        "SOURCE": given.sources,
        "--link-file": [given.link_file],
        "--backend": [given.backend],
        "--trust-host": [_host(each) for each in given.trust_host],
        "--answers": [given.answers],
        "--scenario": [given.scenario],
    }
    for name, values in named.items():
        if any(value is not None and not value.strip() for value in values):
            raise Usage(_("{name} is empty: is a variable not set?").format(name=name))


def _host(text: str) -> str:
    """A host as links are compared with it."""
    return text.strip().lower().removesuffix(":443").rstrip(".")


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1
    if not 0 <= minutes <= MOST_MINUTES:
        raise Usage(
            _("--idle and --limit need minutes from 0 (never) to {most}.").format(most=MOST_MINUTES)
        )
    return minutes


def command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of a command, which tells mistakes as `Usage`."""
    translate_argparse()
    return _Parser(
        prog=f"unify-activate {name}", description=_(COMMANDS[name].does), allow_abbrev=False
    )


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """How a command tells what it found: as JSON, in which language."""
    parser.add_argument("--json", action="store_true", help=_("print JSON on standard output"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("language of all words"))


def _backend(address: str) -> str:
    from api_client.urls import read_base_url

    try:
        return read_base_url(address)
    except ValueError:
        raise Usage(
            _(
                "--backend needs an https address such as https://a.example.\n"
                "http is only for this machine (127.0.0.1)."
            )
        ) from None
