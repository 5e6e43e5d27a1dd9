"""An input whose value stays in it: nothing is copied, no message shows it."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

_ELSEWHERE = ("copy", "cut", "paste")


def _editing_keys() -> dict[str, str]:
    """The keys with which Textual's input edits, and what they do."""
    return {
        key: binding.action
        for binding in Input.BINDINGS
        if isinstance(binding, Binding) and binding.action not in _ELSEWHERE
        for key in binding.key.split(",")
    }


_EDITING = _editing_keys()


class _Withheld:
    """A message whose repr names it and shows nothing of what it carries.

    Textual's own would show the value, wherever messages are logged.
    """

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}()"

    def __rich_repr__(self) -> Iterator[str]:
        yield from ()


class PrivateInput(Input):
    """What a secret is typed into. Copy and cut do nothing; Ctrl+C leaves, as anywhere else."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), layout=False)
    """Longer text scrolls inside the frame: a key never moves anything around it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "app.leave", show=False),
        Binding("ctrl+x", "nothing", show=False),
    ]

    class Changed(_Withheld, Input.Changed):
        """The value changed; look at the input to see it."""

    class Submitted(_Withheld, Input.Submitted):
        """Enter was pressed; look at the input to see the value."""

    class Blurred(_Withheld, Input.Blurred):
        """The field was left; look at the input to see the value."""

    LINES_OF_A_PASTE: ClassVar[int] = 10
    """With so many lines at once keys are a paste; fewer may be typed ahead, with their Enters."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
        password: bool = False,
        placeholder: str = "",
    ) -> None:
        super().__init__(
            value, id=id, password=password, placeholder=placeholder, select_on_focus=False
        )
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Edit in the order of the keys.

        Left to the bindings, Backspace would come after letters that were typed behind it,
        whenever a slow line delivers keys in one burst.
        """
        action = _EDITING.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def on_unmount(self) -> None:
        """Hold nothing any more; nobody is told, since what was typed stays in the form."""
        self.set_reactive(Input.value, "")

    def action_copy(self) -> None:
        """Copy nothing: a clipboard is read by every program."""

    def action_cut(self) -> None:
        """Cut nothing."""

    def action_nothing(self) -> None:
        """Take the key and do nothing."""
