"""Which place to work is proposed, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from api_client.models import Workspace, WorkspaceKind
from tui.terminal.environment import Surroundings

ProposalReason = Literal["only", "runs-here", "ssh", "container", "no-display", "platform"]
"""Nothing else is offered; the app runs here; or what keeps the app from it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place to work, and why it."""

    kind: WorkspaceKind
    reason: ProposalReason


def proposed_workspace(
    surroundings: Surroundings, offers: Mapping[WorkspaceKind, Sequence[Workspace]]
) -> Proposal | None:
    """The desktop app where it runs, else the browser; None where nothing is offered."""
    kinds = [kind for kind in offers if offers[kind]]
    if not kinds:
        return None
    if len(kinds) == 1:
        return Proposal(kinds[0], "only")
    reason = _against_app(surroundings, offers["desktop_app"])
    return Proposal("web_browser", reason) if reason else Proposal("desktop_app", "runs-here")


def runs_here(surroundings: Surroundings, app: Workspace) -> bool:
    """Whether an app is one for the computer in front of the person."""
    if surroundings.platform is None:
        return False
    return app.platform is None or app.platform.lower() == surroundings.platform


def _against_app(surroundings: Surroundings, apps: Sequence[Workspace]) -> ProposalReason | None:
    if any(runs_here(surroundings, app) for app in apps):
        return None
    reasons: dict[str, ProposalReason] = {
        "ssh": "ssh",
        "container": "container",
        "console": "no-display",
    }
    return reasons.get(surroundings.place, "platform")
