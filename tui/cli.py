"""The command line of `unify-activate`: what is wanted, in which language, and where it can run.

Importing this loads neither Textual nor an HTTP client.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from typing import TYPE_CHECKING

from tui.exit_codes import Exit
from tui.language import _, use_language
from tui.options import Options, Usage, language_wanted, read_options
from tui.terminal import exit_on_signals, take_terminal_as_input, unusable

if TYPE_CHECKING:
    from api_client.ringcentral.credentials import OperatorCredentials
    from tui.queue import Queue
    from tui.sources import Given


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit code; errors are one line on standard error."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    use_language(language_wanted(given))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks ü shows ?, and goes on
    try:
        if given[:1] in (["operator"], ["doctor"]):
            return _command(given)
        return _activate(read_options(given))
    except Usage as usage:
        return _complain(str(usage), Exit.USAGE)
    except KeyboardInterrupt:
        return Exit.LEFT


def _command(given: Sequence[str]) -> int:
    """Carry out a command other than the journey."""
    if given[0] == "doctor":
        from tui.doctor import run as doctor

        return doctor(given[1:])
    from tui.operator import run as operator

    return operator(given[1:])


def _activate(options: Options) -> int:
    from tui.sources import Given, read_sources

    operator = _operator() if options.is_operator else None
    given = read_sources(options)
    if options.reads_standard_input:
        take_terminal_as_input()
    reason = unusable(os.environ)
    if reason is not None:
        return _complain(_terminal_sentence(reason), Exit.TERMINAL)
    if options.link_in_arguments:
        hint = _("Your shell's history keeps this link. Next time, paste it: unify-activate")
        print(hint, file=sys.stderr)
    with ExitStack() as stack:
        if options.demo:
            from tui.demo import demo_link
            from tui.intake import Invitation

            link = stack.enter_context(demo_link(options.scenario))
            given = Given((Invitation(link),))
        return _draw(options, given, operator)


def _operator() -> "OperatorCredentials":
    """The operator's credentials; asked for first, since nothing goes without them."""
    from tui.operator import operator_credentials

    return operator_credentials()


def _draw(options: Options, given: "Given", operator: "OperatorCredentials | None") -> int:
    """Draw the journeys on screens and tell the outcome afterwards."""
    import asyncio

    from api_client.backend import BackendSettings, open_backend
    from tui.app import ActivateApp
    from tui.card import Vouched
    from tui.clock import SystemClock
    from tui.journey import Journey
    from tui.language import language
    from tui.queue import Queue

    settings = BackendSettings(
        base_url=options.backend,
        trusted_hosts=options.trusted_hosts,
        language=language(),
        operator=operator,
    )
    journey = Journey(lambda link, mail: open_backend(link, settings, mail), SystemClock())
    app = ActivateApp(
        journey,
        Queue(given.invitations, given.without_link, is_choice=given.is_choice),
        vouched=Vouched(options.backend, options.trusted_hosts, options.is_operator),
    )
    asyncio.run(app.run_in_terminal(mouse=options.mouse))
    exit_on_signals()
    code = Exit.FAILED if app.return_code is None else app.return_code
    _tell(options, app.outcome(code))
    return code


def _tell(options: Options, queue: "Queue") -> None:
    """Words for people, and with --json the objects for programs on standard output alone."""
    from tui.report import as_objects, as_words

    for line in as_words(queue, demo=options.demo):
        print(line, file=sys.stderr if options.json else sys.stdout)
    if options.json:
        for line in as_objects(queue, demo=options.demo):
            print(line)


def _terminal_sentence(reason: str) -> str:
    if reason == "dumb-terminal":
        return _("This terminal cannot draw screens (TERM is dumb or not set).")
    return _("There is no terminal to type in. Start it in a terminal, without a pipe or redirect.")


def _complain(sentence: str, code: Exit) -> int:
    from tui.outside_text import harmless, without_tokens

    # What is wrong is often quoted, and what stands in the wrong place is often the link.
    lines = [harmless(without_tokens(line), limit=2000) for line in sentence.splitlines()]
    print("unify-activate: " + "\n".join(lines), file=sys.stderr)
    return code
