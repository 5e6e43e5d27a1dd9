"""What an operator is told: problems only they can meet, what is wrong with their credentials."""

from collections.abc import Mapping
from datetime import datetime

from api_client.problems import Problem
from api_client.ringcentral.credentials import CredentialsFault, CredentialsUnusable
from api_client.ringcentral.problems import (
    FinishesInBrowser,
    HalfDone,
    OperatorRefused,
    PermissionMissing,
    PlatformRefused,
)
from tui.i18n import N_, _
from tui.journey.clock import Deadline
from tui.terminal.sanitize import harmless
from tui.wording.extensions import extension_choices
from tui.wording.identity import shown_name, shown_path
from tui.wording.operator_refusals import codes_for_support, codes_words, token_refusal_sentence
from tui.wording.problems import problem_page
from tui.wording.sentences import as_sentence
from tui.wording.surroundings import surroundings_sentence

_FAULTS: Mapping[CredentialsFault, str] = {
    "missing": N_(
        "--backend ringcentral needs an operator’s credentials: RC_APP_CLIENT_ID, "
        "RC_APP_CLIENT_SECRET and RC_USER_JWT in the environment, or the file {where}."
    ),
    "incomplete": N_("The operator’s credentials are incomplete: {where} is missing."),
    "unreadable": N_("{where} cannot be read."),
    "not-a-file": N_("{where} is not a file."),
    "not-yours": N_("{where} belongs to another user. Please use a file that you own."),
    "open-to-others": N_("Other users can read or change {where}. Please run: chmod 600 {where}"),
    "no-toml": N_("{where} is not a valid TOML file."),
    "unknown-member": N_(
        "{where} contains an unknown entry. Only client_id, client_secret, jwt and server are "
        "allowed."
    ),
    "bad-value": N_("{where} contains an invalid value."),
    "unknown-server": N_(
        "{where} names a server that does not belong to the platform. Choose from production, "
        "sandbox and segregated."
    ),
}


def fault_sentence(unusable: CredentialsUnusable) -> str:
    """Why there are no usable credentials, and what to do about it."""
    return _(_FAULTS[unusable.fault]).format(where=harmless(_shown_place(unusable.where)))


def _shown_place(where: str) -> str:
    """A file, or what is named of a variable."""
    return shown_path(where) if "/" in where else where


def refusal_details(problem: Problem) -> str:
    """What more there is to say about a problem of the platform's, or of the way there."""
    if choices := extension_choices(problem):
        return "; ".join(harmless(each.text) for each in choices)
    if isinstance(problem, HalfDone):
        because = problem.because
        return "" if because is None else problem_page(because.slug).words()[0]
    if isinstance(problem, FinishesInBrowser):
        if problem.is_stored:
            return _(
                "The PIN and the security question have been saved. The account is not active yet."
            )
        return _("Nothing was changed.")
    if isinstance(problem, OperatorRefused):
        return token_refusal_sentence(problem.api_errors)
    if isinstance(problem, PermissionMissing) and problem.permission:
        return _("Missing permission: {name}").format(name=problem.permission)
    if isinstance(problem, PlatformRefused) and problem.codes:
        return f"{as_sentence(codes_words(problem.codes))} {codes_for_support()}"
    return surroundings_sentence(problem)


def operator_lead(name: str) -> str:
    """For whom the app acts."""
    return _(
        "You are activating the account of another person and are signed in as {name}."
    ).format(name=harmless(shown_name(name)))


def operator_notice(deadline: Deadline | None, now: datetime) -> str:
    """What operator mode cannot know, also of a mail that is older than its link may be."""
    if deadline is not None and not deadline.left(now):
        return _(
            "The platform cannot check the activation link. The email is old, but you can still "
            "activate the account."
        )
    if deadline is None:
        return _("The platform cannot check the activation link.")
    return _(
        "The platform cannot check the activation link. The 48\xa0hours are counted from the date "
        "of the email."
    )


def refusal_sentences(problem: Problem) -> str:
    """A problem in one line, for who asked the platform with a command: sentence after sentence."""
    title, happened, then = problem_page(problem.slug).words(for_operator=True)
    said = (title, happened, refusal_details(problem), then)
    return " ".join(map(as_sentence, filter(None, said)))


def who_can_resend() -> str:
    """Who can send an invitation again."""
    return _(
        "Only an administrator can send an activation email again, in the admin portal under "
        "“Users”. The main user’s activation email comes from the provider’s service team."
    )
