"""Starts Python programs whose modules are imported already: `warm.py SOCKET`.

An order on the socket is a line of JSON with the descriptors of standard input and of the terminal.
Each order runs in a process of its own, which knows nothing but what the imports left behind, and
ends as an interpreter does. The answer is its number, and its exit code once it has ended.
"""

import gc
import json
import os
import runpy
import socket
import sys
import termios
from contextlib import suppress
from fcntl import ioctl
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

MOST = 65536
"""Bytes an order has at most."""

BESIDE = ("httpx", "textual.drivers.linux_driver", "tests.journey.walk")
"""What the programs import, apart from `tui` itself."""


def import_all() -> None:
    """Import what the programs need, except the modules that run it when they are imported."""
    from tui.terminal.tty import clean_environment

    clean_environment()
    import tui

    found = (module.name for module in walk_packages(tui.__path__, "tui."))
    for name in (*BESIDE, *found):
        if name not in ("tui.__main__", "tui.cli.demo"):
            import_module(name)
    gc.collect()
    gc.freeze()


def next_order(orders: socket.socket) -> dict[str, Any] | None:
    """In the process that is to carry an order out: the order. None when there are no more."""
    while True:
        data, descriptors, _flags, _address = socket.recv_fds(orders, MOST, 3)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not data:
            with suppress(ChildProcessError):
                while True:
                    os.wait()
            return None
        stdin, terminal, answers = descriptors
        # One process in between waits for the program's end; it is the one that may.
        if os.fork() == 0:
            orders.close()
            program = os.fork()
            if program == 0:
                os.close(answers)
                order: dict[str, Any] = json.loads(data)
                take(stdin, terminal, order["output"])
                return order
            os.close(stdin)
            os.close(terminal)
            os.write(answers, b"%d\n" % program)
            status = os.waitpid(program, 0)[1]
            with suppress(BrokenPipeError):
                os.write(answers, b"%d\n" % os.waitstatus_to_exitcode(status))
            os._exit(0)
        for descriptor in descriptors:
            os.close(descriptor)


def take(stdin: int, terminal: int, output: str | None) -> None:
    """Begin a session in a terminal, with fresh standard streams."""
    os.setsid()
    ioctl(terminal, termios.TIOCSCTTY, 0)
    for target, source in enumerate((stdin, terminal, terminal)):
        os.dup2(source, target)
    os.close(stdin)
    os.close(terminal)
    if output is not None:
        file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(file, 1)
        os.close(file)
    for name, target, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        old = getattr(sys, name)
        stream = open(  # noqa: SIM115 (open as long as the program)
            target, mode, 1 if mode == "w" else -1, old.encoding, old.errors, closefd=False
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def main() -> None:
    """Carry orders out until the socket is closed."""
    import_all()
    order = next_order(socket.socket(fileno=int(sys.argv[1])))
    if order is None:
        return
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    first, *sys.argv[1:] = order["arguments"]
    if first == "-m":
        name = sys.argv.pop(1)
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    else:
        sys.argv[0] = first
        runpy.run_path(first, run_name="__main__")


if __name__ == "__main__":
    main()
