"""The file of ranked words: it holds every list whole, and nothing else is found in it."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.rules.ranked_words import FILE, LISTS, SLOTS, Known, known_parts, rank, table_of
from tests.ranked_words import lists

WORDS: Mapping[str, Mapping[str, int]] = {
    name: {word: number for number, word in enumerate(words, 1)} for name, words in lists().items()
}


def test_the_file_is_what_the_lists_make() -> None:
    made = table_of(lists())
    assert FILE.read_bytes() == made, "make words"


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_list_has_its_rank(name: str) -> None:
    assert {word: rank(word, name) for word in WORDS[name]} == WORDS[name]


@given(st.text(st.characters(codec=None), max_size=6), st.sampled_from(LISTS))
def test_a_word_is_known_if_it_is_on_the_list(word: str, name: str) -> None:
    assert rank(word, name) == WORDS[name].get(word)


@given(
    st.lists(
        st.sampled_from(["dragon", "smith", "über", "2026", "mary"]) | st.text(max_size=3)
    ).map("".join)
)
def test_parts_of_a_text_are_all_its_words(text: str) -> None:
    assert list(known_parts(text)) == [
        Known(start, end, name, words[text[start:end]])
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        for name, words in WORDS.items()
        if text[start:end] in words
    ]


def test_more_words_than_there_is_room_for_are_refused() -> None:
    many: Sequence[str] = [f"{number:x<100}" for number in range(SLOTS // 8)]
    with pytest.raises(ValueError, match="room"):
        table_of({name: many if name == "german" else () for name in LISTS})
