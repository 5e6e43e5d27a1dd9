"""Several accounts in a line: each is told apart, each has its state in a few words."""

import pytest

from tests.links import activation_link
from tui.app.widgets.account_list import AccountList
from tui.i18n import Language, use_language
from tui.journey.account_queue import ALREADY_ACTIVE, EXIT_CODES, NEW_LINK, AccountQueue
from tui.journey.invitation import Invitation
from tui.wording.queue import how_it_ended, outcome_sign, state_words, still_open, summary_facts


def queue_of(*sources: str) -> AccountQueue:
    links = [activation_link(account_id=str(number)) for number, _ in enumerate(sources)]
    return AccountQueue(
        [Invitation(link, None, source) for link, source in zip(links, sources, strict=True)]
    )


def test_two_of_one_name_are_told_apart_by_their_numbers() -> None:
    use_language("en")
    assert still_open(queue_of("mails/", "mails/")) == (
        "2\xa0accounts are still open: 1. mails/; 2. mails/"
    )


@pytest.mark.parametrize(
    ("language", "told", "ended"),
    [
        ("en", "link expired", "All 2\xa0accounts have been processed: link expired (2)."),
        ("de", "Link abgelaufen", "Alle 2\xa0Konten sind bearbeitet: Link abgelaufen (2)."),
    ],
)
def test_how_one_stands_is_told_in_a_few_words(language: Language, told: str, ended: str) -> None:
    use_language(language)
    try:
        queue = queue_of("1.eml", "2.eml")
        for number in (1, 2):
            queue.open(number)
            queue.tell("link-expired")
        queue.put_down()
        assert [state_words(queue, entry) for entry in queue.entries] == [told] * 2
        assert how_it_ended(queue) == ended
    finally:
        use_language("en")


@pytest.mark.parametrize("outcome", [*EXIT_CODES, "link-expired", "unreachable"])
def test_list_and_summary_show_the_same_sign(outcome: str) -> None:
    use_language("en")
    queue = queue_of("1.eml", "2.eml")
    queue.open(1)
    queue.tell(outcome)
    queue.put_down()
    entry = queue.entries[0]
    [(whose, _name), *_more] = summary_facts(entry)
    assert AccountList._content(queue, entry).plain[0] == whose[0] == outcome_sign(outcome)


def test_a_requested_email_is_still_to_come_and_an_active_account_is_done() -> None:
    assert [outcome_sign(each) for each in (NEW_LINK, ALREADY_ACTIVE, "link-expired")] == [
        "○",
        "✓",
        "✗",
    ]
