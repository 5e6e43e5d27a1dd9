"""The floor with an account: the same form, and one call whose answer is put into a model."""

import os
import sys

import httpx
from pydantic import BaseModel
from textual import work
from textual.app import App, ComposeResult
from textual.widgets import Button, Footer, Header, Input, Label


class Account(BaseModel):
    """Whose account it is."""

    holder: str
    number: str


class BareAccount(App[None]):
    """Shows whose account it is."""

    def compose(self) -> ComposeResult:
        """A heading, a text, a field, a button."""
        yield Header()
        yield Label("Password", id="account")
        yield Input(password=True)
        yield Button("Go on")
        yield Footer()

    def on_mount(self) -> None:
        """Ask at once."""
        self.look()

    @work
    async def look(self) -> None:
        """Ask, and show the answer."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(sys.argv[1])
        account = Account.model_validate(answer.json())
        self.query_one("#account", Label).update(account.holder)


if __name__ == "__main__":
    assert os.environ["TERM"]
    BareAccount().run()
