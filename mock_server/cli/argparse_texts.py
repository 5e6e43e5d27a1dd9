"""What argparse itself says, in the language of the command."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from mock_server.i18n import DOMAIN, LOCALE_DIR, N_, SOURCE


@contextmanager
def argparse_speaking(language: str) -> Iterator[None]:
    """Let argparse speak a language for as long as this lasts.

    It asks gettext's default domain, in the languages that the environment names; both are the
    process's own, so they are put back before a command begins, and starts others.
    """
    if language == SOURCE:
        yield
        return
    domain, languages = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        del os.environ["LANGUAGE"]
        if languages is not None:
            os.environ["LANGUAGE"] = languages


ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse itself says here, so that the catalogue holds it."""
