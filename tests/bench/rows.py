"""What is measured, against what, and how good it has to be: the table of the benchmark."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from tests.bench.samples import Statistic, Unit

MOCK = "unify-mock"
PRISM = "Prism"
WIREMOCK = "WireMock"
LOADER = "the loader's ceiling"
"""A server that only writes canned bytes: what this loader can count at most."""

APP = "unify-activate"
PYTHON = "Python itself"
BARE = "a bare form"
"""What Textual draws by itself: Header, Label, Input, Button, Footer."""
BARE_ACCOUNT = "a bare form with a call"
INQUIRER = "@inquirer/prompts"
INK = "ink"
WHIPTAIL = "whiptail"
DIALOG = "dialog"
THE_LINE = "the line itself"

SUITE = "the test suite"

Group = Literal["app", "mock", "suite"]
GROUPS: tuple[Group, ...] = ("app", "mock", "suite")


class Quantity(NamedTuple):
    """Something that is measured: what it is called, its unit, and which way is better."""

    title: str
    unit: Unit
    better: Literal["lower", "higher"]


_APP_QUANTITIES: dict[str, Quantity] = {
    "first-words": Quantity("start until the first words", "ms", "lower"),
    "picture": Quantity("start until the first picture", "ms", "lower"),
    "answered": Quantity("start until a key is answered", "ms", "lower"),
    "typed": Quantity("start until a letter is in the field for the link", "ms", "lower"),
    "account": Quantity("start until the account is shown", "ms", "lower"),
    "quit": Quantity("leaving until the process is gone", "ms", "lower"),
    "frame-bytes": Quantity("the first picture", "bytes", "lower"),
    "start-cpu": Quantity("processor time of a start and an end", "ms", "lower"),
    "step-bytes": Quantity("the step from the account to the password", "bytes", "lower"),
    "key": Quantity("a key of the password until it is shown", "ms", "lower"),
    "key-bytes": Quantity("a key of the password", "bytes", "lower"),
    "key-cpu": Quantity("processor time of a key", "ms", "lower"),
    "idle-bytes": Quantity("a second without a key", "bytes", "lower"),
    "app-rest": Quantity("memory with a password typed", "MiB", "lower"),
}

WIDE = "-wide"
"""Behind a quantity's name: measured at 120×40, not at 80×24."""

QUANTITIES: dict[str, Quantity] = {
    **_APP_QUANTITIES,
    **{
        name + WIDE: quantity._replace(title=f"{quantity.title}, 120×40")
        for name, quantity in _APP_QUANTITIES.items()
    },
    "own": Quantity("memory of each of many at once, to itself", "MiB", "lower"),
    "own-ssh": Quantity("the same over SSH, with its connection", "MiB", "lower"),
    "line-picture": Quantity("start until the first picture, slow line", "ms", "lower"),
    "line-key": Quantity("a key until it is shown, slow line", "ms", "lower"),
    "list": Quantity("start until the list of 1,000 mails", "ms", "lower"),
    "list-cpu": Quantity("processor time of that", "ms", "lower"),
    "mark": Quantity("an arrow key in that list until it is shown", "ms", "lower"),
    "mark-cpu": Quantity("processor time of an arrow key in that list", "ms", "lower"),
    "check": Quantity("an account of 1,000, unattended with --check", "ms", "lower"),
    "check-cpu": Quantity("processor time of that account", "ms", "lower"),
    "check-growth": Quantity("memory for 1,000 accounts instead of 100", "MiB", "lower"),
    "mail": Quantity("processor time of reading a mail alone", "ms", "lower"),
    "mail-of-many": Quantity("processor time of reading one of many mails", "ms", "lower"),
    "hostile-mail": Quantity("processor time of reading 1 MB made to be slow", "ms", "lower"),
    "first-answer": Quantity("start until the first answer", "ms", "lower"),
    "looks": Quantity("looks", "per second", "higher"),
    "commits": Quantity("commits, each of a fresh account", "per second", "higher"),
    "look-time": Quantity("time of a look, four at once", "ms", "lower"),
    "commit-time": Quantity("time of a commit, four at once", "ms", "lower"),
    "look-cpu": Quantity("processor time of a look", "µs", "lower"),
    "commit-cpu": Quantity("processor time of a commit", "µs", "lower"),
    "rest": Quantity("memory at rest", "MiB", "lower"),
    "growth": Quantity("memory for 10,000 accounts", "MiB", "lower"),
    "making": Quantity("a mock for one test, in process", "ms", "lower"),
    "first-look": Quantity("the same, with client and first look", "ms", "lower"),
    "tests": Quantity("tests", "per second", "higher"),
    "test-cpu": Quantity("processor time of a test", "ms", "lower"),
    "test": Quantity("a long test", "ms", "lower"),
}


class Target(NamedTuple):
    """How good it has to be.

    `times-better`: at least so many times better than the other. `times-as-much`: at most so many
    times the other's. `value`: at most that, in the quantity's unit.
    """

    kind: Literal["times-better", "times-as-much", "value"]
    bound: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Without `against` it stands alone, without `target` it only informs."""

    group: Group
    quantity: str
    ours: str
    against: str | None = None
    target: Target | None = None
    statistic: Statistic = "median"


def _app_rows(suffix: str) -> tuple[Row, ...]:
    """The app's rows at one size of the window."""

    def row(
        quantity: str,
        against: str | None,
        most: float | None = None,
        statistic: Statistic = "median",
    ) -> Row:
        target = None if most is None else Target("times-as-much", most)
        return Row("app", quantity + suffix, APP, against, target, statistic)

    return (
        row("first-words", PYTHON, 4),
        row("answered", BARE, 1.25),
        row("typed", BARE, 1.15),
        row("account", BARE_ACCOUNT, 1.15),
        row("quit", BARE, 0.15),
        row("frame-bytes", BARE, 0.3),
        row("key", BARE, 1.2, "p99"),
        row("key", BARE),
        row("key-bytes", BARE, 0.15),
        Row("app", "idle-bytes" + suffix, APP, None, Target("value", 0)),
        row("picture", BARE),
        row("step-bytes", None),
        row("key-cpu", BARE, 1.5),
        row("start-cpu", BARE),
        Row("app", "app-rest" + suffix, APP, BARE, Target("value", 65)),
    )


PEOPLE_A_GIB = round(1024 / 21, 1)
"""MiB each, where 21 people find room in a GiB."""

ROWS: tuple[Row, ...] = (
    *_app_rows(""),
    *_app_rows(WIDE),
    Row("app", "own", APP, BARE, Target("value", PEOPLE_A_GIB)),
    Row("app", "own-ssh", APP, BARE, Target("value", PEOPLE_A_GIB)),
    Row("app", "line-key", APP, THE_LINE, Target("times-as-much", 1.25), "p95"),
    Row("app", "line-key", APP, BARE, statistic="p95"),
    Row("app", "line-picture", APP, BARE),
    Row("app", "list", APP, None, Target("value", 1_000)),
    Row("app", "list-cpu", APP),
    Row("app", "mark", APP, None, Target("value", 30)),
    Row("app", "mark-cpu", APP),
    Row("app", "check", APP, None, Target("value", 12)),
    Row("app", "check-cpu", APP),
    Row("app", "check-growth", APP),
    Row("app", "mail", APP),
    Row("app", "mail-of-many", APP),
    Row("app", "hostile-mail", APP),
    *(
        Row("app", quantity, APP, peer)
        for peer in (INQUIRER, INK, WHIPTAIL, DIALOG)
        for quantity in ("first-words", "answered", "key", "key-bytes", "app-rest")
    ),
    Row("mock", "first-answer", MOCK, PRISM, Target("times-better", 4)),
    Row("mock", "first-answer", MOCK, WIREMOCK, Target("times-better", 4)),
    Row("mock", "first-answer", MOCK, None, Target("value", 400)),
    Row("mock", "looks", MOCK, PRISM, Target("times-better", 2)),
    Row("mock", "looks", MOCK, WIREMOCK),
    Row("mock", "commits", MOCK, PRISM, Target("times-better", 1)),
    Row("mock", "commits", MOCK, WIREMOCK),
    Row("mock", "rest", MOCK, None, Target("value", 60)),
    Row("mock", "growth", MOCK, None, Target("value", 100)),
    Row("mock", "making", MOCK, None, Target("value", 0.3)),
    Row("mock", "first-look", MOCK, None, Target("value", 1.2)),
    Row("mock", "look-time", MOCK, PRISM, statistic="p99"),
    Row("mock", "look-time", MOCK, WIREMOCK, statistic="p99"),
    Row("mock", "commit-time", MOCK, PRISM, statistic="p99"),
    Row("mock", "commit-time", MOCK, WIREMOCK, statistic="p99"),
    Row("mock", "look-cpu", MOCK, PRISM),
    Row("mock", "look-cpu", MOCK, WIREMOCK),
    Row("mock", "commit-cpu", MOCK, PRISM),
    Row("mock", "commit-cpu", MOCK, WIREMOCK),
    Row("mock", "rest", MOCK, PRISM),
    Row("mock", "rest", MOCK, WIREMOCK),
    Row("mock", "looks", MOCK, LOADER),
    Row("suite", "tests", SUITE),
    Row("suite", "test-cpu", SUITE),
)
