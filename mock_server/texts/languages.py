"""The languages of the server, and who reads which."""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {"de": "de-DE", "en": "en-GB"}
"""By the name that a `Text` has for each: the locale of people who read it."""
