"""The desktop app on its way to the download folder, and what to do when it stops."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, Static

from api_client.download import (
    AppFile,
    DownloadFailed,
    DownloadProgress,
    TellProgress,
    app_file,
    download_folders,
    drop,
    fetch,
    kept_bytes,
)
from api_client.models import Workspace
from tui.app.download_meter import (
    DownloadWay,
    DrawThrottle,
    Ending,
    Meter,
    arrived,
    broken,
    stopped,
)
from tui.app.messages import Saved
from tui.app.screens.app_screen import Dialog
from tui.app.widgets.button_row import ButtonRow
from tui.app.widgets.fact_list import FactList
from tui.app.widgets.footer import KeyFooter
from tui.app.widgets.percent_bar import PercentBar
from tui.app.widgets.safe_text import safe_text
from tui.app.widgets.status_line import StatusLine
from tui.i18n import _
from tui.journey.journey import Journey
from tui.terminal.environment import home_folder
from tui.wording.buttons import button_label
from tui.wording.download import amount, how_it_goes
from tui.wording.help import Topic
from tui.wording.keys import key_hint
from tui.wording.lists import side_by_side
from tui.wording.saved import app_saved, saved_place
from tui.wording.steps import platform_name

Fetch = Callable[[AppFile, Path, TellProgress], Awaitable[Path]]
"""Fetches a file into a folder and tells how far it is; raises DownloadFailed."""


class DownloadScreen(Dialog[None]):
    """Begins at once; what has arrived outlives this screen and the program."""

    CSS_PATH = "download.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", show=False)]

    def __init__(
        self,
        journey: Journey,
        workspace: Workspace,
        *,
        fetch: Fetch = fetch,
        folders: Sequence[Path] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with the backend's offer.

        Args:
            journey: the journey it belongs to.
            workspace: the desktop app that was offered.
            fetch: what does the work.
            folders: where it may go, the most fitting first; this user's when none are given.
            now: seconds of a steady clock, for the speed.
        """
        super().__init__()
        self.journey = journey
        self._workspace = workspace
        self._fetch = fetch
        self._folders = list(
            folders or download_folders(os.environ, home_folder(os.environ), Path.cwd())
        )
        self._now = now
        self._file: AppFile | None = None
        self._meter, self._pace = Meter(), DrawThrottle()
        self._latest: DownloadProgress | None = None
        self._is_running = self._is_cancelled = False

    # Drawing

    def compose(self) -> ComposeResult:
        """Title, facts, bar, how it goes, buttons, keys."""
        names: dict[DownloadWay, str] = {
            "cancel": button_label("cancel"),
            "resume": button_label("try-again"),
            "elsewhere": _("Another folder"),
            "drop": _("Delete partial file"),
            "back": button_label("back"),
        }
        with Vertical(id="dialog"):
            yield Static("", id="dialog-title", markup=False)
            yield FactList(self._facts(self._folders[0]))
            yield PercentBar(id="bar")
            yield StatusLine(id="state")
            yield Static("", id="next", markup=False)
            with ButtonRow(id="dialog-buttons"):
                for way, name in names.items():
                    yield Button(name, id=way, compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Begin, unless the offer itself is of no use."""
        self.set_interval(1, self._draw_again)
        try:
            self._file = app_file(self._workspace)
        except DownloadFailed as failed:
            self._show_broken(failed)
        else:
            self._begin()

    def _facts(self, place: Path, *, is_there: bool = False) -> list[tuple[str, str]]:
        name = self._file.name if self._file else self._workspace.url.rpartition("/")[2]
        kinds = [platform_name(self._workspace.platform), amount(self._workspace.size or 0)]
        return [
            (_("File"), side_by_side([name, *kinds])),
            (
                _("Saved as") if is_there else _("Folder"),
                saved_place(place),
            ),
        ]

    def _show_facts(self, place: Path, *, is_there: bool = False) -> None:
        self.query(FactList).remove()
        facts = FactList(self._facts(place, is_there=is_there))
        self.query_one("#dialog").mount(facts, before="#bar")

    def _show_buttons(self, *ways: DownloadWay) -> None:
        """Offer these buttons alone, the first of them with the focus when one has to choose."""
        self.query_one("#resume", Button).label = (
            button_label("go-on") if self._kept() else button_label("try-again")
        )
        for button in self.query(Button):
            button.display = button.id in ways
            button.variant = "primary" if button.id == ways[0] else "default"
        self.set_focus(None if self._is_running else self.query_one(f"#{ways[0]}"))
        everywhere = [("ctrl+y", key_hint("help")), ("ctrl+q", key_hint("leave"))]
        self.query_one(KeyFooter).show([*self.keys(), *everywhere])

    def help_topic(self) -> Topic:
        """What the download is."""
        return "download"

    def keys(self) -> list[tuple[str, str]]:
        """Its own keys."""
        if self._is_running:
            return [("escape", key_hint("cancel"))]
        return [("enter", key_hint("choose")), ("escape", key_hint("back"))]

    def _draw(self, progress: DownloadProgress) -> None:
        if self._is_left:
            return
        now, is_receiving = self._now(), progress.stage == "receiving"
        speed = self._meter.speed(now) if is_receiving else None
        left = self._meter.seconds_left(now, progress.size) if is_receiving else None
        done = progress.size if progress.stage == "checking" else progress.done
        self.query_one(PercentBar).show(done, progress.size)
        tone: Literal["warn", "open"] = "warn" if progress.stage == "waiting" else "open"
        self.query_one("#state", StatusLine).say(how_it_goes(progress, speed, left), tone)

    def _draw_again(self) -> None:
        """A speed falls, too, while nothing comes."""
        if self._is_running and self._latest and self._latest.stage == "receiving":
            self._draw(self._latest)

    # The work

    def _begin(self) -> None:
        self._is_running, self._is_cancelled = True, False
        self._meter, self._pace = Meter(), DrawThrottle()
        self.query_one("#dialog-title", Static).update(_("Downloading the desktop app"))
        self.query_one("#next", Static).update(
            _("You can cancel at any time. The part downloaded so far is kept.")
        )
        self._show_buttons("cancel")
        self._work()

    @work(exclusive=True)
    async def _work(self) -> None:
        assert self._file is not None, "only a good offer is fetched"
        try:
            path = await self._fetch(self._file, self._folders[0], self._tell)
        except DownloadFailed as failed:
            self._show_broken(failed)
        except asyncio.CancelledError:
            if self._is_cancelled:
                self._show_stopped()
            raise
        else:
            self.app.post_message(Saved(app_saved(path)))
            self._show(arrived(path, self._workspace.platform))

    def _tell(self, progress: DownloadProgress) -> None:
        self._latest, now = progress, self._now()
        if progress.stage == "receiving":
            self._meter = self._meter.seen(now, progress.done)
        if self._pace.lets(now, progress.stage):
            self._draw(progress)

    # How it ends

    @property
    def _is_left(self) -> bool:
        """Whether the page, or the program, is gone while the download still ends."""
        return not self.is_attached or self not in self.app.screen_stack

    def _show(self, ending: Ending) -> None:
        self._is_running = False
        if self._is_left:
            return
        self.query_one(PercentBar).show(self._kept(), self._workspace.size or 1)
        self.query_one("#dialog-title", Static).update(ending.title)
        self.query_one("#next", Static).update(safe_text(ending.next))
        self.query_one("#state", StatusLine).say(ending.state, ending.tone)
        if ending.path is not None:
            self._show_facts(ending.path, is_there=True)
            self.query_one(PercentBar).show(1, 1)
        self._show_buttons(*ending.ways)

    def _show_stopped(self) -> None:
        self._show(stopped(self._kept(), self._workspace.size or 0))

    def _show_broken(self, failed: DownloadFailed) -> None:
        self._show(broken(failed, self._kept(), is_place_left=len(self._folders) > 1))

    def _kept(self) -> int:
        return kept_bytes(self._folders[0], self._file) if self._file else 0

    # What one can do

    @on(Button.Pressed, "#cancel")
    def cancel(self) -> None:
        """Stop; what has arrived is kept."""
        self._is_cancelled = True
        self.workers.cancel_node(self)

    @on(Button.Pressed, "#resume")
    def resume(self) -> None:
        """Go on where it stopped."""
        self._begin()

    @on(Button.Pressed, "#elsewhere")
    def try_elsewhere(self) -> None:
        """Begin anew in the next folder."""
        self._folders.append(self._folders.pop(0))
        self._show_facts(self._folders[0])
        self._begin()

    @on(Button.Pressed, "#drop")
    @work(exclusive=True)
    async def delete(self) -> None:
        """Delete what has arrived."""
        assert self._file is not None, "something has arrived"
        try:
            await drop(self._file, self._folders[0])
        except DownloadFailed as failed:
            self._show_broken(failed)
        else:
            self._show_stopped()

    @on(Button.Pressed, "#back")
    def back(self) -> None:
        """Back to where one was."""
        self.dismiss(None)

    def action_escape(self) -> None:
        """Stop first; back when it is stopped."""
        if self._is_running:
            self.cancel()
        else:
            self.back()
