"""Whatever is typed at the dialogue, it ends in order, shows nothing of it, and activates nothing
that was not asked for.
"""

import termios
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.links import TOKEN
from tests.plain.ending import MINUTES, Stopping, Way, talk_to_the_end
from tests.ui.stage import ANSWER, PASSWORD, PIN, Stage
from tui.exit_codes import Exit
from tui.i18n import _, use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation

SCENARIOS = (
    "ok",
    "sso",
    "expired",
    "maintenance",
    "raced",
    "ok.commit-503",
    "ok.commit-lost",
    "pwned",
)
GOOD = ("y", PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2")
ACTIVATE = "5"
MOVES = ("", "?", "<", "y", "n", "ja", *"123456", "05", "0000010", "٣", "²", PASSWORD, PIN, ANSWER)
SECRETS = (PASSWORD, PIN, ANSWER, TOKEN)
KEYS = ("\x04", "\x1b[A", "\x7f", "\x15", "\x16", "\x00", "\x03", "\x13", "\x1a", "\t", "\x9b2J")

random_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
random_bytes = st.binary(max_size=20).map(lambda data: data.decode("utf-8", "surrogateescape"))
lines = st.one_of(
    st.sampled_from(MOVES),
    st.sampled_from(MOVES),
    st.sampled_from(KEYS),
    random_text,
    random_bytes,
    st.integers(0, 10**30).map(str),
    st.sampled_from(("x" * 5000, "7" * 4500, " " * 4200)),
)
talks = st.tuples(
    st.integers(0, len(GOOD)).map(lambda length: GOOD[:length]), st.lists(lines, max_size=12)
).map(lambda parts: [*parts[0], *parts[1]])


class Fuzzer(Stopping):
    """Notes whether it was asked to activate, and said so."""

    def __init__(self, terminal: int, lines: Sequence[str], way: Way) -> None:
        self.has_agreed = False
        self._heard = 0
        super().__init__(terminal, self._noted(lines), way)

    def _noted(self, lines: Sequence[str]) -> Iterator[str]:
        for line in lines:
            asked, self._heard = self.getvalue()[self._heard :], len(self.getvalue())
            offers = [
                each
                for each in asked.splitlines()
                if _("Activate now (the link stops working afterwards)") in each
            ]
            self.has_agreed |= any(
                f"{line.strip()}. " == each[: len(line.strip()) + 2] for each in offers
            )
            yield line


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@settings(max_examples=80)
@given(
    scenarios=st.lists(st.sampled_from(SCENARIOS), max_size=3),
    lines=talks,
    way=st.sampled_from(("idle", "limit", "input ends", "Ctrl+C")),
)
@example(scenarios=["ok"], lines=[*GOOD, ACTIVATE], way="idle")
@example(scenarios=["maintenance"], lines=["1"] * 1500, way="input ends")
@example(scenarios=["ok.commit-503"], lines=[*GOOD, ACTIVATE, *["1"] * 300], way="input ends")
def test_whatever_is_typed(
    keyboard: tuple[int, int], scenarios: list[str], lines: list[str], way: Way
) -> None:
    person, program = keyboard
    before = termios.tcgetattr(program)
    fuzzer = Fuzzer(person, lines, way)
    sent: list[str] = []
    with closing(Stage("en")) as stage:
        stage.record(sent)
        queue = AccountQueue(Invitation(stage.link(each)) for each in dict.fromkeys(scenarios))
        renderer = talk_to_the_end(
            stage,
            program,
            queue,
            fuzzer,
            idle_seconds=MINUTES,
            limit_seconds=MINUTES if way == "limit" else 0,
        )
    said = fuzzer.getvalue()
    assert termios.tcgetattr(program) == before
    assert renderer.queue.exit_code() in set(Exit) - {Exit.FAILED}
    assert fuzzer.has_agreed or "POST /v1/activation" not in sent
    assert fuzzer.has_agreed or all(each.receipt is None for each in renderer.queue.entries)
    assert not any(secret in said for secret in SECRETS)
    assert all(each.isprintable() for each in said.replace("\xa0", " ").splitlines())


def test_the_fuzzer_itself_comes_to_an_active_account(keyboard: tuple[int, int]) -> None:
    person, program = keyboard
    fuzzer = Fuzzer(person, [*GOOD, ACTIVATE], "input ends")
    with closing(Stage("en")) as stage:
        queue = AccountQueue([Invitation(stage.link("ok"))])
        talk_to_the_end(stage, program, queue, fuzzer)
    assert fuzzer.has_agreed
    assert queue.exit_code() == Exit.ACTIVE
