"""The command line of `unify-activate`: what is wanted, in which language, and where it can run.

Importing this loads neither Textual nor an HTTP client.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from typing import TYPE_CHECKING

from tui.characters import characters_for, given_environment, use_characters
from tui.exit_codes import Exit
from tui.language import _, use_language
from tui.options import Options, Usage, language_wanted, read_options
from tui.terminal import exit_on_signals, take_terminal_as_input, unusable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.card import Vouched
    from tui.journey import Journey
    from tui.queue import Queue
    from tui.sources import Given

    Render = Callable[[Options, Journey, Queue, Vouched], tuple[int, Queue]]


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return its exit code; errors are one line on standard error."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    use_language(language_wanted(given))
    ascii_only = "--ascii" in given
    use_characters(characters_for(given_environment(), sys.platform, ascii_only=ascii_only))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks ü shows ?, and goes on
    try:
        return _activate(read_options(given))
    except Usage as usage:
        return _complain(str(usage), Exit.USAGE)
    except KeyboardInterrupt:
        return Exit.LEFT


def _activate(options: Options) -> int:
    from tui.sources import Given, read_sources

    given = read_sources(options)
    if options.reads_standard_input:
        take_terminal_as_input()
    reason = unusable(os.environ)
    if reason == "no-terminal":
        sentence = _(
            "There is no terminal to type in. Start it in a terminal, without a pipe or redirect."
        )
        return _complain(sentence, Exit.TERMINAL)
    if options.link_in_arguments:
        hint = _("Your shell's history keeps this link. Next time, paste it: unify-activate")
        print(hint, file=sys.stderr)
    with ExitStack() as stack:
        if options.demo:
            from tui.demo import demo_link
            from tui.intake import Invitation

            link = stack.enter_context(demo_link(options.scenario))
            given = Given((Invitation(link),))
        in_lines = options.plain or reason == "dumb-terminal"
        return _lead_through(options, given, _talk if in_lines else _draw)


def _lead_through(options: Options, given: "Given", render: "Render") -> int:
    """Go the way of all accounts with one renderer, and tell the outcome."""
    from api_client.backend import BackendSettings, open_backend
    from tui.card import Vouched
    from tui.clock import SystemClock
    from tui.journey import Journey
    from tui.language import language
    from tui.queue import Queue

    settings = BackendSettings(
        base_url=options.backend, trusted_hosts=options.trusted_hosts, language=language()
    )
    code, queue = render(
        options,
        Journey(lambda link: open_backend(link, settings), SystemClock()),
        Queue(given.invitations, given.without_link, is_choice=given.is_choice),
        Vouched(options.backend, options.trusted_hosts),
    )
    _tell(options, queue)
    return code


def _draw(
    options: Options, journey: "Journey", queue: "Queue", vouched: "Vouched"
) -> "tuple[int, Queue]":
    """On screens."""
    import asyncio

    from tui.app import ActivateApp

    app = ActivateApp(journey, queue, vouched=vouched, idle_seconds=options.idle_seconds)
    asyncio.run(app.run_in_terminal(mouse=options.mouse))
    exit_on_signals()
    code = Exit.FAILED if app.return_code is None else app.return_code
    return code, app.outcome(code)


def _talk(
    options: Options, journey: "Journey", queue: "Queue", vouched: "Vouched"
) -> "tuple[int, Queue]":
    """In lines."""
    import asyncio
    import shutil

    from tui.plain.renderer import PlainRenderer
    from tui.plain.voice import EchoStays, Voice

    voice = Voice(
        sys.stderr,
        0,
        columns=shutil.get_terminal_size().columns,
        idle_seconds=options.idle_seconds,
    )
    renderer = PlainRenderer(journey, queue, voice, vouched)
    try:
        with voice.taken():
            asyncio.run(renderer.run())
    except EchoStays:
        sentence = _("This terminal shows what is typed, and it cannot be told not to.")
        return _complain(sentence, Exit.TERMINAL), renderer.queue
    finally:
        exit_on_signals()
    return renderer.queue.exit_code(), renderer.queue


def _tell(options: Options, queue: "Queue") -> None:
    """Words for people, and with --json the objects for programs on standard output alone."""
    from tui.report import as_objects, as_words

    for line in as_words(queue, demo=options.demo):
        print(line, file=sys.stderr if options.json else sys.stdout)
    if options.json:
        for line in as_objects(queue, demo=options.demo):
            print(line)


def _complain(sentence: str, code: Exit) -> int:
    from tui.outside_text import harmless, without_tokens

    # What is wrong is often quoted, and what stands in the wrong place is often the link.
    lines = [harmless(without_tokens(line), limit=2000) for line in sentence.splitlines()]
    print("unify-activate: " + "\n".join(lines), file=sys.stderr)
    return code
