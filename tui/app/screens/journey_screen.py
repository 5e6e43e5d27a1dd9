"""What all screens of the journey share: two lines above, the buttons and the keys below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Protocol, cast
from weakref import ref

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Static

from api_client.brands import BRANDS, brand_by_slug, trust
from tui.app.messages import AccountMessage, ScreenMessage, Uncovered
from tui.app.screens.app_screen import AppScreen
from tui.app.widgets.button_row import ButtonRow
from tui.app.widgets.footer import KeyFooter
from tui.app.widgets.header import AppHeader
from tui.app.widgets.page import Body, PageCard
from tui.app.widgets.progress_line import ProgressLine
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.journey.journey import Journey
from tui.wording.help import Topic
from tui.wording.identity import full_name, shown_url
from tui.wording.keys import key_hint
from tui.wording.steps import heading
from tui.wording.times import deadline_sentence

if TYPE_CHECKING:
    from tui.browser.actions import Tools
    from tui.journey.states import Place


class Equipped(Protocol):
    """An app that knows what can be done where it runs, and when somebody pressed a key."""

    key_came: float

    @property
    def tools(self) -> "Tools":
        """The tools of this machine."""


class JourneyScreen(AppScreen[None]):
    """A screen of the journey.

    Subclasses give a `title`, a `lead`, a body, the buttons and the keys.
    """

    AUTO_FOCUS = ""
    SHOWS_PROGRESS: ClassVar[bool] = True
    HELP: ClassVar[Topic] = "problem"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Priority, so that keys that arrive in one burst after Tab go to the field after it.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("pageup", "scroll_body(-1)", show=False),
        Binding("pagedown", "scroll_body(1)", show=False),
    ]

    def __init__(self, journey: Journey) -> None:
        super().__init__(classes="" if self.SHOWS_PROGRESS else "-plain")
        self.journey = journey
        self._minute: Timer | None = None

    # What subclasses say

    @property
    def tools(self) -> "Tools":
        """What can be done where the program runs."""
        return cast("Equipped", self.app).tools

    def last_key(self) -> float:
        """When the latest key came, in the seconds of `time.monotonic()`."""
        return cast("Equipped", self.app).key_came

    def place(self) -> "Place | None":
        """The place of the journey that is shown, if it is one."""
        return None

    def title_text(self) -> str:
        """The heading."""
        place = self.place()
        return heading(place, self.journey.flow, self.journey.operator)[0] if place else ""

    def lead_text(self) -> str:
        """One sentence under the heading."""
        place = self.place()
        return heading(place, self.journey.flow, self.journey.operator)[1] if place else ""

    def compose_body(self) -> Iterable[Widget]:
        """What is between the lead and the buttons."""
        return ()

    def compose_buttons(self) -> Iterable[Button]:
        """The buttons, the main one first."""
        return ()

    def keys(self) -> list[tuple[str, str]]:
        """The keys that do something where the focus is, the most useful first."""
        return []

    def further_keys(self) -> list[tuple[str, str]]:
        """Those that are named behind all others, where there is room."""
        return []

    def button_keys(self) -> list[tuple[str, str]]:
        """The keys on a button; on the one that leads on, Enter does."""
        leads_on = self.focused is not None and self.focused.id == "forward"
        does = key_hint("continue" if leads_on else "choose")
        return [("enter", does), ("tab", key_hint("next-button"))]

    def help_topic(self) -> Topic:
        """What there is help about where the focus is."""
        return self.HELP

    def first_focus(self) -> str:
        """A selector of what has the focus at first."""
        return "Button"

    # Drawing

    def compose(self) -> ComposeResult:
        """Top line, progress, heading, body, buttons, keys."""
        yield AppHeader(self._product(), self._whose(), self.journey.mark)
        with PageCard(id="card"):
            if self.SHOWS_PROGRESS:
                yield ProgressLine(self.journey.flow)
            with Body(id="body"):
                yield Static(self.title_text(), id="title", markup=False)
                if self.lead_text():
                    yield Static(self.lead_text(), id="lead", markup=False)
                yield from self.compose_body()
            yield StatusLine(id="deadline")
            with ButtonRow(id="buttons"):
                yield from self.compose_buttons()
        yield KeyFooter()

    def _product(self) -> str:
        """The brand of the account, else of the link, else the one this program is made for."""
        journey = self.journey
        brand = trust(journey.link).brand if journey.link else None
        if journey.activation is not None:
            brand = brand_by_slug(journey.activation.account.brand) or brand
        return (brand or BRANDS[0]).name

    def _whose(self) -> str:
        activation = self.journey.activation
        if activation is None or not (self.SHOWS_PROGRESS or self.journey.mark):
            return shown_url(self.journey.answered_by)
        return full_name(activation.account)

    def keys_everywhere(self) -> list[tuple[str, str]]:
        """Help, and the key that leads out of where one is, on every screen."""
        way_out = (
            ("ctrl+o", key_hint("accounts")) if self.journey.mark else ("ctrl+q", key_hint("leave"))
        )
        return [("ctrl+y", key_hint("help")), way_out]

    def help_keys(self) -> list[tuple[str, str]]:
        """All keys that do something here."""
        keys = [*self.keys(), *self.further_keys(), *self._scroll_keys()]
        if "tab" not in dict(keys):
            keys.append(("tab", _("next field or button")))
        if self.journey.mark:
            keys.append(("ctrl+o", key_hint("accounts")))
        return [
            *keys,
            ("ctrl+y", key_hint("help")),
            *self.app_keys(),
        ]

    def _scroll_keys(self) -> list[tuple[str, str]]:
        scrolls = self.is_mounted and self.query_one(Body).max_scroll_y > 0
        return [("pagedown", key_hint("scroll"))] if scrolls else []

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Name the keys of what has the focus now."""
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """What scrolls may change."""
        self.call_after_refresh(self.show_keys)

    def show_keys(self) -> None:
        """Name the keys that do something now, the most useful first."""
        keys, scrolling = self.keys(), self._scroll_keys()
        # What is out of sight matters more than the next button, which is in sight.
        late = [each for each in keys if scrolling and each[0] == "tab"]
        self.query_one(KeyFooter).show(
            [
                *(each for each in keys if each not in late),
                *scrolling,
                *self.keys_everywhere(),
                *late,
                *self.further_keys(),
                *self.theme_keys(),
            ]
        )

    def post_message(self, message: Message) -> bool:
        """Say of which account the screen speaks, and which screen it is."""
        if isinstance(message, ScreenMessage):
            message.asked_on = ref(self)
        if isinstance(message, AccountMessage):
            message.journey = self.journey
        return super().post_message(message)

    def on_mount(self) -> None:
        """Put the focus where one starts, and watch the deadline."""
        if self.SHOWS_PROGRESS:
            self.watch_deadline()
            self._minute = self.set_interval(15, self.watch_deadline)
        self._focus_first()
        self.show_keys()

    def on_screen_resume(self) -> None:
        """Tell that nothing lies on top any more."""
        self.post_message(Uncovered())

    def _focus_first(self) -> None:
        # At once: keys that come before the first picture find their field.
        found = self.query(self.first_focus())
        if found and self.focused is None:
            self.set_focus(found.first())

    def watch_deadline(self) -> None:
        """Say how near the link's end is; draws only what changed."""
        warning, line = self.journey.deadline_warning(), self.query_one("#deadline", StatusLine)
        if warning is None:
            line.say("")  # a look may have said that the link ends later
            return
        sentence = deadline_sentence(warning, typed=self.journey.has_typed)
        line.say(sentence, "bad" if warning.is_urgent else "warn")

    def action_scroll_body(self, pages: int) -> None:
        """Scroll the body by a page."""
        body = self.query_one(Body)
        body.scroll_relative(y=pages * max(1, body.size.height - 1), animate=False)
