"""The command line of `unify-activate`: what is wanted, in which language, and where it can run.

Importing this loads neither Textual nor an HTTP client.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from typing import TYPE_CHECKING

from tui.cli.commands import COMMANDS, Command
from tui.cli.splash import say_first_words, take_first_words_back
from tui.exit_codes import Exit
from tui.i18n import _, language_wanted, use_language
from tui.startup import resume_collections, set_loaded_aside
from tui.terminal.charset import characters_for, given_environment, use_characters
from tui.terminal.tty import (
    exit_on_signals,
    leave_signals_to_main_thread,
    take_terminal_as_input,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from api_client.patience import Patience
    from api_client.ringcentral.credentials import OperatorCredentials
    from api_client.ringcentral.session import OperatorSession
    from tui.cli.options import Options
    from tui.cli.outcomes import Outcomes
    from tui.journey.account_queue import AccountQueue
    from tui.journey.journey import Journey

    Render = Callable[[Options, Journey, AccountQueue, Outcomes], int]


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit code; errors are one line on standard error."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    use_language(language_wanted(given))
    ascii_only = "--ascii" in given
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
    from tui.cli.options import Usage, read_options

    try:
        if given and given[0] in COMMANDS:
            return _command(COMMANDS[given[0]], given[1:])
        return _activate(read_options(given))
    except Usage as usage:
        return _complain(str(usage), Exit.USAGE)


def _command(command: Command, arguments: Sequence[str]) -> int:
    """Carry out a command other than the journey."""
    set_loaded_aside()
    resume_collections()
    return command.load()(arguments)


def _activate(options: "Options") -> int:
    from tui.cli.sources import Given, open_queue, read_sources

    operator = _operator() if options.is_operator else None
    given = read_sources(options)
    render = _answer if options.answers is not None else _pick_renderer(options)
    if render is None:
        return Exit.TERMINAL
    if render is not _draw:
        set_loaded_aside()
        resume_collections()
    if render is not _draw or options.link_in_arguments:
        take_first_words_back()
    if options.link_in_arguments:
        hint = _("Your shell's history keeps this link. Next time, paste it: unify-activate")
        print(hint, file=sys.stderr)
    with ExitStack() as stack:
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
        queue = open_queue(given, is_attended=options.answers is None)
        del given  # the queue lets go of each link when it has served
        return _lead_through(options, queue, operator, render)


def _pick_renderer(options: "Options") -> "Render | None":
    """What suits this terminal; None after saying why nothing does."""
    from tui.terminal.capabilities import look_around, preflight
    from tui.terminal.display import find_display, use_display

    if options.reads_standard_input:
        take_terminal_as_input()
    drawn_on = find_display(output_is_taken=options.json)
    found = preflight(look_around(os.environ, drawn_on), lines_wanted=options.plain)
    if found.obstacle is not None:
        from tui.wording.terminal import preflight_sentence

        _complain(preflight_sentence(found.obstacle.id, found.obstacle.values), Exit.TERMINAL)
        return None
    if drawn_on is not None:
        use_display(drawn_on)
    return _talk if found.renderer == "lines" else _draw


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
    from tui.cli.options import Usage
    from tui.cli.outcomes import Outcomes
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
        outcomes.tell()
    except Usage:
        raise  # nothing was begun
    except BaseException:
        outcomes.tell()
        raise
    finally:
        if session is not None:
            from tui.cli.operator import end_run

            end_run(session)
    return code


def _operators_run(options: "Options", operator: "OperatorCredentials") -> "OperatorSession":
    from tui.cli.operator import open_run

    return open_run(
        operator, is_attended=options.answers is None, limit_seconds=options.limit_seconds
    )


def _servers_patience(options: "Options") -> "Patience":
    from tui.cli.patience import told_patience
    from tui.wording.waiting import server_wait_sentence

    return told_patience(server_wait_sentence, options.limit_seconds)


def _draw(
    options: "Options", journey: "Journey", queue: "AccountQueue", outcomes: "Outcomes"
) -> int:
    """On screens."""
    import asyncio

    from tui.app.app import ActivateApp

    set_loaded_aside()
    app = ActivateApp(
        journey,
        queue,
        idle_seconds=options.idle_seconds,
        limit_seconds=options.limit_seconds,
    )
    take_first_words_back()

    def code() -> int:
        return Exit.FAILED if app.return_code is None else app.return_code

    outcomes.queue = lambda: app.session.outcome(code())
    try:
        # Not asyncio.run, which waits for what still runs in threads: nobody needs that any more.
        asyncio.new_event_loop().run_until_complete(app.run_in_terminal(mouse=options.mouse))
    finally:
        exit_on_signals()
    if app.leaving.is_out_of_time:
        from tui.wording.times import time_is_over

        print(time_is_over(), file=sys.stderr)
    return code()


def _talk(
    options: "Options", journey: "Journey", queue: "AccountQueue", outcomes: "Outcomes"
) -> int:
    """In lines."""
    import shutil

    from tui.plain.console import Console, EchoStays
    from tui.plain.renderer import PlainRenderer
    from tui.plain.stopping import stops_and_goes_on
    from tui.terminal.display import display_stream
    from tui.terminal.environment import here

    console = Console(
        display_stream(),
        0,
        columns=shutil.get_terminal_size().columns,
        idle_seconds=options.idle_seconds,
        limit_seconds=options.limit_seconds,
    )
    renderer = PlainRenderer(journey, queue, console, here())
    outcomes.queue = lambda: renderer.queue
    try:
        with console.taken(), stops_and_goes_on(console):
            _run(renderer.run())
    except EchoStays:
        sentence = _("This terminal shows what is typed, and it cannot be told not to.")
        return _complain(sentence, Exit.TERMINAL)
    except SystemExit as ended:
        if ended.code != Exit.LEFT:
            raise
        renderer.say_left()  # Ctrl+C is the way to leave here
    finally:
        exit_on_signals()
    return renderer.queue.exit_code()


def _answer(
    options: "Options", journey: "Journey", queue: "AccountQueue", outcomes: "Outcomes"
) -> int:
    """Without a question, and without a terminal."""
    from tui.answers.renderer import AnswersRenderer
    from tui.cli.answers_file import open_answers
    from tui.cli.options import STANDARD_INPUT, Usage

    if queue.is_choice:
        raise Usage(_("There are several links in it. Name the one that is meant."))
    answers = open_answers(
        options.answers or STANDARD_INPUT,
        input_is_taken=options.input_is_taken,
        several=queue.size > 1,
        expected=queue.login_addresses(),
    )
    renderer = AnswersRenderer(
        journey,
        queue,
        answers,
        lambda sentence: print(sentence, file=sys.stderr, flush=True),
        only_check=options.check,
        is_in_time=_servers_patience(options).is_in_time,
    )
    _run(renderer.run())
    return queue.exit_code()


def _run(all_of_it: "Coroutine[None, None, None]") -> None:
    """Run a renderer that waits on the main thread alone, so that every signal has to reach it."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    with asyncio.Runner() as runner:
        threads = ThreadPoolExecutor(initializer=leave_signals_to_main_thread)
        runner.get_loop().set_default_executor(threads)
        runner.run(all_of_it)


def _complain(sentence: str, code: Exit) -> int:
    from tui.terminal.sanitize import harmless, without_tokens

    take_first_words_back()

    # What is wrong is often quoted, and what stands in the wrong place is often the link.
    lines = [harmless(without_tokens(line), limit=2000) for line in sentence.splitlines()]
    print("unify-activate: " + "\n".join(lines), file=sys.stderr)
    return code
