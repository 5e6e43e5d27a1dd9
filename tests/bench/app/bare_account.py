"""The floor with an account: the same form, and one call whose answer is put into a model.

`bare_account.py ORIGIN ID~TOKEN` asks a server that implements the contract.
"""

import sys

import httpx
from pydantic import BaseModel
from textual import work
from textual.app import App, ComposeResult
from textual.widgets import Button, Footer, Header, Input, Label


class Account(BaseModel):
    """Whose account it is."""

    first_name: str
    last_name: str
    company: str


class Answer(BaseModel):
    """What the server says, as far as it is shown."""

    account: Account


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
        origin, bearer = sys.argv[1:]
        async with httpx.AsyncClient() as client:
            asked = {"Authorization": f"Bearer {bearer}"}
            answer = await client.get(f"{origin}/v1/activation", headers=asked)
        account = Answer.model_validate_json(answer.content).account
        text = f"{account.first_name} {account.last_name}, {account.company}"
        self.query_one("#account", Label).update(text)


if __name__ == "__main__":
    BareAccount().run()
