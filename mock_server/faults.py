"""What can go wrong on purpose: every fault as data, and how faults are written."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from api_client.models import Text
from api_client.operations import OperationId
from api_client.problems import Maintenance, Problem, RateLimited

Point = OperationId | Literal["download"]
"""Where a fault can strike: at an operation of the contract, or at a download."""

MOST_SECONDS = 300.0
"""How long a call is kept waiting at the most: whoever holds a link can ask for it."""

POINTS: tuple[Point, ...] = (*get_args(OperationId), "download")


@dataclass(frozen=True, slots=True)
class Delay:
    """The answer comes after the argument's time."""


@dataclass(frozen=True, slots=True)
class Dribble:
    """The answer comes in so many pieces over the argument's time."""

    pieces: int


@dataclass(frozen=True, slots=True)
class ProblemAnswer:
    """A problem instead of the operation, to be tried again after the argument's time."""

    problem: type[Problem]


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """An HTML page instead of the operation."""

    html: bytes


ConnectionEnd = Literal["close", "reset", "silence"]
"""How a connection ends: as it should, the rude way, or not until the client gives up."""


@dataclass(frozen=True, slots=True)
class Break:
    """Some bytes at the most instead of the operation, then the end of the connection."""

    ending: ConnectionEnd
    sent: bytes = b""


@dataclass(frozen=True, slots=True)
class BreakAfter:
    """The operation runs, then the connection ends.

    If `begins`, the answer's first half is sent, or so many bytes of it as the argument says. If
    `spares_refusals`, an operation that was refused is answered, and a link's fault strikes once.
    """

    ending: ConnectionEnd
    begins: bool = False
    spares_refusals: bool = False


Effect = Delay | Dribble | ProblemAnswer | PageAnswer | Break | BreakAfter


@dataclass(frozen=True, slots=True)
class FaultDefinition:
    """One fault that can be asked for. `seconds` is its argument where none is given."""

    name: str
    text: Text
    effect: Effect
    seconds: float = 0

    @property
    def counts_bytes(self) -> bool:
        """Whether its argument is a number of bytes, and not a time."""
        return isinstance(self.effect, BreakAfter) and self.effect.begins

    @property
    def strikes_once(self) -> bool:
        """Whether a link that names it meets it once, so that asking again can find out."""
        return isinstance(self.effect, BreakAfter) and self.effect.spares_refusals


FAULTS: dict[str, FaultDefinition] = {
    definition.name: definition
    for definition in (
        FaultDefinition(
            "delay",
            Text(
                de="Die Antwort kommt nach der angegebenen Zeit (1\u00a0s).",
                en="The answer comes after the time in the argument (1\u00a0s).",
            ),
            Delay(),
            seconds=1,
        ),
        FaultDefinition(
            "dribble",
            Text(
                de="Die Antwort kommt in zehn Stücken, verteilt über die angegebene Zeit (1\u00a0s).",
                en="The answer comes in ten pieces over the time in the argument (1\u00a0s).",
            ),
            Dribble(pieces=10),
            seconds=1,
        ),
        FaultDefinition(
            "stall",
            Text(de="Es kommt nie eine Antwort.", en="No answer ever comes."),
            Break("silence"),
        ),
        FaultDefinition(
            "reset",
            Text(
                de="Die Verbindung wird zurückgesetzt, bevor der Aufruf ausgeführt wird.",
                en="The connection is reset before the operation runs.",
            ),
            Break("reset"),
        ),
        FaultDefinition(
            "empty",
            Text(
                de="Die Verbindung wird ohne Antwort geschlossen.",
                en="The connection is closed without an answer.",
            ),
            Break("close"),
        ),
        FaultDefinition(
            "truncate",
            Text(
                de="Der Aufruf wird ausgeführt. Die Antwort bricht in der Mitte ab oder nach so vielen Bytes wie angegeben.",
                en="The operation runs. The answer breaks off in the middle, or after as many bytes as the argument says.",
            ),
            BreakAfter("close", begins=True),
        ),
        FaultDefinition(
            "badchunk",
            Text(
                de="Eine Antwort, deren Stücke („chunks“) falsch gebildet sind.",
                en="An answer whose chunks are not well-formed.",
            ),
            Break(
                "close",
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Transfer-Encoding: chunked\r\n\r\nno chunk\r\n",
            ),
        ),
        FaultDefinition(
            "garbage",
            Text(de="Bytes, die kein HTTP sind.", en="Bytes that are not HTTP."),
            Break("close", b"\x16\x03\x01 this is no HTTP\r\n\r\n"),
        ),
        FaultDefinition(
            "notjson",
            Text(
                de="200 mit einer HTML-Seite, wie sie das Anmeldeportal eines Hotels sendet.",
                en="200 with an HTML page, as the portal of a hotel sends it.",
            ),
            PageAnswer(
                b"<!doctype html><title>Welcome</title>"
                b"<h1>Please accept our terms to use this Wi-Fi</h1>\n"
            ),
        ),
        FaultDefinition(
            "503",
            Text(
                de="Der Server wird gewartet, mit Angabe so viele Sekunden lang. Retry-After nennt die Zeit, die noch bleibt.",
                en="The server is under maintenance, for as many seconds as the argument says. Retry-After says how long is left.",
            ),
            ProblemAnswer(Maintenance),
            seconds=120,
        ),
        FaultDefinition(
            "429",
            Text(
                de="Es gab zu viele Aufrufe. Die Angabe wirkt wie bei 503.",
                en="There were too many calls. The argument works as with 503.",
            ),
            ProblemAnswer(RateLimited),
            seconds=60,
        ),
        FaultDefinition(
            "lost",
            Text(
                de="Der Aufruf wird ausgeführt, aber statt der Antwort wird die Verbindung zurückgesetzt.",
                en="The operation succeeds, then the connection is reset instead of the answer.",
            ),
            BreakAfter("reset", spares_refusals=True),
        ),
    )
}
"""Every fault there is, in the order in which they are offered: a new one is a row here."""

_SPEC = re.compile(
    rf"(?P<fault>{'|'.join(map(re.escape, FAULTS))})(?:-(?P<n>\d{{1,9}})(?P<u>ms|s)?)?"
)
_MODIFIER = re.compile(rf"(?P<operation>{'|'.join(POINTS)})-(?P<spec>.+)")
_PARTS = {None: 1, "s": 1, "ms": 1000}
_MOST_DIGITS = 6
"""Of seconds: who waits for more than eleven days, waits for ever."""


@dataclass(frozen=True, slots=True)
class FaultSpec:
    """One fault for one operation or for downloads, or for all.

    `argument` is in seconds; where the fault counts bytes, in these.
    """

    fault: str
    argument: float | None = None
    operation: Point | None = None

    @property
    def definition(self) -> FaultDefinition:
        """What the fault does."""
        return FAULTS[self.fault]

    @property
    def seconds(self) -> float:
        """The argument where it is a time, or what stands in for it."""
        return self.definition.seconds if self.argument is None else self.argument

    def __str__(self) -> str:
        if self.argument is None:
            return self.fault
        whole = self.argument == int(self.argument)
        return (
            f"{self.fault}-{int(self.argument)}"
            if whole
            else (f"{self.fault}-{round(self.argument * 1000)}ms")
        )


def parse_spec(text: str, operation: Point | None = None) -> FaultSpec | None:
    """Read `<fault>[-<arg>]`; the argument is an integer of seconds, or `300ms`, `7s`.

    Where the fault counts bytes, it is a number of these.
    """
    found = _SPEC.fullmatch(text)
    if found is None:
        return None
    if len(found["n"] or "") > _MOST_DIGITS and not FAULTS[found["fault"]].counts_bytes:
        return None
    argument = None if found["n"] is None else int(found["n"]) / _PARTS[found["u"]]
    return FaultSpec(found["fault"], argument, operation)


def parse_modifier(text: str) -> FaultSpec | None:
    """Read a link's modifier, `<operation>-<fault>[-<arg>]`."""
    found = _MODIFIER.fullmatch(text)
    if found is None:
        return None
    return parse_spec(found["spec"], found["operation"])  # type: ignore[arg-type]  # by the pattern
