"""What stands on the page of --help below the options."""

from collections.abc import Iterator, Mapping

from api_client.help_page import Table
from mock_server.cli.console import FAILURE, INTERRUPTED, UNREACHABLE, UNTOLD, USAGE_ERROR

VARIABLES: Mapping[str, str] = {
    "UNIFY_MOCK_SERVER": "the server that the commands ask, unless --server is given",
    "UNIFY_MOCK_ADMIN_KEY": "the admin key, unless --admin-key-file is given",
    "SSL_CERT_FILE": "a file of certificates that the commands trust instead of the usual ones",
}
"""The environment variables that are read, and what each is for."""

EXIT_CODES: Mapping[int, str] = {
    0: "Everything was done.",
    FAILURE: "Only a part was done, or a check of verify failed.",
    USAGE_ERROR: "The command was not given correctly, or the server refused it.",
    UNREACHABLE: "No mock server answers.",
    UNTOLD: "Everything was done, but the outcome could not be written.",
    INTERRUPTED: "The command was interrupted.",
}
"""Every exit code, and what it means."""

EXAMPLES: Mapping[str, str] = {
    "unify-mock serve": "Run the server on this computer, at port 8025.",
    "unify-mock scenarios": "List links that are ready to use.",
    "unify-mock provision order.toml": "Set up a tenant, and mail links to its users.",
    "unify-mock outbox --wait 5": "Wait for a mail, at most 5 seconds.",
    "unify-mock verify --backend http://127.0.0.1:9000 --links links.toml": (
        "Check a backend of your own."
    ),
    'eval "$(unify-mock --print-completion bash)"': (
        "Complete commands and options with the Tab key in this shell."
    ),
}
"""Commands as one would type them, and what each does."""


def further_tables() -> Iterator[Table]:
    """The variables, exit codes and examples."""
    yield "Environment variables", list(VARIABLES.items())
    yield "Exit codes", [(str(code), said) for code, said in EXIT_CODES.items()]
    yield "Examples", list(EXAMPLES.items())
