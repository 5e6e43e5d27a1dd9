"""A headless Chromium, spoken to over the DevTools protocol through a pair of pipes."""

import base64
import json
import os
import signal
import subprocess
import tempfile
from itertools import count
from types import TracebackType
from typing import Any

from tests.programs import needed_program

FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    # Tests run as root in containers, where the sandbox has nothing to stand on.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-proxy-server",
    "--window-size=1300,1000",
)
PATIENCE = 20_000
"""Milliseconds a page has to become what a test waits for; only a broken one needs them."""


class Browser:
    """One tab. Messages are JSON with a zero byte at the end, as `--remote-debugging-pipe` has it."""

    def __init__(self) -> None:
        self._program = needed_program("chromium")
        self._ids = count(1)
        self._session: str | None = None
        self.logged: list[str] = []

    def __enter__(self) -> "Browser":
        self._home = tempfile.TemporaryDirectory(prefix="browser-")
        to_read, self._to = os.pipe()
        from_write, from_read = -1, -1
        from_read, from_write = os.pipe()
        # The shell puts the pipes where the browser looks for them.
        command = f'exec "$@" 3<&{to_read} 4>&{from_write}'
        self._process = subprocess.Popen(
            [
                "bash",
                "-c",
                command,
                "bash",
                self._program,
                *FLAGS,
                f"--user-data-dir={self._home.name}",
            ],
            pass_fds=(to_read, from_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(to_read)
        os.close(from_write)
        self._from = os.fdopen(from_read, "rb")
        self._unread = b""
        target = self("Target.createTarget", url="about:blank")["targetId"]
        attached = self("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self(f"{domain}.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._to)
        self._from.close()
        self._home.cleanup()

    def __call__(self, method: str, **parameters: Any) -> Any:
        """Give one command and wait for its result."""
        number = next(self._ids)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]
            self._note(answer)

    def open(self, url: str) -> None:
        """Go to a page."""
        self("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """What an expression gives; a promise is waited for."""
        result = self(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def until(self, condition: str) -> Any:
        """Wait until an expression holds; gives what it is then."""
        return self.run(
            f"""new Promise((tell, fail) => {{
                const give_up = setTimeout(
                    () => fail(new Error("in vain: " + document.body.innerText.slice(0, 2000))),
                    {PATIENCE});
                const look = () => {{
                    let found = null;
                    try {{ found = {condition}; }} catch (error) {{ found = null; }}
                    if (found) {{ clearTimeout(give_up); tell(found); }}
                    else setTimeout(look, 20);
                }};
                look();
            }})"""
        )

    def key(self, name: str, code: int) -> None:
        """Press and let go of a key."""
        key = {"key": name, "code": name, "windowsVirtualKeyCode": code}
        text = {"text": "\r"} if name == "Enter" else {}
        self("Input.dispatchKeyEvent", type="keyDown", **key, **text)
        self("Input.dispatchKeyEvent", type="keyUp", **key)

    def prefer(self, scheme: str) -> None:
        """Be a browser whose owner likes `light` or `dark`."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self("Emulation.setEmulatedMedia", features=[feature])

    def picture(self, *, whole: bool = False) -> bytes:
        """The page as PNG."""
        shot = self("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            piece = os.read(self._from.fileno(), 65536)
            assert piece, "the browser is gone"
            self._unread += piece
        message, _, self._unread = self._unread.partition(b"\0")
        read: dict[str, Any] = json.loads(message)
        return read

    def _note(self, event: dict[str, Any]) -> None:
        """Keep what went wrong in the page."""
        if event.get("method") == "Runtime.exceptionThrown":
            self.logged.append(json.dumps(event["params"]["exceptionDetails"]))
        entry = event.get("params", {}).get("entry", {})
        # An answer that is a refusal is logged as an error too; the page deals with those.
        if entry.get("level") == "error" and entry["source"] != "network":
            self.logged.append(entry["text"])
