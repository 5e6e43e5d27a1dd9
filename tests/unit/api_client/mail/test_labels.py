"""A pattern of many words finds what each of them alone would, the longest of those that fit."""

import re
from itertools import chain

import pytest

from api_client.mail import own_lines
from api_client.mail.labels import (
    DETERMINERS,
    LABELS,
    OWN_HEADINGS,
    POSSESSIVES,
    SAYS,
    SIGN_IN_HEADINGS,
    one_of,
)

LISTS: dict[str, tuple[str, ...]] = {
    **{f"label {number}": label.words for number, label in enumerate(LABELS)},
    **{f"after {number}": label.after for number, label in enumerate(LABELS) if label.after},
    **{
        f"in brackets {number}": label.in_brackets
        for number, label in enumerate(LABELS)
        if label.in_brackets
    },
    "determiners": DETERMINERS,
    "possessives": POSSESSIVES,
    "says": SAYS,
    "sign-in headings": SIGN_IN_HEADINGS,
    "own headings": OWN_HEADINGS,
    "others": own_lines._OTHERS,
    "providers": own_lines._PROVIDERS,
    "sign-offs": own_lines._SIGN_OFFS,
    "imprint": own_lines._IMPRINT,
}


def spellings(word: str) -> set[str]:
    return {
        word,
        word.upper(),
        word.replace("-", ""),
        word.replace("-", " "),
        word.replace(" ", "\u2011"),
        word.replace(" ", "  "),
        word.replace("'", "’"),
        word[:-1],
    }


@pytest.mark.parametrize("words", LISTS.values(), ids=list(LISTS))
@pytest.mark.parametrize("behind", ["", r"(?!\w)", r"(?=[ :]|\Z)"])
def test_all_words_together_match_as_they_do_one_by_one(
    words: tuple[str, ...], behind: str
) -> None:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    one_by_one = "|".join(map(one_of, ([word] for word in longest_first)))
    plain = re.compile(f"(?:{one_by_one}){behind}", re.IGNORECASE)
    together = re.compile(f"{one_of(words)}{behind}", re.IGNORECASE)
    texts = chain.from_iterable(
        spellings(f"{each}{more}") for each in words for more in ("", "s", ": 23", " new", "-x")
    )
    for text in texts:
        found, expected = together.match(text), plain.match(text)
        assert (found and found.span()) == (expected and expected.span()), text
