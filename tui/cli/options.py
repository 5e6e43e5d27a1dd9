"""The options of `unify-activate`, read and checked."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass

from tui.cli.argparse_texts import translate_argparse
from tui.cli.parser import PLATFORM, insist_on_people, option_parser, source_metavar
from tui.cli.printing_options import print_instead
from tui.cli.usage import Usage
from tui.i18n import _
from tui.terminal.sanitize import harmless
from tui.terminal.theme_choice import THEME, ThemeChoice, theme_choice
from tui.terminal.tty import ACCESSIBLE, is_on


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
    stranger's. `theme` names the colours of screens.
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
    theme: ThemeChoice = "auto"

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


def read_options(arguments: Sequence[str]) -> Options:
    """The options in an argument list.

    Raises:
        Usage: they do not fit together; SystemExit(0) after --help and what else is only printed.
    """
    translate_argparse()
    parser = option_parser()
    given = parser.parse_args(arguments)
    print_instead(given, parser)
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
        theme=wanted_theme(given.theme),
    )


def wanted_theme(option: ThemeChoice | None) -> ThemeChoice:
    """The colours that the option names; without it those of the variable.

    Raises:
        Usage: the variable names none.
    """
    if option is not None:
        return option
    value = os.environ.get(THEME, "")
    try:
        return theme_choice(value)
    except ValueError:
        said = _("The variable {name} is “{value}”. It can be auto, dark or light.")
        raise Usage(said.format(name=THEME, value=harmless(value))) from None


def _insist_on_sense(given: argparse.Namespace) -> None:
    """See that the options fit together.

    Raises:
        Usage: they do not.
    """
    _insist_on_values(given)
    inputs = (given.sources, given.link_file, given.demo)
    if given.scenario and not given.demo:
        raise Usage(_("--scenario can only be used together with --demo."))
    if sum(map(bool, inputs)) > 1:
        raise Usage(_("Give only one of SOURCE, --link-file and --demo."))
    if given.demo and given.backend == PLATFORM:
        raise Usage(_("--demo and --backend ringcentral cannot be used together."))
    insist_on_people(given)
    if given.demo and given.no_loopback:
        raise Usage(
            _(
                "--demo and --no-loopback cannot be used together, because the demo runs "
                "on this computer."
            )
        )
    read = [*given.sources, given.link_file, given.answers]
    if sum(each is not None and is_standard_input(each) for each in read) > 1:
        raise Usage(_("Standard input can only be read once, but is named more than once."))
    if given.check and given.answers is None:
        raise Usage(_("--check can only be used together with --answers."))
    if given.answers is not None and not any(inputs):
        raise Usage(
            _("Give a SOURCE together with --answers, because nobody is asked for the link.")
        )


def _insist_on_values(given: argparse.Namespace) -> None:
    """An empty value is a variable that was never set: to go on without it would ask another server.

    Raises:
        Usage: an option, or a SOURCE, has none.
    """
    named = {
        source_metavar(): given.sources,
        "--link-file": [given.link_file],
        "--backend": [given.backend],
        "--trust-host": [_host(each) for each in given.trust_host],
        "--answers": [given.answers],
        "--scenario": [given.scenario],
    }
    for name, values in named.items():
        if any(value is not None and not value.strip() for value in values):
            raise Usage(_("{name} is empty. Perhaps a variable is not set.").format(name=name))


def _host(text: str) -> str:
    """A host as links are compared with it."""
    return text.strip().lower().removesuffix(":443").rstrip(".")


def _backend(address: str) -> str:
    from api_client.urls import read_base_url

    try:
        return read_base_url(address)
    except ValueError:
        raise Usage(
            _(
                "--backend needs ringcentral or an address with https, such as "
                "https://a.example.\nAn address with http is only allowed for this computer "
                "(127.0.0.1)."
            )
        ) from None
