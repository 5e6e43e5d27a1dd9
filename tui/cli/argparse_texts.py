"""What argparse itself says, in the languages of the catalogues."""

import gettext
import os

from tui.i18n import DOMAIN, LOCALE_DIR, N_, language


def translate_argparse() -> None:
    """Let argparse speak the chosen language too: it asks gettext's default domain."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)


USAGE, SHOW_HELP = N_("usage: "), N_("show this help message and exit")

ARGPARSE_TEXTS = (
    USAGE,
    SHOW_HELP,
    N_("options"),
    N_("positional arguments"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
)
"""What argparse itself says here, so that the catalogues hold it."""
