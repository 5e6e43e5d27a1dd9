"""Reading activation links in any shape people paste them.

`find_links` and `find_refused` read text, `ActivationLink` is what comes out. The way in between:
`line_repair` mends what mailers and terminals do to long lines, `html` lets the `href` count (its
`html_tokens` cut a page as the standard does, `web_address` spells an address as a browser goes
there), `mail_filters` names who wraps links, `redirectors` looks inside wrapped addresses,
`candidate` judges one address, `find` walks through it all.

What reads text is loaded when it is first asked for: its patterns take a while to compile, and
many only need to know what a link is.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from api_client.activation_link import (
    CONFIRMATION_PATH,
    ActivationLink,
    RefusalReason,
    Refused,
    read_origin,
)

if TYPE_CHECKING:
    from api_client.link.find import find_links, find_refused
    from api_client.link.html import Anchor, anchors

__all__ = [
    "CONFIRMATION_PATH",
    "ActivationLink",
    "Anchor",
    "RefusalReason",
    "Refused",
    "anchors",
    "find",
    "find_links",
    "find_refused",
    "html",
    "line_repair",
    "mail_filters",
    "read_origin",
]

_READERS = {"find_links": "find", "find_refused": "find", "Anchor": "html", "anchors": "html"}


def __getattr__(name: str) -> object:
    """What reads text, from the module that has it."""
    if name not in _READERS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_READERS[name]}"), name)
