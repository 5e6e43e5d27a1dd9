"""The `unify-mock` command."""

import argparse
import asyncio
import signal
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_server.service import MockService

FAILURE, USAGE_ERROR, UNREACHABLE = 1, 2, 5
DEFAULT_PORT = 8025
LANGUAGES = ("de", "en")


class Refused(Exception):
    """The command cannot be carried out; the text says why, in one line."""

    def __init__(self, reason: str, code: int = USAGE_ERROR) -> None:
        super().__init__(reason)
        self.code = code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "serve":
            _serve(options)
        else:
            _print_scenarios(options.server, options.lang)
    except Refused as refused:
        print(f"unify-mock: {refused}", file=sys.stderr)
        return refused.code
    except BrokenPipeError:
        return FAILURE
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="unify-mock", description="The mock server for unify-activate."
    )
    parser.add_argument("--version", action="version", version=f"unify-mock {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="run the server until it is stopped")
    serve.add_argument("--host", default="127.0.0.1", help="a loopback address (127.0.0.1)")
    serve.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help=f"({DEFAULT_PORT}); 0 takes a free one"
    )
    serve.add_argument("--db", type=Path, metavar="FILE", help="keep the state in this file")
    serve.add_argument(
        "--freeze", type=_time, metavar="TIME", help="stand still at this time (ISO 8601)"
    )
    serve.add_argument(
        "--cheap-hash", action="store_true", help="hash secrets as fast as can be, for tests"
    )
    serve.add_argument("--lang", choices=LANGUAGES, default="en", help="of what is printed (en)")
    scenarios = commands.add_parser("scenarios", help="list scenarios with ready links")
    scenarios.add_argument("--server", default=f"http://127.0.0.1:{DEFAULT_PORT}", metavar="URL")
    scenarios.add_argument(
        "--lang", choices=LANGUAGES, default="en", help="of what is printed (en)"
    )
    return parser


def _version() -> str:
    try:
        return version("unify-activate")
    except PackageNotFoundError:
        return "(source)"


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _serve(options: argparse.Namespace) -> None:
    from api_client.link.activation_link import is_loopback

    named = f"[{options.host}]" if ":" in options.host else options.host
    if not is_loopback(named):
        raise Refused(f"{options.host} is not a loopback address; only this machine is served")
    service = _opened(options)
    try:
        asyncio.run(_until_stopped(service, options))
    finally:
        service.close()


def _opened(options: argparse.Namespace) -> "MockService":
    from mock_server.clock import Clock
    from mock_server.service import MockService

    clock = Clock.frozen(options.freeze) if options.freeze else Clock.real()
    try:
        return MockService.open(options.db, clock=clock, cheap_hash=options.cheap_hash)
    except OSError as error:
        raise Refused(f"{options.db}: {error.strerror}") from None
    except sqlite3.Error as error:
        raise Refused(f"{options.db}: {error}") from None


async def _until_stopped(service: "MockService", options: argparse.Namespace) -> None:
    from mock_server.runner import listen

    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    try:
        listener = await listen(service, options.host, options.port)
    except OSError as error:
        reason = error.strerror or "cannot be used"
        raise Refused(f"{options.host}:{options.port}: {reason}") from None
    print(f"READY {service.origin}", flush=True)
    _print_links(service, options.lang)
    await stopped.wait()
    await listener.stop()


def _print_links(service: "MockService", language: str) -> None:
    from mock_server.scenarios import SCENARIOS

    print(f"\ndemo tenant, main user\n  {service.demo_link()}")
    for scenario in SCENARIOS.values():
        print(f"{scenario.name}: {scenario.text.in_language(language)}")
        print(f"  {service.link(scenario.name)}")
    sys.stdout.flush()


def _print_scenarios(server: str, language: str) -> None:
    import httpx

    try:
        # No proxy is asked for what runs on this machine.
        answer = httpx.get(f"{server.rstrip('/')}/_mock/scenarios", trust_env=False, timeout=10)
        listed = answer.raise_for_status().json()["scenarios"]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        raise Refused(f"no mock server answers at {server}", UNREACHABLE) from None
    for scenario in listed:
        print(f"{scenario['name']}: {scenario['text'][language]}")
        print(f"  {scenario['link']}")
