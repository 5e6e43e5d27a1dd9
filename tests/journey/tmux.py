"""A tmux server with one window and nobody's configuration, ended with the context."""

import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.journey.terminal import PATIENCE
from tests.programs import needed_program

SETTINGS = """
set -g status off
set -g history-limit 5000
run-shell -b -d 600 -C kill-server
"""
"""The window is all there is. A server whose test was killed ends by itself after ten minutes."""

SHELL = ("sh", "-c", '"$@"; echo "Exit code: $?"; read -r _', "sh")
"""Runs the program as a shell in a window does: it tells how it ended, and the window stays."""

EXIT_CODE = re.compile(r"^Exit code: (\d+)$", re.MULTILINE)


REST = 4
"""Looks that find the same, one every 50 ms, after which a picture is taken for whole."""


class Tmux:
    """A program in a window of tmux, driven by tmux's own commands."""

    def __init__(
        self, argv: Sequence[str], *, env: Mapping[str, str], cwd: Path, size: tuple[int, int]
    ) -> None:
        """Start it; `size` is columns and rows, for as long as nobody is attached."""
        with ExitStack() as stack:
            # A socket's name may have 107 characters, which a test's own folder soon has.
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tmux-")))
            settings = folder / "tmux.conf"
            settings.write_text(SETTINGS, encoding="ascii")
            self._command = [needed_program("tmux"), "-u", "-S", str(folder / "socket")]
            self._env = dict(env)
            columns, rows = map(str, size)
            start = (
                "new-session",
                "-d",
                "-s",
                "one",
                "-x",
                columns,
                "-y",
                rows,
                "--",
                *SHELL,
                *argv,
            )
            subprocess.run(
                [*self._command, "-f", str(settings), *start], env=self._env, cwd=cwd, check=True
            )
            self._stack = stack.pop_all()

    def __enter__(self) -> "Tmux":
        return self

    def __exit__(self, *_error: object) -> None:
        self.do("kill-server", check=False)
        self._stack.close()

    def do(self, *words: str, check: bool = True) -> str:
        """A command of tmux, and what it says."""
        done = subprocess.run(
            [*self._command, *words],
            env=self._env,
            capture_output=True,
            text=True,
            check=check,
            timeout=PATIENCE,
        )
        return done.stdout

    @property
    def attach(self) -> list[str]:
        """The command that shows the window in another terminal."""
        return [*self._command, "attach-session", "-t", "one"]

    def send(self, text: str) -> None:
        """Type."""
        self.do("send-keys", "-t", "one", "-l", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self.do("send-keys", "-t", "one", *keys)

    def paste(self, text: str) -> None:
        """Paste as tmux does."""
        self.do("set-buffer", "-b", "ours", "--", text)
        self.do("paste-buffer", "-d", "-p", "-b", "ours", "-t", "one")

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self.do("resize-window", "-t", "one", "-x", str(columns), "-y", str(rows))

    @property
    def picture(self) -> str:
        """What the window shows."""
        return self.do("capture-pane", "-p", "-t", "one").rstrip("\n")

    @property
    def scrollback(self) -> str:
        """Everything one can still scroll back to, and what the window shows."""
        return self.do("capture-pane", "-p", "-J", "-S", "-", "-t", "one")

    def wait_for(self, *texts: str) -> None:
        """Wait until every text is in the window."""
        self.wait_until(lambda seen: all(text in seen for text in texts), " and ".join(texts))

    def at_rest(self) -> str:
        """The picture once a look at it finds what the one before did."""
        seen = [""]

        def rests(picture: str) -> bool:
            seen.append(picture)
            return len(seen) > REST and len(set(seen[-REST:])) == 1

        self.wait_until(rests, "rest")
        return seen[-1]

    def wait_same(self, picture: str) -> None:
        """Wait until the window shows what it showed before, whatever minute it is."""
        self.wait_until(lambda seen: timeless(seen) == timeless(picture), f"\n{picture}")

    def wait_until(self, condition: Callable[[str], bool], what: str) -> None:
        """Wait for a condition of the picture; `what` names it in the failure."""
        end = time.monotonic() + PATIENCE
        while not condition(seen := self.picture):
            assert time.monotonic() < end, f"No {what} in the window:\n{seen}"
            time.sleep(0.05)

    def wait_exit(self) -> int:
        """Wait for the program's end and give its exit code."""
        self.wait_until(lambda seen: EXIT_CODE.search(seen) is not None, "end")
        found = EXIT_CODE.search(self.picture)
        assert found is not None, "it stays in the window"
        return int(found[1])


def timeless(picture: str) -> str:
    """A picture without its numbers: how long the link lives changes every minute."""
    return re.sub(r"\d+", "0", picture)
