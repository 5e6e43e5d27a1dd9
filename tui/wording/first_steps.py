"""What to remember, and what to do first with an active account."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from api_client.models import Activation, Receipt, Step, Workspace
from tui.browser.actions import Handoff
from tui.browser.address import read_address
from tui.browser.workspace import runs_here
from tui.i18n import N_, _
from tui.terminal.environment import Surroundings
from tui.wording.addresses import address_words
from tui.wording.sign_in import name_to_remember, sign_in_label
from tui.wording.steps import platform_name

_REMEMBER: Mapping[Step, str] = {
    "password": N_("your password"),
    "pin": N_("your PIN"),
    "security_question": N_("your security question and your answer"),
}


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing to do; `handoff` is what it opens, `app` what can be downloaded here.

    `way` is what a button that leads there says; empty for what nobody does next.
    """

    text: str
    handoff: Handoff | None = None
    app: Workspace | None = None
    way: str = ""


def things_to_remember(activation: Activation, *, email_login: bool = True) -> str:
    """What was chosen and is needed again, named but never shown."""
    chosen = (_(_REMEMBER[step]) for step in activation.steps if step in _REMEMBER)
    login = name_to_remember(activation, email_login=email_login)
    return ", ".join(filter(None, (login, *chosen)))


def next_step(steps: Iterable[FirstStep], surroundings: Surroundings) -> FirstStep | None:
    """Where one goes now: to the app that runs here, else to the sign-in; None if to neither."""
    ways = [step for step in steps if step.way and step.handoff is not None]
    able = (step for step in ways if step.app is None or runs_here(surroundings, step.app))
    return next(able, None)


def first_steps(receipt: Receipt, activation: Activation) -> tuple[FirstStep, ...]:
    """The first steps in their order; a main user's begin with the company's set-up."""
    steps: list[FirstStep] = []
    account = receipt.account.email
    if receipt.account.role == "main_user":
        steps.append(FirstStep(_("Set up the company: greeting, call handling, further users")))
    if receipt.workspace == "desktop_app":
        steps += _apps(activation)
        text = _("Install the app and sign in")
    else:
        text = _("Sign in with your web browser")
    steps.append(replace(_leading_to(text, receipt.login_url, account), way=sign_in_label()))
    if "pin" in activation.steps:
        steps.append(FirstStep(_("Listen to your voicemail with your PIN")))
    url = receipt.first_steps_url or activation.first_steps_url
    if url:
        steps.append(_leading_to(_("First steps for new users"), url, ""))
    return tuple(steps)


def _apps(activation: Activation) -> Iterator[FirstStep]:
    for app in activation.workspaces:
        if app.kind == "desktop_app":
            text = _("Download the app")
            if app.platform:
                text = _("Download the app for {platform}").format(
                    platform=platform_name(app.platform)
                )
            step = _leading_to(text, app.url, "", download=True)
            way = _("Download the app")
            yield FirstStep(step.text, step.handoff, app if step.handoff else None, way)


def _leading_to(text: str, url: str, account: str, *, download: bool = False) -> FirstStep:
    """A step with its address; of one that must not be opened only the host is named."""
    address = read_address(url)
    if address is None:
        return FirstStep(f"{text}: {address_words(url)}")
    return FirstStep(text, Handoff(text, address, account, download))
