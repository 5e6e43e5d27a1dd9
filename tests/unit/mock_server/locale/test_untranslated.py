"""Nothing is said by `unify-mock` that its catalogue does not hold, read off the source."""

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.untranslated import Speech, out_of_reach, untranslated

MOCK = ROOT / "mock_server"
SPEAKING_FILES = [
    *sorted((MOCK / "cli").glob("*.py")),
    *(MOCK / name for name in ("admin_key.py", "certificate.py", "verify/links.py")),
]

SPEECH = Speech(
    calls={
        **dict.fromkeys(("tell", "complain", "print", "CommandRefused", "ArgumentTypeError")),
        **dict.fromkeys(("UnusableKey", "UnusableCertificate", "UnusableLinks")),
        "Subcommand": 1,
    },
    arguments=frozenset({"help", "description", "epilog"}),
    properties=frozenset(),
    same=re.compile("unify-mock|READY|%s"),
)


@pytest.mark.parametrize("path", SPEAKING_FILES, ids=lambda path: path.stem)
def test_people_read_nothing_that_is_not_in_the_catalogue(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert untranslated(source, SPEECH) == []
    assert out_of_reach(source) == []


@pytest.mark.parametrize(
    "line",
    [
        'raise CommandRefused("nothing answers")',
        'raise argparse.ArgumentTypeError(f"{text}: no port")',
        'tell(f"added {n}")',
        'add("--db", help="keep the state")',
        '{"serve": Subcommand("run the server", "mock_server.cli.serve:serve", ())}',
    ],
)
def test_a_forgotten_text_is_found(line: str) -> None:
    assert untranslated(line, SPEECH)
