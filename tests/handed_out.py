"""What is handed out: what has to be in it, and whether it works where it was installed."""

import json
import subprocess
import tarfile
import zipfile
from pathlib import Path

from api_client.version import VERSION
from tests.checkout import ROOT
from tests.installed import run
from tests.manual import PAGES

PACKAGES = ("api_client", "mock_server", "tui", "unify_mock_pytest")

WHEEL, SOURCES = (
    f"unify_activate-{VERSION}-py3-none-any.whl",
    f"unify_activate-{VERSION}.tar.gz",
)

ANSWERS = """
password = { generate = "password.txt" }
pin = { generate = "pin.txt" }
workspace = "web_browser"
[security_question]
id = "first_teacher"
answer = { file = "answer.txt" }
"""


def members(*folders: str, but: tuple[str, ...] = ()) -> set[str]:
    """The files of the checkout that belong to the folders, as paths from the root."""
    return {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in but
    }


def wheel_faults(wheel: Path) -> set[str]:
    """What is missing in a wheel, or in it without reason."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    manual = f"unify_activate-{VERSION}.data/data/share/man/man1"
    needed = {f"{manual}/{page.name}" for page in PAGES.iterdir()}
    return names ^ (members(*PACKAGES, but=(".po",)) | needed)


def source_faults(archive: Path) -> set[str]:
    """What is missing in the source archive to build and check again, or came in by mistake."""
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    needed = members(*PACKAGES, "tests", "docs", "deploy", "requirements", ".ci", ".github")
    needed |= {"pyproject.toml", "Makefile", "LICENSE", *(path.name for path in ROOT.glob("*.md"))}
    by_mistake = {name for name in names if name.endswith(".pyc") or ".venv" in name}
    return (needed - names) | by_mistake


def try_commands(environment: Path, folder: Path) -> None:
    """Activate an account of the installed mock server with the installed app, in a new folder.

    Raises:
        AssertionError: something of it did not work.
    """
    app, mock = (environment / "bin" / name for name in ("unify-activate", "unify-mock"))
    for command in (app, mock):
        assert run(command, "--version", cwd=folder).split()[-1] == VERSION
        assert "Examples" in run(command, "--help", cwd=folder)
    (folder / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    (folder / "answer.txt").touch(mode=0o600)
    (folder / "answer.txt").write_text("Weber\n", encoding="utf-8")
    serve = [str(mock), "serve", "--port", "0", "--cheap-hash"]
    with subprocess.Popen(serve, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            ready, _, origin = server.stdout.readline().strip().partition(" ")
            assert ready == "READY"
            link = f"{origin}/rc-web/confirmation/default.html?ok:{'0' * 31}1"
            (folder / "link.txt").write_text(link, encoding="utf-8")
            said = run(app, "link.txt", "--answers", "answers.toml", "--json", cwd=folder)
            assert json.loads(said.splitlines()[0])["outcome"] == "active"
        finally:
            server.terminate()
