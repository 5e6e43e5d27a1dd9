"""The project's own word lists: one word a line, UTF-8, lower case, a `#` line is a heading.

`de` and `en` hold concrete nouns for passphrases (3–7 letters a–z, no two of them one letter
apart). `german_common` holds what German passwords are made of, the most likely first.
"""

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The words of one list, in its order."""
    lines = files(__name__).joinpath(f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def passphrase_words(language: str) -> tuple[str, ...]:
    """The list of a language, or the English one where it has none of its own."""
    has_list = files(__name__).joinpath(f"{language}.txt").is_file()
    return word_list(language if has_list else "en")
