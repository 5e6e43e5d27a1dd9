"""The programs that are measured in a terminal, and how each is used."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from api_client.activation_link import ActivationLink
from tests.bench.calls import HOST
from tests.bench.peers import INK_PACKAGE, INQUIRER_PACKAGE, Missing, Peer, program_of
from tests.bench.peers import debian_program as debian
from tests.bench.rows import (
    APP,
    BARE,
    BARE_ACCOUNT,
    DIALOG,
    INK,
    INQUIRER,
    PYTHON,
    THE_LINE,
    WHIPTAIL,
)
from tests.links import activation_link

HERE = Path(__file__).parent
COMMAND = Path(sys.executable).with_name("unify-activate")
"""As it is installed beside the interpreter; from a checkout that is the checkout itself."""

SCENARIO = "ok"
FIRST_NAME = "Callum"
"""Whose account that is."""

PASSWORD = "Xk7qVm2pKranich!Bravo-Zulu49#Tau"
"""As long as a password may be: 32 characters."""

F1, CTRL_C, CTRL_Q = b"\x1bOP", b"\x03", b"\x11"


@dataclass(frozen=True, slots=True)
class Program:
    """A program and how a person uses it.

    Attributes:
        name: whose numbers these are.
        command: the file to run, and its arguments.
        painted: a word of its first picture, written in one go.
        probe: a key that is pressed then, and `answer`, what it brings to the screen.
        leave: the keys that end it.
        way: keys that lead from the first picture to the field for a password.
        typed: what is typed there, and `dot`, what stands for each character of it.
        env: what it needs of the environment.
    """

    name: str
    command: tuple[str, ...]
    painted: str
    probe: bytes = b"x"
    answer: str = ""
    leave: bytes = CTRL_C
    way: tuple[bytes, ...] = ()
    typed: str = PASSWORD
    dot: str = "*"
    env: Mapping[str, str] = field(default_factory=dict)


def link(port: int) -> ActivationLink:
    """The link to the account that is looked at, on a server on loopback."""
    return activation_link(f"http://{HOST}:{port}", SCENARIO)


def ours_with_facts(silent_port: int) -> Program:
    """Ours with a link whose server never answers: its own facts are all there is."""
    return Program(APP, (str(COMMAND), link(silent_port).url()), HOST, F1, "Help", CTRL_Q)


def ours_with_form() -> Program:
    """Ours without a link: the field for it."""
    return Program(APP, (str(COMMAND),), "link", b"x", "x", CTRL_Q)


def ours_with_account(port: int) -> Program:
    """Ours with a link whose server answers at once, and the way to the password."""
    command = (str(COMMAND), link(port).url())
    return Program(APP, command, FIRST_NAME, leave=CTRL_Q, way=(b"\r",), dot="•")


def bare() -> Program:
    """A form as Textual draws it by itself."""
    command = (sys.executable, str(HERE / "bare.py"))
    return Program(BARE, command, "Password", b"x", "•", CTRL_Q, dot="•")


def bare_account(port: int) -> Program:
    """The same with one call to a server."""
    asked = link(port)
    command = (sys.executable, str(HERE / "bare_account.py"), asked.origin, asked.bearer)
    return Program(BARE_ACCOUNT, command, FIRST_NAME, leave=CTRL_Q)


def python() -> Program:
    """The interpreter, which says one word."""
    said = "print('Hello', flush=True); input()"
    return Program(PYTHON, (sys.executable, "-c", said), "Hello", leave=b"\r")


def slowed(program: Program) -> Program:
    """A program at the far end of a slow line."""
    line = str(HERE.parents[1] / "journey" / "slow_line.py")
    return replace(program, command=(sys.executable, line, *program.command))


def the_line() -> Program:
    """What echoes without any program: the terminal's driver at the far end."""
    return replace(python(), name=THE_LINE, typed="x" * len(PASSWORD), dot="x")


def peers(cache: Path) -> tuple[tuple[Program, ...], Mapping[str, str]]:
    """The prompts of others that this machine can run, and why it cannot run the rest."""
    found: list[Program] = []
    left_out: dict[str, str] = {}
    for make in (_inquirer, _ink, _whiptail, _dialog):
        try:
            found.append(make(cache))
        except Missing as missing:
            left_out[missing.who] = str(missing)
    return tuple(found), left_out


def _inquirer(cache: Path) -> Program:
    return _of_npm(INQUIRER, INQUIRER_PACKAGE, "inquirer.mjs", cache)


def _ink(cache: Path) -> Program:
    return _of_npm(INK, INK_PACKAGE, "ink.mjs", cache)


def _of_npm(name: str, peer: Peer, script: str, cache: Path) -> Program:
    command = program_of(name, peer, HERE / script, cache)
    # Without this, React is loaded in its slower shape for developers.
    return Program(name, command, "Password", answer="*", env={"NODE_ENV": "production"})


_BOX = ("--passwordbox", "Password", "10", "70")
_CANCEL = b"\t\t\r"


def _whiptail(cache: Path) -> Program:
    command, env = debian(WHIPTAIL, cache)
    return Program(WHIPTAIL, (*command, *_BOX), "Password", answer="*", leave=_CANCEL, env=env)


def _dialog(cache: Path) -> Program:
    command, env = debian(DIALOG, cache)
    command = (*command, "--insecure", *_BOX)
    return Program(DIALOG, command, "Password", answer="*", leave=_CANCEL, env=env)
