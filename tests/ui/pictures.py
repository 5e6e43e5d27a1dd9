"""The pictures of the README, taken on the stage of the tests: `make pictures`.

Everything on them stands still, so that taking them again without a change of a screen changes
no file.
"""

import asyncio
import os
import re
from contextlib import closing
from dataclasses import dataclass

from tests.checkout import ROOT
from tui.terminal.tty import clean_environment

clean_environment()  # before Textual reads it
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
for _name in ("NO_COLOR", "CLITHEME", "COLORFGBG", "LC_DARK_BG", "MODULES_TERM_BACKGROUND"):
    os.environ.pop(_name, None)

from textual.pilot import Pilot  # noqa: E402

from tests.ui.stage import (  # noqa: E402
    Play,
    Stage,
    settled,
    to_end,
    to_password,
    to_pin,
    to_review,
    type_text,
)
from tui.i18n import Language  # noqa: E402

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
            return self_contained(app.export_screenshot(title="unify-activate"))


def main() -> None:
    """Take all pictures anew and say which of them changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        svg = asyncio.run(take(picture))
        path = FOLDER / f"{picture.name}.svg"
        before = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(svg, encoding="utf-8")
        print(f"{path.relative_to(FOLDER.parents[1])}: {'same' if svg == before else 'changed'}")


if __name__ == "__main__":
    main()
