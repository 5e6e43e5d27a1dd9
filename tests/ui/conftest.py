"""Pictures of the screens: one fixture owns every rule that keeps them stable."""

from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.metadata import version

import pytest
from textual.app import App
from textual.pilot import Pilot

from api_client.link import ActivationLink
from tests.ui.quiet import quiet, teach_textual
from tests.ui.stage import Play, Shot, Stage, opened, screen_text, settled
from tests.ui.views import SIZES
from tui.i18n import Language, use_language
from tui.journey.states import Place

TAKEN_WITH = "8.2.8"
"""The Textual the pictures were taken with."""


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to take pictures with another Textual than the pinned one."""
    if config.getoption("--snapshot-update", False) and version("textual") != TAKEN_WITH:
        raise pytest.UsageError(f"pictures are taken with Textual {TAKEN_WITH} only")


@pytest.fixture(autouse=True)
def _sure_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the pilot waits for really happens, on a busy machine too."""
    teach_textual(monkeypatch)


@pytest.fixture(params=["de"])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """The language of the test; `tests.ui.views` has marks for more than one."""
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.fixture(params=[SIZES["80x24"]], ids=["80x24"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The columns and rows of the test's pictures."""
    picked: tuple[int, int] = request.param
    return picked


@pytest.fixture
def stage(language: Language) -> Iterator[Stage]:
    """A mock server and the app in front of it."""
    with closing(Stage(language)) as stage:
        yield stage


@pytest.fixture
def english() -> Iterator[Stage]:
    """A stage in one language, for what happens rather than what it looks like."""
    with closing(Stage("en")) as stage:
        yield stage


@pytest.fixture
def shot(stage: Stage, size: tuple[int, int], snap_compare: Callable[..., bool]) -> Shot:
    """One picture in one language and size."""

    def take(
        scenario: str | None,
        play: Play | None = None,
        *,
        at: Place | None = None,
        link: ActivationLink | None = None,
        unfinished: bool = False,
    ) -> str:
        seen: list[str] = []

        async def before(pilot: Pilot[int]) -> None:
            await opened(pilot.app)
            await (quiet() if unfinished else settled(pilot))
            if play is not None:
                await play(pilot)
                await (quiet() if unfinished else settled(pilot))
            seen.append(screen_text(pilot))

        given = stage.link(scenario) if scenario else link
        app: App[int] = stage.app(given, at=at, shown_at_least=3600 if unfinished else 0)
        app.title = "unify-activate"
        assert snap_compare(app, terminal_size=size, run_before=before)
        return seen[0]

    return take
