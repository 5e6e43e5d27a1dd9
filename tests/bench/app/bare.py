"""The floor: a form as Textual draws it by itself, without network, rules or words of ours."""

from textual.app import App, ComposeResult
from textual.widgets import Button, Footer, Header, Input, Label


class BareForm(App[None]):
    """One password."""

    def compose(self) -> ComposeResult:
        """A heading, a field, a button."""
        yield Header()
        yield Label("Password")
        yield Input(password=True)
        yield Button("Go on")
        yield Footer()


if __name__ == "__main__":
    BareForm().run()
