"""What screens ask of the app. No message holds anything that was typed."""

from typing import TYPE_CHECKING
from weakref import ref

from textual.message import Message

from api_client.problems import Problem
from tui.journey.invitation import Invitation

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.journey.journey import Journey
    from tui.journey.states import Place
    from tui.wording.problem_view import Origin


class ScreenMessage(Message):
    """What a page asks; what one that was left still asks is ignored.

    `asked_on` is the page, held weakly; None is no page.
    """

    asked_on: "ref[Screen[None]] | None" = None


class AccountMessage(ScreenMessage):
    """Says something of one account; what came from an account that was left is ignored.

    `journey` is that of the screen that says it; None is the one in hand.
    """

    journey: "Journey | None" = None


class QueueMessage(ScreenMessage):
    """Asks for another account, for all of them, or for the end."""


class LinksFound(QueueMessage):
    """What was typed or pasted holds one link or several, of which one may be meant."""

    def __init__(self, invitations: tuple[Invitation, ...]) -> None:
        super().__init__()
        self.invitations = invitations


class LinksChosen(QueueMessage):
    """These links are meant, each for an account of its own."""

    def __init__(self, invitations: tuple[Invitation, ...]) -> None:
        super().__init__()
        self.invitations = invitations


class OpenAccount(QueueMessage):
    """One of several accounts is to be activated now."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class ShowAccounts(QueueMessage):
    """Back to the list of accounts; the one in hand is left for later."""


class ShowSummary(QueueMessage):
    """How all accounts stand, before leaving."""


class AskLink(QueueMessage):
    """Another link is wanted."""


class Begin(AccountMessage):
    """This link is to be looked at; its card was read if that was due."""

    def __init__(self, invitation: Invitation) -> None:
        super().__init__()
        self.invitation = invitation


class Look(AccountMessage):
    """The link in hand is to be looked at, or once more."""


class Forward(AccountMessage):
    """This step is complete."""


class Back(AccountMessage):
    """To the place before."""


class GoTo(AccountMessage):
    """To a place of the journey."""

    def __init__(self, place: "Place") -> None:
        super().__init__()
        self.place = place


class Commit(AccountMessage):
    """Everything is reviewed: activate."""


class Failed(AccountMessage):
    """A call ended in a problem."""

    def __init__(self, problem: Problem, origin: "Origin") -> None:
        super().__init__()
        self.problem = problem
        self.origin = origin


class Activated(AccountMessage):
    """The account is active."""


class NewLinkAsked(AccountMessage):
    """A fresh mail is under way."""


class Disowned(AccountMessage):
    """The link was given back."""


class Uncovered(Message):
    """Nothing lies on top of the screen any more."""


class Saved(Message):
    """A file was saved; `said` tells where, once more after the end."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


class Leave(QueueMessage, namespace="journey"):
    """The person is through with this account; `code` is what the shell is told of it.

    The namespace keeps it apart from Textual's own `Leave`, which every widget handles.
    """

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


class Quit(Message):
    """The person wants to leave the program, and knows what stays open."""
