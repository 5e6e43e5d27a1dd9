"""A line that many mails share is judged once, and no line is kept when the last was read."""

from collections.abc import Iterator

import pytest

from api_client.mail import label_layouts, line_memory
from api_client.mail.line_memory import LONGEST, forget_lines, kept
from api_client.mail.read import read_mail
from tests.accounts import NOW
from tests.activation_mail import FACTS, mail
from tests.links import LINK, OTHER_TOKEN, TOKEN


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    forget_lines()
    yield
    forget_lines()


def written(token: str = TOKEN) -> bytes:
    facts = FACTS.format(extension="23", email="eva@beispiel.example")
    return mail(LINK.replace(TOKEN, token), NOW, facts=facts).encode()


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which cells labels are looked for in, each time anew."""
    seen: list[str] = []
    pattern = label_layouts._pattern

    def counted(number: int) -> object:
        seen.append("")
        return pattern(number)

    monkeypatch.setattr(label_layouts, "_pattern", counted)
    return seen


def test_the_next_mail_with_the_same_lines_costs_only_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = looked_at(monkeypatch)
    first = read_mail(written(), more_follow=True)
    at_first = len(seen)
    second = read_mail(written(OTHER_TOKEN), more_follow=True)
    assert first.facts == second.facts
    assert first.links != second.links
    assert at_first > 3 * (len(seen) - at_first)


def test_a_mail_alone_leaves_no_line_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = looked_at(monkeypatch)
    read_mail(written())
    once = len(seen)
    read_mail(written())
    assert len(seen) == 2 * once


def test_a_long_line_is_never_kept_and_others_until_they_are_forgotten() -> None:
    asked: list[str] = []

    @kept
    def judge(line: str) -> int:
        asked.append(line)
        return len(line)

    for line in ("a", "a", "b" * (LONGEST + 1), "b" * (LONGEST + 1)):
        assert judge(line) == len(line)
    assert [each[:1] for each in asked] == ["a", "b", "b"]
    forget_lines()
    judge("a")
    assert [each[:1] for each in asked] == ["a", "b", "b", "a"]
    line_memory._forget.pop()
