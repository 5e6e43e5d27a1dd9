"""The facts that an activation mail tells about the account, out of its visible text."""

import re

from api_client.link.line_repair import tokens_masked
from api_client.mail.activation_mail import MailFacts
from api_client.mail.fact_wording import GREETING, LABELS, SENTENCES

_GAP = re.compile(r"\s+")
_PATTERNS = tuple((label.fact, label.pattern) for label in LABELS)


def facts_in(text: str) -> MailFacts:
    """What a text says about the account, as written there."""
    found: dict[str, str] = {}
    for fact, pattern in _PATTERNS:
        if fact not in found and (value := pattern.search(text)):
            found[fact] = _clean(value[1])
    in_one_line = _GAP.sub(" ", text)
    for fact, pattern in SENTENCES:
        if fact not in found and (value := pattern.search(in_one_line)):
            found[fact] = _clean(value[1])
    if "name" not in found and (greeted := GREETING.search(text)):
        found["name"] = _clean(greeted[1])
    return MailFacts(**found)


def merged(first: MailFacts, second: MailFacts) -> MailFacts:
    """What the first says, and what only the second does."""
    return MailFacts(
        *(getattr(first, fact) or getattr(second, fact) for fact in MailFacts.__dataclass_fields__)
    )


def _clean(value: str) -> str:
    return tokens_masked(_GAP.sub(" ", value).strip(" *_|\u00a0"))
