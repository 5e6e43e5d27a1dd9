"""What a key of a secret costs: one picture, in which only what changed is drawn."""

from collections import Counter
from collections.abc import Iterator

import pytest
from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tests.ui.quiet import draw_every_change, quiet
from tests.ui.stage import Stage, opened, type_text
from tui.app.driver.grid import Cell, Grid
from tui.app.textual_private import FrugalCompositor
from tui.app.widgets.strength_line import StrengthLine

pytestmark = pytest.mark.usefixtures("_drawing")

SIZE = (100, 36)


@pytest.fixture
def _drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change is drawn; the strength, which comes later, is not reckoned."""
    draw_every_change(monkeypatch)
    monkeypatch.setattr(StrengthLine, "rate", lambda *_: None)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a widget of each type was rendered."""
    seen: Counter[str] = Counter()
    render = StylesCache.render_widget

    def counted(cache: StylesCache, widget: Widget, crop: Region) -> list[Strip]:
        seen[type(widget).__name__] += 1
        return render(cache, widget, crop)

    monkeypatch.setattr(StylesCache, "render_widget", counted)
    return seen


@pytest.mark.parametrize(
    ("typed", "key", "changed"), [("Xk7q", "V", 0), ("Xk7q", "z", 0), ("Xkqq", "7", 1)]
)
async def test_a_key_draws_its_field_and_the_rules_it_changes(
    english: Stage, rendered: Counter[str], typed: str, key: str, changed: int
) -> None:
    app = english.app(english.link("ok"), at="password")
    async with app.run_test(size=SIZE) as pilot:
        await opened(app)
        await type_text(pilot, typed)
        await quiet()
        rendered.clear()
        await pilot.press(key)
        await quiet()
        assert rendered == +Counter({"SecretInput": 1, "RuleRow": changed})


async def test_a_key_is_one_picture_and_wakes_nobody_between_field_and_screen(
    english: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    dispatch = MessagePump._dispatch_message
    refresh = Screen._compositor_refresh

    async def noted(pump: MessagePump, message: Message) -> None:
        told.append(f"{type(message).__name__} {type(pump).__name__}")
        await dispatch(pump, message)

    def drawn(screen: Screen[object]) -> None:
        told.append("picture")
        refresh(screen)

    app = english.app(english.link("ok"), at="password")
    async with app.run_test(size=SIZE) as pilot:
        await opened(app)
        await type_text(pilot, "Xk7q")
        await quiet()
        monkeypatch.setattr(MessagePump, "_dispatch_message", noted)
        monkeypatch.setattr(Screen, "_compositor_refresh", drawn)
        await pilot.press("V")
        await quiet()
        assert [each for each in told if each.split()[0] in ("Key", "Changed", "Edited")] == [
            f"Key {type(app).__name__}",
            "Key SecretInput",
            "Changed SecretInput",
            "Changed SecretField",
            "Edited PasswordScreen",
        ]
        assert told.count("picture") == 1, told


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> Iterator[None]:
    """What is drawn of each change has to be what Textual's own compositor draws."""
    frugal = FrugalCompositor.render_partial_update
    changes: list[list[list[Cell]]] = []
    console = Console(color_system="truecolor", force_terminal=True)

    def cells(update: ChopsUpdate | None) -> list[list[Cell]]:
        grid = Grid(*size)
        grid.write("" if update is None else update.render_segments(console))
        return grid.rows

    def both(compositor: FrugalCompositor) -> ChopsUpdate | None:
        dirty = compositor._dirty_regions.copy()
        ours = frugal(compositor)
        compositor._dirty_regions = dirty
        theirs = Compositor.render_partial_update(compositor)
        assert cells(ours) == cells(theirs)
        changes.append(cells(ours))
        return ours

    monkeypatch.setattr(FrugalCompositor, "render_partial_update", both)
    yield
    assert len(changes) > 10


@pytest.mark.parametrize("size", [(80, 24), (72, 20), (140, 44)], ids=str)
@pytest.mark.usefixtures("compared")
async def test_what_is_drawn_of_a_change_is_what_textual_would_draw(
    english: Stage, size: tuple[int, int]
) -> None:
    app = english.app(english.link("ok"), at="password")
    async with app.run_test(size=size) as pilot:
        await opened(app)
        await type_text(pilot, "aaab12")
        for key in ("enter", "a", "b", "f2", "tab", "tab", "f1", "down", "pagedown", "escape"):
            await pilot.press(key)
            await quiet()
        await pilot.press("pagedown", "ctrl+n", "down", "escape", "shift+tab", "enter")
        await quiet()
