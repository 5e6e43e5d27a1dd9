"""What an operator is told: problems only they can meet, what is wrong with their credentials."""

from collections.abc import Mapping
from datetime import datetime

from api_client.problems import Problem
from api_client.ringcentral.credentials import CredentialsUnusable, Fault
from api_client.ringcentral.problems import HalfDone, PermissionMissing, PlatformRefused
from tui.i18n import N_, _
from tui.journey.clock import Deadline
from tui.terminal.sanitize import harmless
from tui.wording.problems import ProblemPage, problem_page

OPERATOR_PAGES: Mapping[str, ProblemPage] = {
    "mail-needed": ProblemPage(
        N_("The whole mail is needed"),
        N_(
            "The platform does not know activation links. Only the mail says whose account it is, "
            "by its login address."
        ),
        N_("Start again with the mail itself: unify-activate --backend ringcentral mail.eml"),
        ("other_link", "quit"),
    ),
    "extension-unknown": ProblemPage(
        N_("Nobody has this login address"),
        N_("In the operator's account there is no person with the login address of the mail."),
        N_("Check that the operator belongs to the same company as the mail."),
        ("other_link", "quit"),
    ),
    "extension-ambiguous": ProblemPage(
        N_("Several people have this login address"),
        N_("The platform names more than one extension, and none of them was touched."),
        N_("Give each person an address of their own in the admin portal, then try again."),
        ("retry", "other_link", "quit"),
    ),
    "extension-unassigned": ProblemPage(
        N_("This account is not assigned yet"),
        N_("The extension has no number yet, so it cannot be activated."),
        N_("Have an administrator assign a number in the admin portal, then try again."),
        ("retry", "other_link", "quit"),
    ),
    "extension-disabled": ProblemPage(
        N_("This account is disabled"),
        N_("An administrator disabled or froze the extension. Nothing was changed."),
        N_("Ask the administrator of the company whether it is to be activated at all."),
        ("retry", "other_link", "quit"),
    ),
    "already-active": ProblemPage(
        N_("The account is active on the platform"),
        N_("The platform lists the extension as enabled. Nothing was changed."),
        N_("The person signs in with e-mail address and password; a lost one can be reset there."),
        ("other_link", "quit"),
        next_at_commit=N_(
            "What you chose here was not used; what was chosen first counts. "
            "If nobody knows of it, tell the company's administrator at once."
        ),
    ),
    "operator-refused": ProblemPage(
        N_("The operator was not accepted"),
        N_("The platform refuses the operator's client id, client secret or JWT."),
        N_("Check them with “unify-activate doctor”, correct them and start again."),
        ("quit",),
    ),
    "platform-refused": ProblemPage(
        N_("The platform refused this"),
        N_("The platform does not carry the operation out. Nothing was changed by it."),
        N_("Run “unify-activate doctor”; the codes above help the vendor's support."),
        ("back", "retry", "other_link", "quit"),
    ),
    "permission-missing": ProblemPage(
        N_("The operator lacks a permission"),
        N_("The app or the operator's role may not do this on the platform."),
        N_("Have the permission added, then start again; “unify-activate doctor” shows them all."),
        ("back", "retry", "other_link", "quit"),
    ),
    "half-done": ProblemPage(
        N_("Stored, but not active yet"),
        N_(
            "The platform has stored what you chose, but the account is not enabled yet. "
            "The second of the two calls failed."
        ),
        N_("Try again: only what is missing is repeated, and you need not type anything anew."),
        ("retry", "back", "quit"),
    ),
}

_FAULTS: Mapping[Fault, str] = {
    "missing": N_(
        "--backend ringcentral needs an operator's credentials: RC_APP_CLIENT_ID, "
        "RC_APP_CLIENT_SECRET and RC_USER_JWT in the environment, or the file {where}."
    ),
    "incomplete": N_("The operator's credentials are incomplete: {where} is missing."),
    "unreadable": N_("{where} cannot be read."),
    "not-a-file": N_("{where} is not a file."),
    "not-yours": N_("{where} belongs to somebody else."),
    "open-to-others": N_("{where} can be read or written by others; run: chmod 600 {where}"),
    "no-toml": N_("{where} is not a TOML file."),
    "unknown-member": N_(
        "{where} holds something unknown; it may hold client_id, client_secret, jwt and server."
    ),
    "bad-value": N_("{where} holds a value that cannot be right."),
    "unknown-server": N_(
        "{where} names a server that is not the platform's: production, sandbox or segregated."
    ),
}


def fault_sentence(unusable: CredentialsUnusable) -> str:
    """Why there are no usable credentials, and what to do about it."""
    return _(_FAULTS[unusable.fault]).format(where=harmless(unusable.where))


def refusal_details(problem: Problem) -> str:
    """What more there is to say about a problem of the platform's; empty for any other."""
    if isinstance(problem, HalfDone):
        because = problem.because
        return "" if because is None else problem_page(because.slug).words()[0]
    if isinstance(problem, PermissionMissing) and problem.permission:
        return _("Missing permission: {name}").format(name=problem.permission)
    if isinstance(problem, PlatformRefused) and problem.codes:
        return _("Codes: {codes}").format(codes=problem.codes)
    return ""


def operator_lead(name: str) -> str:
    """For whom the app acts."""
    return _("You act as operator {name}, for somebody else.").format(name=harmless(name))


def operator_notice(deadline: Deadline | None, now: datetime) -> str:
    """What operator mode cannot know, also of a mail that is older than its link may be."""
    if deadline is not None and not deadline.left(now):
        return _(
            "The platform cannot verify the activation link. Counted from the date of the mail, "
            "its 48 hours are over; an operator can activate the account all the same."
        )
    return _(
        "The platform cannot verify the activation link. "
        "The 48 hours are counted from the date of the mail."
    )


def who_can_resend() -> str:
    """Who can send an invitation again."""
    return _(
        "Only an administrator can send an invitation again, in the admin portal under Users; "
        "the main user's comes from the provider's service."
    )
