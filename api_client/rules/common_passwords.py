"""The list of 30,000 common passwords that ships with zxcvbn.

OWASP ASVS 5.0, 6.2.4 asks for the 3,000 commonest that fit the policy; 3,815 of these fit the
default one.
"""

from api_client.rules.ranked_words import rank


def is_common(value: str) -> bool:
    """Whether a value, in lower case, is literally on the list."""
    return rank(value, "passwords") is not None
