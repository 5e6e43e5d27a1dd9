"""The subject of the activation mails, whatever mail programs and filters put around it."""

import re

from api_client.brands import BRANDS
from api_client.link.line_repair import visible

ENGLISH_SUBJECT = "You have been added to your company's {name} business phone system"
"""RingCentral's is public; that its other brands only put their name there is our reading."""

_WORD = r"(?:wg|fwd?|aw|re|tr|sv|vs|spam|ext(?:ern(?:al|e)?)?(?: e-?mail)?|spam-?verdacht|suspected spam|caution|achtung|warnung)"
_TAG = r"(?:\[[^\]]{1,40}\]|\{[^}]{1,40}\}|\([^)]{1,40}\)|<[^>]{1,40}>|\*{1,5} ?[^*]{1,40}\*{1,5}|#[^# ]{1,30}#|!{1,5})"
_BEFORE = re.compile(
    rf"^ ?(?:(?:{_TAG} ?:? ?|{_WORD}(?: [|\u2010-\u2015-] | ?:? )))+", re.IGNORECASE
)
_BEHIND = re.compile(rf"(?: ?{_TAG})+ ?$")
_DASHES = re.compile(r" ?[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d] ?")


def is_known_subject(subject: str) -> bool:
    """Whether it is an activation mail's, tags of filters and answers (`[EXT]`, `WG:`) apart."""
    plain = " ".join(visible(subject).split())[:_LONGEST]
    return _comparable(_BEHIND.sub("", _BEFORE.sub("", plain))) in _KNOWN


def _comparable(subject: str) -> str:
    return _DASHES.sub("-", subject.replace("’", "'").casefold())


_LONGEST = 500
_KNOWN = frozenset(
    _comparable(subject)
    for brand in BRANDS
    for subject in (*brand.subjects, ENGLISH_SUBJECT.format(name=brand.name))
    if subject
)
