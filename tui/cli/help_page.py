"""What stands on the page of --help below the options."""

from collections.abc import Iterator

from api_client.help_page import Table
from tui.cli.commands import COMMANDS
from tui.i18n import _
from tui.wording.command_line import EXAMPLES, EXIT_CODES, VARIABLES


def commands_table() -> Table:
    """Each command, and what it does."""
    return _("Commands"), [(word, _(each.does)) for word, each in COMMANDS.items()]


def further_tables() -> Iterator[Table]:
    """The variables, exit codes and examples."""
    yield _("Environment variables"), [(name, _(said)) for name, said in VARIABLES.items()]
    codes = ((", ".join(map(str, map(int, codes))), said) for codes, said in EXIT_CODES.items())
    yield _("Exit codes"), [(name, _(said)) for name, said in codes]
    yield _("Examples"), [(command, _(said)) for command, said in EXAMPLES.items()]
