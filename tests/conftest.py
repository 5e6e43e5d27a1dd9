"""What every test starts from: an environment that moves no picture, and a German catalogue."""

import gc
import gettext
import os
import signal
from collections.abc import Generator, Iterator

for _name in [*os.environ]:
    # The snapshot plugin hands its folder to its workers in a variable of its own.
    _moves = _name in ("NO_COLOR", "SSLKEYLOGFILE") or _name.startswith("TEXTUAL")
    if _moves and not _name.startswith("TEXTUAL_SNAPSHOT"):
        del os.environ[_name]
for _name in ("CLITHEME", "COLORFGBG", "LC_DARK_BG", "MODULES_TERM_BACKGROUND"):
    os.environ.pop(_name, None)
# Both commands speak the language of the environment; tests read English unless they say otherwise.
for _name in ("LANGUAGE", *(name for name in os.environ if name.startswith("LC_"))):
    os.environ.pop(_name, None)
os.environ["LANG"] = "C.UTF-8"
os.environ["TERM"], os.environ["COLORTERM"] = "xterm-256color", "truecolor"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"

# What is started with a signal ignored leaves it ignored: `nohup make test` must test the same.
for _number, _default in (
    (signal.SIGHUP, signal.SIG_DFL),
    (signal.SIGQUIT, signal.SIG_DFL),
    (signal.SIGINT, signal.default_int_handler),
):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _default)

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _argparse_as_it_was() -> Iterator[None]:
    """What the app lets argparse speak is the process's own, and here all share one."""
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")
    yield
    if gettext.textdomain() != domain:
        gettext.textdomain(domain)
    if os.environ.get("LANGUAGE") != language:
        os.environ.pop("LANGUAGE") if language is None else os.environ.update(LANGUAGE=language)


@pytest.fixture(scope="session", autouse=True)
def _free_blocks_as_they_are() -> Iterator[None]:
    """A process that ran a thousand tests has many free blocks, and nobody looks into it.

    `tests/journey/test_forgetting.py` looks into that of programs, where they are written over.
    """
    from tui.memory import write_over_free_blocks

    def nothing() -> None:
        pass

    with pytest.MonkeyPatch.context() as patch:
        # The code, not the name: some have imported the function already.
        patch.setattr(write_over_free_blocks, "__code__", nothing.__code__)
        yield


@pytest.fixture(scope="module", autouse=True)
def _kept_out_of_collections() -> None:
    """What earlier tests left stays: a program that collects its garbage looks at its own only."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What comes while tests are found stays: the collector need not look at it each time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
