"""The file of ranked words, made of zxcvbn's lists and our German ones: `python -m tests.ranked_words`."""

from collections.abc import Sequence

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from api_client.passwords.words import word_list
from api_client.rules.account_info import spellings
from api_client.rules.ranked_words import FILE, LISTS, table_of

GERMAN = "german"
YEARS = range(2015, 2036)
"""zxcvbn knows none after 2019."""


def lists() -> dict[str, Sequence[str]]:
    """The words of all lists, the commonest first."""
    assert (*FREQUENCY_LISTS, GERMAN) == LISTS
    return {**FREQUENCY_LISTS, GERMAN: german_words()}


def german_words() -> tuple[str, ...]:
    """Years, then German words with umlauts kept, written out and stripped."""
    words = dict.fromkeys(str(year) for year in reversed(YEARS))
    for word in (*word_list("german_common"), *word_list("de")):
        words |= dict.fromkeys(spellings(word))
    return tuple(words)


if __name__ == "__main__":
    FILE.write_bytes(table_of(lists()))
    print(f"Made {FILE.name}.")
