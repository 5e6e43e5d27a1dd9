"""What stands on the page of --help below the options."""

from collections.abc import Iterator, Mapping

from api_client.help_page import Table
from mock_server.cli.console import FAILURE, INTERRUPTED, UNREACHABLE, UNTOLD, USAGE_ERROR
from mock_server.i18n import N_, _

VARIABLES: Mapping[str, str] = {
    "UNIFY_MOCK_SERVER": N_("the server that the commands ask, unless --server is given"),
    "UNIFY_MOCK_ADMIN_KEY": N_("the admin key, unless --admin-key-file is given"),
    "SSL_CERT_FILE": N_("a file of certificates that the commands trust instead of the usual ones"),
}
"""The environment variables that are read, and what each is for."""

EXIT_CODES: Mapping[int, str] = {
    0: N_("Everything was done."),
    FAILURE: N_("Only a part was done, or a check of verify failed."),
    USAGE_ERROR: N_("The command was not given correctly, or the server refused it."),
    UNREACHABLE: N_("No mock server answers."),
    UNTOLD: N_("Everything was done, but the outcome could not be written."),
    INTERRUPTED: N_("The command was interrupted."),
}
"""Every exit code, and what it means."""

EXAMPLES: Mapping[str, str] = {
    "unify-mock serve": N_("Run the server on this computer, at port 8025."),
    "unify-mock scenarios": N_("List links that are ready to use."),
    "unify-mock provision order.toml": N_("Set up a tenant, and send links to its users."),
    "unify-mock outbox --wait 5": N_("Wait for an email, at most 5 seconds."),
    "unify-mock verify --backend http://127.0.0.1:9000 --links links.toml": N_(
        "Check a backend of your own."
    ),
    'eval "$(unify-mock --print-completion bash)"': N_(
        "Complete commands and options with the Tab key in this shell."
    ),
}
"""Commands as one would type them, and what each does."""


def further_tables() -> Iterator[Table]:
    """The variables, exit codes and examples."""
    yield _("Environment variables"), [(name, _(said)) for name, said in VARIABLES.items()]
    yield _("Exit codes"), [(str(code), _(said)) for code, said in EXIT_CODES.items()]
    yield _("Examples"), [(line, _(said)) for line, said in EXAMPLES.items()]
