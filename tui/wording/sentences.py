"""Whole sentences made of texts that are titles or come from outside."""


def as_sentence(text: str) -> str:
    """The text with a full stop, if nothing ends it yet."""
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."
