"""The commands of the README and the pages work, one after the other, as they stand there.

Each page's blocks run in one shell, in a folder with what the page speaks of. What cannot run in a
test says so in its first line, and the programs' own parsers read it all the same.
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from mock_server.cli.parser import command_parser
from tests.checkout import ROOT
from tests.page_blocks import (
    DEPLOYMENT_PAGES,
    NOT_RUN,
    PAGES,
    Block,
    all_blocks,
    calls,
    page_name,
)
from tests.wire.certificates import make_certificate
from tests.wire.page_place import AUTOMATION, MOCK_PAGE, open_readers_place
from tui.cli.commands import COMMANDS
from tui.cli.parser import option_parser

RUN_ELSEWHERE: Mapping[str, tuple[str, frozenset[str]]] = {
    AUTOMATION: (
        "test_automation_page.py",
        frozenset(
            {
                "The answers file",
                "What every recipe begins with",
                "A folder by night",
                "A container",
                "Four at a time",
                "Reading the objects",
            }
        ),
    ),
    "docs/operator-mode.md": (
        "test_operator_page.py",
        frozenset({"Operator mode: the real platform", "The first day", "Trying it out"}),
    ),
}
"""What has tests of its own beside this one: the module, and the headings of its blocks."""

SAID: Mapping[str, tuple[str, ...]] = {
    "README.md": ("-m tui --demo", "-m mock_server serve"),
    "docs/performance.md": ("-m tests.bench",),
    "docs/verifying-a-backend.md": ("held       look.",),
    MOCK_PAGE: (
        "main-user-created",
        "added 2, refused 0",
        "joerg.amsel@",
        '"outcome": "checked"',
        '{"pin":false}',
        "READY https://",
    ),
}
"""What some pages' commands have to say, among other things."""


ALSO: Mapping[tuple[str, str], str] = {
    (MOCK_PAGE, "Tenants, users and their mails"): (
        "unify-activate mail.eml --answers answers.toml --check --json"
    ),
}
"""What shows that the commands under a heading led where they should, run right after them."""


def to_run(page: Path) -> list[Block]:
    """The blocks of a page that run here."""
    elsewhere = RUN_ELSEWHERE.get(page_name(page), ("", frozenset()))[1]
    return [
        each
        for each in all_blocks(page)
        if each.kind == "sh" and each.is_run and each.heading not in elsewhere
    ]


CHANGES_THE_MACHINE = re.compile(
    r"\b(sudo|apt-get|useradd|usermod|userdel|systemctl|docker)\b| /(etc|opt|usr|var)/"
)


def script(page: Path) -> str:
    """All that runs of a page, in its order; nothing that would change this machine."""
    for each in to_run(page):
        assert not CHANGES_THE_MACHINE.search(each.text), f"begin it with {NOT_RUN!r}:\n{each.text}"
    also = {each.heading: ALSO.get((page_name(page), each.heading), "") for each in to_run(page)}
    return "\n".join(f"{each.text}\n{also.pop(each.heading, '')}" for each in to_run(page))


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("page", [page for page in PAGES if to_run(page)], ids=page_name)
def test_the_commands_of_a_page_work_as_shown(page: Path, tmp_path: Path) -> None:
    with open_readers_place(tmp_path) as place:
        certificate, key = make_certificate(
            place.folder, "-addext", "subjectAltName=DNS:mock.example.org", name="cert"
        )
        assert certificate.name == "cert.pem"
        key.rename(place.folder / "key.pem")
        done = place.shell(script(page), UNIFY_MOCK_SERVER=place.mock.origin, LC_ALL="C.UTF-8")
        assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
        for said in SAID.get(page_name(page), ()):
            assert said in done.stdout


# Every block is run, or says why not


def test_what_has_tests_of_its_own_is_named_in_them() -> None:
    for page, (module, headings) in RUN_ELSEWHERE.items():
        source = Path(__file__).with_name(module).read_text(encoding="utf-8")
        there = {
            each.heading for each in all_blocks(ROOT / page) if each.kind == "sh" and each.is_run
        }
        assert headings <= there, page
        for heading in headings:
            assert f'"{heading}"' in source, heading


def test_what_is_not_run_says_why() -> None:
    left_out = [each.text for page in PAGES for each in all_blocks(page) if not each.is_run]
    assert left_out
    for text in left_out:
        assert re.match(rf"{NOT_RUN}(fetches packages|needs root and systemd)\n", text), text


# What is shown is what the programs take, also where it is not run


ALL_PAGES = (*PAGES, *DEPLOYMENT_PAGES)


def test_calls_of_the_mock_server_are_shown_as_it_takes_them() -> None:
    shown = [call for page in ALL_PAGES for call in calls(page, "unify-mock")]
    assert len(shown) > 10
    for arguments in shown:
        command_parser().parse_args(arguments)


def test_calls_of_the_app_are_shown_as_it_takes_them() -> None:
    shown = [call for page in ALL_PAGES for call in calls(page, "unify-activate")]
    assert len(shown) > 10
    for arguments in shown:
        if not arguments or arguments[0] not in COMMANDS:
            option_parser().parse_args(arguments)
