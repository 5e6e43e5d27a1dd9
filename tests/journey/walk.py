"""A person who walks through the screens, as fast as the program follows."""

import gettext
import unicodedata
from dataclasses import dataclass
from time import sleep
from typing import Literal

import httpx

from api_client.models import STEPS, Step
from tests.journey.terminal import Terminal
from tui.app.app import ActivateApp
from tui.i18n import DOMAIN, LOCALE_DIR, Language

PASSWORD = unicodedata.normalize("NFC", "Xk7Ǽvö!Qm2p")
"""Meets every default rule. Its ligature stands nowhere else, so a single echoed key is noticed."""

PIN = "4829136507"
ANSWER = "Frau Ǿrsted aus Kiel"
SECRETS = (PASSWORD, PIN, ANSWER)

Place = Literal["link", "account", Step, "review", "done"]

TITLES: dict[Place, str] = {
    "link": "Your activation link",
    "account": "Is this your account?",
    "password": "Choose your password",
    "pin": "Choose your PIN",
    "security_question": "Choose a security question",
    "workspace": "How would you like to use Unify Office?",
    "review": "The account is ready to be activated",
    "done": "Your account is active",
}
"""The heading of each place, in the language the texts are written in."""


@dataclass(frozen=True)
class Walk:
    """The way of a person through one program in one terminal."""

    terminal: Terminal
    language: Language = "en"
    password: str = PASSWORD
    pin: str = PIN
    answer: str = ANSWER
    steps: tuple[Step, ...] = STEPS

    def say(self, text: str) -> str:
        """A text of the program in the language it speaks here."""
        catalogue = gettext.translation(DOMAIN, LOCALE_DIR, [self.language], fallback=True)
        return catalogue.gettext(text)

    def wait_for(self, *texts: str) -> None:
        """Wait until texts, given in English, are on the screen."""
        self.terminal.wait_for(*(self.say(text) for text in texts))

    def wait_gone(self, text: str) -> None:
        """Wait until a text, given in English, is no longer on the screen."""
        self.terminal.wait_gone(self.say(text))

    def at(self, place: Place) -> Terminal:
        """Wait until a place is reached."""
        self.wait_for(TITLES[place])
        if place in ("review", "done"):
            self.rest()
        return self.terminal

    def rest(self) -> None:
        """Take the time that Enter has to rest on the screens that can end something."""
        sleep(ActivateApp.enter_rests + 0.05)

    def to(self, place: Place) -> Terminal:
        """From the account on, up to a place; each step is typed in one go."""
        way: tuple[Place, ...] = ("account", *self.steps, "review")
        for here in way:
            if here == place:
                break
            self.at(here)
            self.through(here)
        return self.at(place)

    def through(self, place: Place) -> None:
        """Do what a place asks for."""
        terminal = self.terminal
        if place == "password":
            terminal.send(f"{self.password}\r{self.password}\r")
        elif place == "pin":
            terminal.send(f"{self.pin}\r{self.pin}\r")
        elif place == "security_question":
            terminal.send(f"\r{self.answer}\r")
        elif place == "workspace":
            terminal.press("home", "down", "enter", "enter")  # the second offer, the web browser
        else:
            terminal.press("enter")

    def finish(self) -> int:
        """From wherever the account is active to the shell."""
        self.at("done").press("tab", "tab", "enter")
        return self.terminal.wait_exit()


def stored(link: str, **believed: str) -> dict[str, bool]:
    """Ask the mock server whether it stored what a person chose."""
    origin, _path, name = link.partition("/rc-web/")
    account = name.partition("?")[2]
    # No TLS is spoken here, and building its context would take longer than the question.
    with httpx.Client(verify=False, trust_env=False) as client:
        answer = client.post(f"{origin}/_mock/accounts/{account}/verify", json=believed)
    answer.raise_for_status()
    found: dict[str, bool] = answer.json()
    return found
