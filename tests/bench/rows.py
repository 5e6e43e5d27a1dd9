"""What is measured, against what, and how good it has to be: the table of the benchmark."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from tests.bench.samples import Statistic, Unit

MOCK = "unify-mock"
PRISM = "Prism"
WIREMOCK = "WireMock"
LOADER = "the loader's ceiling"
"""A server that only writes canned bytes: what this loader can count at most."""

Group = Literal["mock"]
GROUPS: tuple[Group, ...] = ("mock",)


class Quantity(NamedTuple):
    """Something that is measured: what it is called, its unit, and which way is better."""

    title: str
    unit: Unit
    better: Literal["lower", "higher"]


QUANTITIES: dict[str, Quantity] = {
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


ROWS: tuple[Row, ...] = (
    Row("mock", "first-answer", MOCK, PRISM, Target("times-better", 4)),
    Row("mock", "first-answer", MOCK, WIREMOCK, Target("times-better", 4)),
    Row("mock", "first-answer", MOCK, None, Target("value", 400)),
    Row("mock", "looks", MOCK, PRISM, Target("times-better", 2)),
    Row("mock", "looks", MOCK, WIREMOCK, Target("times-better", 2)),
    Row("mock", "commits", MOCK, PRISM, Target("times-better", 0.5)),
    Row("mock", "commits", MOCK, WIREMOCK, Target("times-better", 0.5)),
    Row("mock", "rest", MOCK, None, Target("value", 60)),
    Row("mock", "growth", MOCK, None, Target("value", 100)),
    Row("mock", "making", MOCK, None, Target("value", 1)),
    Row("mock", "first-look", MOCK, None, Target("value", 1)),
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
)
