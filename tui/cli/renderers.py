"""The three ways to go through the accounts: on screens, in lines, without a question.

Importing this loads none of them.
"""

import sys
from typing import TYPE_CHECKING

from tui.cli.splash import take_first_words_back
from tui.exit_codes import Exit
from tui.i18n import _
from tui.startup import load_at_once, set_loaded_aside
from tui.terminal.tty import (
    ACCESSIBLE,
    ENDING_SIGNALS,
    begins_an_end,
    exit_on_signals,
    is_on,
    leave_signals_to_main_thread,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from tui.cli.options import Options
    from tui.cli.outcomes import Outcomes
    from tui.journey.account_queue import AccountQueue, QueueEntry
    from tui.journey.journey import Journey

    Render = Callable[[Options, Journey, AccountQueue, Outcomes], int]


def draw(
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
        theme_wanted=options.theme,
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


def talk(
    options: "Options", journey: "Journey", queue: "AccountQueue", outcomes: "Outcomes"
) -> int:
    """In lines."""
    import os
    import shutil

    from tui.cli.error_lines import print_error
    from tui.plain.console import Console, EchoStays
    from tui.plain.renderer import PlainRenderer
    from tui.plain.stopping import stops_and_goes_on
    from tui.terminal.display import display_stream
    from tui.terminal.environment import here

    console = Console(
        display_stream(),
        0,
        columns=None if is_on(ACCESSIBLE, os.environ) else shutil.get_terminal_size().columns,
        idle_seconds=options.idle_seconds,
        limit_seconds=options.limit_seconds,
    )
    renderer = PlainRenderer(journey, queue, console, here(), is_demo=options.demo)
    outcomes.queue = lambda: renderer.queue
    if sys.stdout is not None and sys.stdout.isatty():
        outcomes.heard = lambda: renderer.heard
    try:
        with console.taken(), stops_and_goes_on(console):
            _run(renderer.run())
    except EchoStays:
        sentence = _(
            "This terminal shows what you type, and this cannot be turned off. Please "
            "use a different terminal."
        )
        print_error(sentence)
        return Exit.TERMINAL
    except SystemExit as ended:
        if ended.code != Exit.LEFT:
            raise
        renderer.say_left()  # Ctrl+C is the way to leave here
    finally:
        exit_on_signals()
    return renderer.queue.exit_code()


def answer(
    options: "Options", journey: "Journey", queue: "AccountQueue", outcomes: "Outcomes"
) -> int:
    """Without a question, and without a terminal."""
    from tui.answers.renderer import AnswersRenderer
    from tui.cli.answers_file import open_answers
    from tui.cli.options import STANDARD_INPUT
    from tui.cli.patience import told_patience
    from tui.cli.usage import Usage
    from tui.wording.waiting import server_wait_sentence

    if queue.is_choice:
        said = _(
            "Several links were found in one text. Please give only the link that you want to use."
        )
        raise Usage(said, "no-usable-link")
    if queue.size > 1:  # each account ends with a search for garbage: spare it what stays
        load_at_once()
        set_loaded_aside()
    answers = open_answers(
        options.answers or STANDARD_INPUT,
        input_is_taken=options.input_is_taken,
        several=queue.size > 1,
        expected=queue.login_addresses(),
    )

    def tell(entry: "QueueEntry") -> None:
        outcomes.tell_entry(entry)
        queue.let_go(entry.number)  # thousands of accounts take no more memory than one

    renderer = AnswersRenderer(
        journey,
        queue,
        answers,
        lambda sentence: print(sentence, file=sys.stderr, flush=True),
        only_check=options.check,
        is_in_time=told_patience(server_wait_sentence, options.limit_seconds).is_in_time,
        on_end=tell,
    )
    try:
        _run(_until_signalled(renderer.run()))
    finally:
        exit_on_signals()
    return queue.exit_code()


async def _until_signalled(all_of_it: "Coroutine[None, None, None]") -> None:
    """Let the loop take the signals that end the program, and cancel what runs.

    What a handler raises in the midst of a connection would reach its group of tasks, and come out
    of it as something else, or not at all. A cancellation can get lost there too, so it is repeated.
    """
    import asyncio

    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None, "a coroutine that runs is a task's"
    came: list[int] = []

    def cancel() -> None:
        task.cancel()
        loop.call_later(_AGAIN, cancel)

    def take(number: int) -> None:
        if not begins_an_end():
            return
        if came:
            raise SystemExit(128 + number)
        came.append(number)
        cancel()

    for each in ENDING_SIGNALS:
        loop.add_signal_handler(each, take, each)
    try:
        await all_of_it
    except asyncio.CancelledError:
        if not came:
            raise
    if came:
        raise SystemExit(128 + came[0])


_AGAIN = 2.0
"""Seconds after which what should have ended is told so again."""


def _run(all_of_it: "Coroutine[None, None, None]") -> None:
    """Run a renderer that waits on the main thread alone, so that every signal has to reach it."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    with asyncio.Runner() as runner:
        threads = ThreadPoolExecutor(initializer=leave_signals_to_main_thread)
        runner.get_loop().set_default_executor(threads)
        runner.run(all_of_it)
