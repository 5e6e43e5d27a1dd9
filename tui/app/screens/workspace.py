"""Where to work: in the desktop app or in the web browser."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from tui.app.screens.step_screen import StepScreen
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.status_line import StatusLine
from tui.browser.workspace import proposed_workspace
from tui.journey.states import Missing
from tui.wording.handoff import proposal_words
from tui.wording.keys import key_hint
from tui.wording.steps import workspace_name, workspace_words


class WorkspaceScreen(StepScreen):
    """Choose among the workspaces the backend offers."""

    CSS_PATH = "workspace.tcss"
    STEP = "workspace"

    def compose_body(self) -> Iterable[Widget]:
        """The offers and a line of words."""
        flow = self.journey.flow
        offers = flow.form.workspaces
        kinds = list(offers)
        chosen = (
            kinds.index(flow.form.draft.workspace) if flow.form.draft.workspace in offers else None
        )
        proposal = proposed_workspace(self.tools.surroundings, offers)
        begin_at = kinds.index(proposal.kind) if proposal else 0
        entries = [(workspace_name(kind), workspace_words(kind, offers[kind])) for kind in kinds]
        yield ChoiceList(entries, chosen, begin_at=begin_at, take=self.take_choice, id="workspaces")
        yield Static(proposal_words(proposal), id="proposal", markup=False)
        yield StatusLine(id="note")

    def first_focus(self) -> str:
        """The list; the way on when there is nothing to choose between."""
        return "#workspaces" if len(self.journey.flow.form.workspaces) > 1 else "#forward"

    def field_keys(self) -> list[tuple[str, str]]:
        """The keys of the list."""
        return [
            ("enter", key_hint("choose")),
            ("updown", key_hint("choices")),
            ("escape", key_hint("back")),
        ]

    def field_of(self, missing: Missing) -> Widget:
        """The list."""
        return self.query_one(ChoiceList)

    def take_choice(self) -> None:
        """Hand the choice to the flow."""
        flow = self.journey.flow
        chosen = self.query_one(ChoiceList).chosen
        if chosen is not None:
            flow.form.choose_workspace(list(flow.form.workspaces)[chosen])
            self.note().say("")
