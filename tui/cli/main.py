"""The command line of `unify-activate`: what is wanted, in which language, and where it can run.

Importing this loads neither Textual nor an HTTP client.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from typing import TYPE_CHECKING

from tui.cli.commands import COMMANDS, Command, find_command
from tui.cli.splash import say_first_words, take_first_words_back
from tui.exit_codes import Exit
from tui.i18n import _, language_wanted, use_language
from tui.startup import resume_collections, set_loaded_aside
from tui.terminal.charset import characters_for, given_environment, use_characters
from tui.terminal.presenter import OPTION, is_presenting, use_presenter_mode
from tui.terminal.tty import (
    exit_on_signals,
    take_terminal_as_input,
)

if TYPE_CHECKING:
    from api_client.patience import Patience
    from api_client.ringcentral.credentials import OperatorCredentials
    from api_client.ringcentral.session import OperatorSession
    from tui.cli.options import Options
    from tui.cli.renderers import Render
    from tui.cli.usage import Usage
    from tui.journey.account_queue import AccountQueue


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit code; errors are one line on standard error."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    use_language(language_wanted(given))
    options = given[: given.index("--")] if "--" in given else given
    ascii_only = "--ascii" in options
    if "--no-color" in options:
        os.environ["NO_COLOR"] = "1"  # what draws, and what it is drawn with, looks there
    use_presenter_mode(OPTION in options)
    use_characters(characters_for(given_environment(), sys.platform, ascii_only=ascii_only))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks ü shows ?, and goes on
    say_first_words(given)
    try:
        return _carry_out(given)
    except KeyboardInterrupt:
        return Exit.LEFT
    finally:
        take_first_words_back()


def _carry_out(given: Sequence[str]) -> int:
    from tui.cli.options import read_options
    from tui.cli.outcomes import code_of, tell_failure
    from tui.cli.usage import Usage

    as_json = "--json" in given[: given.index("--") if "--" in given else None]
    is_begun = False
    try:
        at = _find_command(given)
        if at is not None:
            return _command(COMMANDS[given[at]], [*given[at + 1 :], *given[:at]])
        options = read_options(given)
        with ExitStack() as stack:
            prepared = _prepare(options, stack)
            is_begun = True
            return _lead_through(options, *prepared)
    except Usage as usage:
        _complain(usage, given, as_json=as_json)
        return usage.code
    except BaseException as ended:
        code = code_of(ended)
        if as_json and code and not is_begun:
            is_left = code >= Exit.HUNG_UP
            tell_failure("left" if is_left else "failed", code, type(ended).__name__)
        raise


def _find_command(given: Sequence[str]) -> int | None:
    """Where the word of a command stands, if one does."""
    if COMMANDS.keys().isdisjoint(given):
        return None
    from tui.cli.parser import valued_options

    return find_command(given, valued_options())


def _command(command: Command, arguments: Sequence[str]) -> int:
    """Carry out a command other than the journey."""
    set_loaded_aside()
    resume_collections()
    _say_presenter_mode()
    return command.load()(arguments)


def _say_presenter_mode() -> None:
    """That facts are masked, where no screen says so."""
    if is_presenting():
        from tui.wording.identity import presenter_sentence

        print(presenter_sentence(), file=sys.stderr, flush=True)


def _prepare(
    options: "Options", stack: ExitStack
) -> "tuple[AccountQueue, OperatorCredentials | None, Render]":
    """Which accounts there are, who asks the platform for them, and how the way is gone.

    Raises:
        Usage: nothing can be begun.
    """
    from tui.cli.renderers import answer, draw
    from tui.cli.sources import Given, open_queue, read_sources

    operator = _operator() if options.is_operator else None
    given = read_sources(options)
    render = answer if options.answers is not None else _pick_renderer(options)
    if render is answer:
        _say_presenter_mode()
    if render is not draw:
        set_loaded_aside()
        resume_collections()
    if render is not draw or options.link_in_arguments:
        take_first_words_back()
    if options.link_in_arguments:
        from tui.cli.error_lines import print_wrapped

        hint = _(
            "The link is now in your shell history. Next time, start unify-activate "
            "without it and paste the link there."
        )
        print_wrapped(hint)
    if not options.loopback:
        from api_client.loopback import strangers_loopback
        from api_client.urls import origin_of

        named = options.backend and origin_of(options.backend)
        stack.enter_context(strangers_loopback(named))
    if options.demo:
        from tui.cli.demo import demo_link
        from tui.journey.invitation import Invitation

        link = stack.enter_context(demo_link(options.scenario))
        given = Given((Invitation(link),))
    # The queue alone holds the links from now on: it lets go of each when it has served.
    return open_queue(given, is_attended=options.answers is None), operator, render


def _pick_renderer(options: "Options") -> "Render":
    """What suits this terminal.

    Raises:
        Usage: nothing does.
    """
    from tui.cli.renderers import draw, talk
    from tui.cli.usage import Usage
    from tui.terminal.capabilities import look_around, preflight
    from tui.terminal.display import find_display, use_display

    if options.reads_standard_input:
        take_terminal_as_input()
    drawn_on = find_display(output_is_taken=options.json)
    found = preflight(look_around(os.environ, drawn_on), lines_wanted=options.plain)
    if found.obstacle is not None:
        from tui.wording.terminal import preflight_sentence

        said = preflight_sentence(found.obstacle.id, found.obstacle.values)
        raise Usage(said, "no-terminal", Exit.TERMINAL)
    if drawn_on is not None:
        use_display(drawn_on)
    return talk if found.renderer == "lines" else draw


def _operator() -> "OperatorCredentials":
    """The operator's credentials; asked for first, since nothing goes without them."""
    from tui.cli.operator import operator_credentials

    return operator_credentials()


def _lead_through(
    options: "Options",
    queue: "AccountQueue",
    operator: "OperatorCredentials | None",
    render: "Render",
) -> int:
    """Go the way of all accounts with one renderer, and tell how they stand, however it ends."""
    from api_client.connect import BackendSettings, open_backend
    from api_client.http.settings import ClientSettings
    from tui.cli.outcomes import Outcomes, code_of
    from tui.cli.usage import Usage
    from tui.i18n import language
    from tui.journey.clock import SystemClock
    from tui.journey.journey import Journey
    from tui.journey.trust_card import Vouched

    session = None if operator is None else _operators_run(options, operator)
    settings = BackendSettings(
        base_url=options.backend,
        trusted_hosts=options.trusted_hosts,
        operator=operator,
        session=session,
        client=ClientSettings(language=language()),
        patience=None if options.answers is None else _servers_patience(options),
    )
    journey = Journey(
        lambda link, mail: open_backend(link, settings, mail),
        SystemClock(),
        Vouched(options.backend, options.trusted_hosts, options.is_operator),
    )
    outcomes = Outcomes(queue, demo=options.demo, json=options.json)
    exit_on_signals()
    try:
        code = render(options, journey, queue, outcomes)
        outcomes.tell(code)
    except Usage:
        raise  # nothing was begun
    except BaseException as ended:
        outcomes.tell(code_of(ended))
        raise
    finally:
        if session is not None:
            from tui.cli.operator import end_run

            end_run(session)
    return outcomes.code(code)


def _operators_run(options: "Options", operator: "OperatorCredentials") -> "OperatorSession":
    from tui.cli.operator import open_run

    return open_run(
        operator, is_attended=options.answers is None, limit_seconds=options.limit_seconds
    )


def _servers_patience(options: "Options") -> "Patience":
    from tui.cli.patience import told_patience
    from tui.wording.waiting import server_wait_sentence

    return told_patience(server_wait_sentence, options.limit_seconds)


def _complain(usage: "Usage", given: Sequence[str], *, as_json: bool) -> None:
    from tui.cli.error_lines import names_with_spaces, print_error
    from tui.cli.outcomes import tell_failure
    from tui.terminal.sanitize import harmless, without_tokens

    take_first_words_back()
    if as_json:
        tell_failure(usage.outcome, usage.code, str(usage))
    # What is wrong is often quoted, and what stands in the wrong place is often the link.
    lines = [harmless(without_tokens(line), limit=2000) for line in str(usage).splitlines()]
    print_error("\n".join(lines), names_with_spaces(given))
