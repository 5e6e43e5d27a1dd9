"""A folder with what our pages speak of: mails, files, programs, and a server to ask.

The programs are the real ones, but for what a test can neither wait for nor do: a server is stopped
once it is ready, a backend is verified in one subject, `make` tells what it would do, and where the
app lacks nothing but a terminal, that is good: it has read its arguments, files and mails by then.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from mock_server.mail.mime import mime
from mock_server.server import RunningMock
from tests.checkout import ROOT
from tests.links import TOKEN
from tests.page_blocks import blocks
from tests.wire.operator_desk import ANSWER, JOERG, MAIN, NADJA, PASSWORD, PIN

PEOPLE = (MAIN, JOERG, NADJA)

AUTOMATION = "docs/automation.md"
MOCK_PAGE = "docs/testing-with-the-mock.md"

SERVERS = (
    "https://accounts.example.org",
    "https://activation.example.org",
    "https://mock.example.org:8025",
    "http://127.0.0.1:8025",
    "http://127.0.0.1:9000",
)
"""Where the pages have a server."""

INSTALLED = "/opt/unify-activate/bin"
"""Where the pages have the program."""

_REAL = '#!/bin/bash\nPYTHONPATH="{root}" exec "{python}" -m {package} "$@"\n'

_STAND_INS = {
    "unify-activate": """\
PYTHONPATH="{root}" "{python}" -m tui "$@"
code=$?
exit $((code == 6 ? 0 : code))
""",
    "unify-mock": """\
export PYTHONPATH="{root}"
case $1 in
serve)
    exec 9< <(exec "{python}" -m mock_server "$@" --port 0 --cheap-hash)
    server=$!
    read -r ready <&9
    echo "$ready"
    kill "$server"
    cat <&9 > "{folder}/links.txt"
    [[ $ready == READY* ]]
    ;;
verify) exec "{python}" -m mock_server "$@" --only look ;;
*) exec "{python}" -m mock_server "$@" ;;
esac
""",
    "make": 'exec /usr/bin/env PATH="{path}" make -C "{root}" -n "$@"\n',
    "notmuch": 'cat "{folder}/mail.eml"\n',
    "wl-paste": 'cat "{folder}/mail.eml"\n',
    "pass": f"echo '{PASSWORD}'\n",
}
"""What a page's reader has: bash scripts by their names."""


@dataclass(frozen=True)
class Place:
    """The folder of the recipes, the programs, and the server whose mails lie there."""

    folder: Path
    programs: Path
    mock: RunningMock

    def here(self, text: str) -> str:
        """A block with the server and the programs that there are here."""
        for server in SERVERS:
            text = text.replace(server, self.mock.origin)
        return text.replace(INSTALLED, str(self.programs))

    def run(
        self, *command: str, path: str = "/usr/bin:/bin", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """What becomes of a command that inherits nothing of this environment."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env={"PATH": path, "HOME": str(self.folder), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def shell(self, block: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a block where somebody types, with the programs at hand, until a command fails."""
        path = f"{self.programs}:{os.environ['PATH']}"
        return self.run(
            "bash", "-euo", "pipefail", "-c", self.here(block), path=path, **environment
        )

    def ask(self, call: str, *, method: str = "POST", **body: object) -> None:
        """A tester's call."""
        url = f"{self.mock.origin}/_mock/{call}"
        httpx.request(method, url, json=body or None, trust_env=False).raise_for_status()

    def mail(self, ref: str) -> bytes:
        """The mail of one of the people."""

        def written() -> bytes:
            service = self.mock.service
            record = service.store.record(ref)
            assert record is not None
            [mail] = service.outbox.find(ref=ref)
            return mime(mail, record, service.origin)

        return self.mock.do(written)

    def is_active(self, ref: str) -> bool:
        """Whether one of the people is."""
        record = self.mock.do(lambda: self.mock.service.store.record(ref))
        return record is not None and record.activated_at is not None

    def are_active(self) -> list[bool]:
        """Whether each of the people is."""
        return [self.is_active(ref) for ref in PEOPLE]

    def keep(self, name: str, text: str) -> Path:
        """Write a file for its owner alone."""
        path = self.folder / name
        path.touch(0o600)
        path.write_text(text, encoding="utf-8")
        return path


@contextmanager
def open_place(folder: Path, programs: Mapping[str, str] | None = None) -> Iterator[Place]:
    """A fresh folder with mails, answers and the two programs.

    Args:
        folder: where it is made.
        programs: bash scripts by their names in place of the two programs.
    """
    work, there = folder / "work", folder / "bin"
    for each in (work / "mails", work / "kept", there):
        each.mkdir(parents=True, mode=0o700)
    real = {"unify-activate": "tui", "unify-mock": "mock_server"}
    scripts = programs or {
        name: _REAL.format(root=ROOT, python=sys.executable, package=package)
        for name, package in real.items()
    }
    for name, script in scripts.items():
        (there / name).write_text(script)
        (there / name).chmod(0o755)
    with RunningMock() as mock:
        place = Place(work, there, mock)
        for ref in PEOPLE:
            (work / "mails" / f"{ref}.eml").write_bytes(place.mail(ref))
        [answers] = blocks(AUTOMATION, "What every recipe begins with", "toml")
        (work / "answers.toml").write_text(answers, encoding="utf-8")
        place.keep("answer.txt", f"{ANSWER}\n")
        yield place


@contextmanager
def open_readers_place(folder: Path) -> Iterator[Place]:
    """What a reader of our pages has: also the files that they name, and programs of others."""
    names = {"root": ROOT, "python": sys.executable, "folder": folder / "work"}
    scripts = {
        name: "#!/bin/bash\n" + script.format(**names, path=os.environ["PATH"])
        for name, script in _STAND_INS.items()
    }
    with open_place(folder, scripts) as place:
        work = place.folder
        for name, ref in {"mail": MAIN, "eva": MAIN, "joerg": JOERG}.items():
            (work / f"{name}.eml").write_bytes(place.mail(ref))
        maildir = work / "Maildir" / ".Activation" / "new"
        shutil.copytree(work / "mails", maildir)
        for kind, name in {"toml": "order.toml", "csv": "users.csv"}.items():
            [text] = blocks(MOCK_PAGE, "Tenants, users and their mails", kind)
            (work / name).write_text(text, encoding="utf-8")
        place.keep("link.txt", f"{place.mock.origin}/rc-web/confirmation/default.html?ok:{TOKEN}\n")
        place.keep("pin.txt", f"{PIN}\n")
        place.keep("admin.key", "0123456789abcdef\n")
        _give_links(work)
        yield place


def _give_links(work: Path) -> None:
    """Fresh links for whoever verifies a backend: in a file, and from a command."""
    fresh = ", ".join(f'"ok:{number:032x}"' for number in range(1, 40))
    (work / "links.toml").write_text(f"fresh = [{fresh}]\n")
    command = work / "my-links"
    command.write_text('#!/bin/sh\n[ "$1" = fresh ] && echo "ok:$(openssl rand -hex 16)"\n')
    command.chmod(0o755)
