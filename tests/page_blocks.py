"""The code blocks of our pages: what a reader would copy, found by page, heading and kind."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.checkout import ROOT

PAGES = (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
"""Every `sh` block of these is run by a test, or says why not."""

DEPLOYMENT_PAGES = tuple(sorted(ROOT.glob("deploy/*/*.md")))

NOT_RUN = "# not run by the tests: "
"""How a block begins that no test can run; the reason follows."""

_PART = re.compile(
    r"^#+ (?P<heading>[^\n]+)$|^ *```(?P<kind>\w+)\n(?P<text>.*?)^ *```$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """A code block: the heading it stands under, what it is written in, and its text."""

    heading: str
    kind: str
    text: str

    @property
    def is_run(self) -> bool:
        """Whether a test runs it."""
        return not self.text.startswith(NOT_RUN)


def page_name(page: Path) -> str:
    """A page as one would type it in the checkout."""
    return str(page.relative_to(ROOT))


def all_blocks(page: Path) -> Iterator[Block]:
    """Every code block of a page, from its top."""
    heading = ""
    for part in _PART.finditer(page.read_text(encoding="utf-8")):
        if part["heading"]:
            heading = part["heading"]
        else:
            yield Block(heading, part["kind"], part["text"])


def blocks(page: str, heading: str, kind: str) -> list[str]:
    """The texts of a kind that stand under a heading.

    Args:
        page: its path in the checkout.
        heading: without its `#`; what stands under a lower one is not meant.
        kind: what follows the three backticks.
    """
    found = all_blocks(ROOT / page)
    return [each.text for each in found if (each.heading, each.kind) == (heading, kind)]


def calls(page: Path, program: str) -> Iterator[list[str]]:
    """What stands after a program's name, wherever a page shows it being called."""
    for block in all_blocks(page):
        if block.kind != "sh":
            continue
        for line in block.text.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if program in words:
                yield list(_up_to_the_shells_own(words[words.index(program) + 1 :]))


def _up_to_the_shells_own(words: list[str]) -> Iterator[str]:
    """The arguments that the program gets: what comes before a pipe, `>` or `&`."""
    for word in words:
        if re.fullmatch(r"[|&;]|\d*[<>]+.*", word):
            return
        yield word
