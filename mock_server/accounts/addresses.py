"""E-mail addresses as they are compared."""

import unicodedata


def email_key(address: str) -> str:
    """What two spellings of one address have in common; a provisioned account is alone with it."""
    return unicodedata.normalize("NFC", address).casefold()
