"""Reading activation links in any shape people paste them.

`find_links` and `find_refused` read text, `ActivationLink` is what comes out. The way in between:
`text` mends what mailers and terminals do to long lines, `markup` lets the `href` count in HTML,
`unwrap` looks inside redirectors, `candidate` judges one address, `find` walks through it all.
"""

from api_client.link.activation_link import CONFIRMATION_PATH, ActivationLink, read_origin
from api_client.link.candidate import Reason, Refused
from api_client.link.find import find_links, find_refused
from api_client.link.markup import Anchor, anchors

__all__ = [
    "CONFIRMATION_PATH",
    "ActivationLink",
    "Anchor",
    "Reason",
    "Refused",
    "anchors",
    "find_links",
    "find_refused",
    "read_origin",
]
