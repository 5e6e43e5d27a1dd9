"""The pictures of the README and of the pages, taken on the stage of the tests: `make pictures`.

The clock stands still, so that taking them again without a change of a screen changes no file.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import tests.conftest  # noqa: F401  # its environment, before Textual reads it

# isort: split

from textual.pilot import Pilot

from tests.checkout import ROOT
from tests.links import TOKEN
from tests.ui.moving_picture import Frame, moving
from tests.ui.stage import (
    ANSWER,
    PIN,
    Play,
    Stage,
    pasting,
    pressing,
    settled,
    to_end,
    to_password,
    to_pin,
    to_review,
    type_text,
)
from tui.i18n import Language

FOLDER = ROOT / "docs" / "pictures"
SIZE = (80, 24)

_WEB_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_CHECKSUM = re.compile(r"terminal-\d+")


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, language and scenario, and what is done before it is taken."""

    name: str
    language: Language
    scenario: str
    play: Play


async def _typing_a_password(pilot: Pilot[int]) -> None:
    await to_password(pilot)
    await type_text(pilot, "Kranich1234")
    await settled(pilot)


async def _typing_a_pin(pilot: Pilot[int]) -> None:
    await to_pin(pilot)
    await type_text(pilot, "4829")
    await settled(pilot)


PICTURES = (
    Picture("account", "de", "main-user.de", settled),
    Picture("password", "en", "ok", _typing_a_password),
    Picture("pin", "de", "ok.de", _typing_a_pin),
    Picture("review", "de", "ok.de", to_review),
    Picture("done", "en", "main-user", to_end),
    Picture("expired", "en", "expired", settled),
)


def self_contained(svg: str) -> str:
    """The picture without the fonts that Textual's export would fetch from a web server.

    Names no longer hold a checksum of the whole picture, so that a difference shows what changed,
    and spaces at the start of a text are kept by every viewer.
    """
    for unwanted in (_WEB_FONT, _COMMENT, _TRAILING):
        svg = unwanted.sub("", svg)
    svg = _CHECKSUM.sub("terminal", svg)
    return svg.strip().replace("<svg ", '<svg xml:space="preserve" ', 1) + "\n"


async def take(picture: Picture) -> str:
    """The picture as SVG."""
    with closing(Stage(picture.language)) as stage:
        app = stage.app(stage.link(picture.scenario))
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot)
            await picture.play(pilot)
            return _screenshot(pilot)


def _screenshot(pilot: Pilot[int]) -> str:
    return self_contained(pilot.app.export_screenshot(title="unify-activate"))


# The journey, from the pasted link to the receipt

JOURNEY = "journey"
DESCRIBED = (
    "The program from the pasted link to the receipt: the account, password, PIN, "
    "security question, workplace, everything at a glance, and the account is active"
)
LINK = f"http://127.0.0.1:8025/rc-web/confirmation/default.html?ok:{TOKEN}"
CHOSEN_PASSWORD = "Kettle-maple-brass-7"


async def _filling(pilot: Pilot[int], text: str) -> None:
    """Fill the field at once, but for the last character: a key says no more of what was pasted."""
    await pasting(text[:-1])(pilot)
    await type_text(pilot, text[-1])


async def _mending_the_password(pilot: Pilot[int]) -> None:
    await pilot.press(*["backspace"] * len("1234"))
    await _filling(pilot, CHOSEN_PASSWORD.removeprefix("Kettle"))


def _entered(text: str) -> Play:
    """A play that goes on with Enter and fills the next field."""

    async def play(pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await settled(pilot)
        await _filling(pilot, text)

    return play


SCENES: tuple[tuple[Play, float], ...] = (
    (settled, 3.0),
    (pasting(LINK), 4.0),
    (_entered("Kettle1234"), 3.0),
    (_mending_the_password, 2.5),
    (_entered(CHOSEN_PASSWORD), 2.0),
    (_entered(PIN), 2.5),
    (_entered(PIN), 1.5),
    (pressing("enter"), 2.5),
    (_entered(ANSWER), 2.5),
    (pressing("enter"), 1.5),
    (pressing("enter"), 2.0),
    (pressing("enter"), 4.0),
    (pressing("enter"), 6.0),
)
"""What is done, and for how many seconds is shown what came of it."""


async def take_journey() -> str:
    """The whole way as one picture that moves."""
    frames = []
    with closing(Stage("en")) as stage:
        app = stage.app(None)
        async with app.run_test(size=SIZE) as pilot:
            await settled(pilot)
            for play, seconds in SCENES:
                await play(pilot)
                await settled(pilot)
                frames.append(Frame(_screenshot(pilot), seconds))
            assert (await stage.stored(pin=PIN))["pin"], "the picture goes to the end"
    return moving(frames, DESCRIBED)


# All of them


def all_pictures() -> Iterator[tuple[str, Callable[[], Coroutine[None, None, str]]]]:
    """The name of each file, and what takes its picture."""
    yield JOURNEY, take_journey
    for picture in PICTURES:
        yield picture.name, partial(take, picture)


def main() -> None:
    """Take all pictures anew and say which of them changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, taken in all_pictures():
        svg = asyncio.run(taken())
        path = FOLDER / f"{name}.svg"
        before = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(svg, encoding="utf-8")
        print(f"{path.relative_to(FOLDER.parents[1])}: {'same' if svg == before else 'changed'}")


if __name__ == "__main__":
    main()
