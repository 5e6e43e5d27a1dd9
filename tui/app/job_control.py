"""Ctrl+Z and `fg`, Ctrl+L: the terminal goes to the shell and comes again, secrets hidden."""

import asyncio
import signal
from time import monotonic

from textual import events
from textual.app import App

from tui.app.driver import LeanDriver
from tui.app.input_notice import InputNotices
from tui.app.textual_private import driver_of
from tui.terminal.job_control import has_shell, stop


class JobControl:
    """Stops the program and brings its picture back; nothing secret is shown afterwards."""

    def __init__(self, app: App[int], notices: InputNotices) -> None:
        self._app = app
        self._notices = notices
        self._back_at = float("-inf")

    def watch(self) -> None:
        """Follow what a shell, or anybody else, does to the program from now on."""
        loop = asyncio.get_running_loop()
        if signal.getsignal(signal.SIGTSTP) is not signal.SIG_IGN:
            loop.add_signal_handler(signal.SIGTSTP, self.stop)
        loop.add_signal_handler(signal.SIGCONT, self.continued)

    def stop(self) -> None:
        """Hand the terminal to the shell until it brings the program back, if there is one."""
        driver = self._driver()
        if driver is None:
            return
        if not has_shell():
            self._notices.tell_of("no-shell")
            return
        self._hide_secrets()
        driver.give_way(stop)
        self._back_at = monotonic()

    def continued(self) -> None:
        """Whatever stopped the program, and whatever was done to the terminal meanwhile."""
        self._hide_secrets()
        self.draw_all()

    def draw_all(self) -> None:
        """Take the keys and draw everything anew."""
        driver = self._driver()
        if driver is not None:
            driver.draw_all()

    def was_for_the_shell(self, event: events.Event) -> bool:
        """Whether something was typed behind Ctrl+Z, for the shell that had yet to come."""
        return isinstance(event, events.Key | events.Paste) and event.time < self._back_at

    def _driver(self) -> LeanDriver | None:
        driver = driver_of(self._app)
        return driver if isinstance(driver, LeanDriver) else None

    def _hide_secrets(self) -> None:
        from tui.app.screens.suggestion import SuggestionScreen
        from tui.app.widgets.secret_field import SecretField
        from tui.app.widgets.secret_input import SecretInput

        for screen in self._app.screen_stack:
            for field in screen.query(SecretField):
                if field.query(SecretInput):  # else it is not composed yet
                    field.hide_secret()
            if isinstance(screen, SuggestionScreen):
                screen.hide_secret()
