"""What screens ask of the app. No message holds anything that was typed."""

from typing import Literal

from textual.message import Message

from api_client.link import ActivationLink
from api_client.problems import Problem
from tui.flow import Place

Origin = Literal["look", "commit", "renew", "disown"]
"""Which call failed."""


class LinkGiven(Message):
    """A link was typed or pasted."""

    def __init__(self, link: ActivationLink) -> None:
        super().__init__()
        self.link = link


class AskLink(Message):
    """Another link is wanted."""


class Look(Message):
    """The link in hand is to be looked at, or once more."""


class Forward(Message):
    """This step is complete."""


class Back(Message):
    """To the place before."""


class GoTo(Message):
    """To a place of the journey."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class Commit(Message):
    """Everything is reviewed: activate."""


class Failed(Message):
    """A call ended in a problem."""

    def __init__(self, problem: Problem, origin: Origin) -> None:
        super().__init__()
        self.problem = problem
        self.origin = origin


class Activated(Message):
    """The account is active."""


class NewLinkAsked(Message):
    """A fresh mail is under way."""


class Disowned(Message):
    """The link was given back."""


class Uncovered(Message):
    """Nothing lies on top of the screen any more."""


class Leave(Message, namespace="journey"):
    """The person wants to go; `code` is what the shell is told.

    The namespace keeps it apart from Textual's own `Leave`, which every widget handles.
    """

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code
