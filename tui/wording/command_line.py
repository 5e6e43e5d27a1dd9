"""What --help and the manual say below the options: examples, exit codes, variables."""

from collections.abc import Mapping

from tui.exit_codes import Exit
from tui.i18n import N_

EXAMPLES: Mapping[str, str] = {
    "unify-activate": N_("Start the program, then paste the link or the whole email."),
    "unify-activate mail.eml": N_("Use the link in a saved email."),
    "unify-activate - < mail.eml": N_("Read the link or the email from standard input."),
    "unify-activate eva.eml joerg.eml": N_("Activate several accounts, one after another."),
    "unify-activate --demo": N_("Try the program out. Nothing leaves this computer."),
    "unify-activate mail.eml --answers answers.toml --check": N_(
        "Check whether a run without questions would succeed. Nothing is activated."
    ),
    "unify-activate doctor": N_("Check whether the program can run in this terminal."),
    'eval "$(unify-activate --print-completion bash)"': N_(
        "Complete commands and options with the Tab key in this shell."
    ),
}
"""Commands as one would type them, and what each does."""

EXIT_CODES: Mapping[tuple[Exit, ...], str] = {
    (Exit.ACTIVE,): N_("The account is active, or it was active before."),
    (Exit.FAILED,): N_("The program failed unexpectedly."),
    (Exit.USAGE,): N_(
        "The command was not given correctly, or its source contains no usable link."
    ),
    (Exit.LINK_UNUSABLE,): N_(
        "This link cannot be used. For example, it has expired or was used before."
    ),
    (Exit.REFUSED,): N_(
        "The server refused what was chosen, or the answers file does not fit the account."
    ),
    (Exit.UNAVAILABLE,): N_(
        "The server cannot be reached, is under maintenance, is not accepting requests, "
        "or activates accounts only in a web browser."
    ),
    (Exit.TERMINAL,): N_(
        "This terminal cannot be used. “unify-activate doctor” tells you the reason."
    ),
    (Exit.NOT_TOLD,): N_("The work was done, but the outcome could not be written."),
    (Exit.LEFT,): N_("The program was quit before the activation."),
    (Exit.HUNG_UP, Exit.TERMINATED): N_("The connection was lost, or the program was terminated."),
}
"""Every exit code, and what it means."""

VARIABLES: Mapping[str, str] = {
    "LC_ALL, LC_MESSAGES, LANG": N_("the language, unless --lang is given"),
    "NO_COLOR": N_("any value: use no colours"),
    "UNIFY_ACTIVATE_THEME": N_("auto, dark or light, unless --theme is given"),
    "UNIFY_ACTIVATE_ACCESSIBLE": N_("1: plain text line by line, as with --plain"),
    "UNIFY_ACTIVATE_DRIVER": N_("textual: draw in another way, if the screen looks wrong"),
    "BROWSER": N_("the web browser that opens addresses"),
    "SSL_CERT_FILE": N_("a file of certificates to trust instead of the usual ones"),
    "CREDENTIALS_DIRECTORY": N_("the folder of the credentials that an answers file names"),
    "UNIFY_OPERATOR_FILE": N_("the file with an operator’s credentials"),
    "RC_APP_CLIENT_ID, RC_APP_CLIENT_SECRET, RC_USER_JWT, RC_SERVER_URL": N_(
        "an operator’s credentials, instead of that file"
    ),
}
"""The environment variables that are read, and what each is for."""
