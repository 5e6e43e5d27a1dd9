"""The first lines of the command: the terminal falls silent before anything else is imported."""

import os
from types import FrameType

from tui.startup import leave_out_extras, put_off_collections, share_processor
from tui.terminal.streams import flush_standard_streams, output_is_lost, take_standard_streams
from tui.terminal.tty import clean_environment, harden_process, silent_terminal


def main() -> None:
    """Run `unify-activate`; the process ends in here, with its code."""
    take_standard_streams()
    put_off_collections()
    code: object = 1
    try:
        with silent_terminal(_stop):
            clean_environment()
            leave_out_extras()
            share_processor()
            harden_process()
            code = _run()
    except SystemExit as ended:
        code = ended.code
    finally:
        flush_standard_streams()
    if not code and output_is_lost():
        from tui.exit_codes import Exit

        code = Exit.NOT_TOLD
    # To take the interpreter apart first would keep the shell waiting for a sixth of a second.
    os._exit(code if isinstance(code, int) else int(code is not None))


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Before and after the screens, and beside them: the terminal goes back to the shell."""
    from tui.terminal.job_control import has_shell, stop

    if has_shell():
        stop()


def _run() -> int:
    from tui.cli.main import run
    from tui.memory import wipe_what_is_freed

    wipe_what_is_freed()
    try:
        return run()
    except Exception as error:  # the last resort: a sentence instead of a traceback
        from tui.cli.error_lines import print_error
        from tui.i18n import _

        sentence = _("An error occurred in this program. Please start it again.")
        kind = _("Type of error: {name}.").format(name=type(error).__name__)
        print_error(f"{sentence}\n{kind}")
        return 1


if __name__ == "__main__":
    main()
