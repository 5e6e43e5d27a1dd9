"""Every problem's page: what happened, what to do next, and which ways lead on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tui.i18n import N_, _

ProblemAction = Literal["retry", "new_link", "other_link", "back", "quit"]
"""Ways on from a problem: try again, ask for a fresh mail, another link, back to the steps, leave."""


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """A page of the app: texts in English, to be translated when shown."""

    title: str
    happened: str
    next: str
    actions: tuple[ProblemAction, ...]
    next_with_new_link: str = ""
    """What to do next where the backend itself can send a fresh mail."""
    next_at_commit: str = ""
    """What to do next when the commit ended here."""
    next_in_doubt: str = ""
    """What to do next when an earlier commit may be what led here."""
    next_for_operator: str = ""
    """What to do next where an operator acts and no link is needed."""
    next_unattended: str = ""
    """What to do next where an answers file decides and nobody is asked."""
    keeps: bool = False
    """Whether to say that what was typed is still there, where something was."""

    def words(
        self,
        *,
        new_link: bool = False,
        at_commit: bool = False,
        in_doubt: bool = False,
        for_operator: bool = False,
        unattended: bool = False,
        typed: bool = False,
    ) -> tuple[str, str, str]:
        """Title, what happened and what to do next, in the language spoken now."""
        then = (
            (in_doubt and self.next_in_doubt)
            or (at_commit and self.next_at_commit)
            or (new_link and self.next_with_new_link)
            or (for_operator and self.next_for_operator)
            or (unattended and self.next_unattended)
        ) or self.next
        kept = " " + _("Your entries are kept.") if self.keeps and typed else ""
        return _(self.title), _(self.happened), _(then) + kept


_RENEWAL = N_(
    "Ask your administrator for a new activation email. If you are the main user, contact your "
    "provider’s service team."
)

_MAY_BE_YOURS = N_(
    "You may have activated the account yourself in an earlier attempt. In that case, your "
    "first choices apply. Try to sign in with them. If that does not work, tell your "
    "administrator at once."
)

PROBLEM_PAGES: Mapping[str, ProblemPage] = {
    "link-malformed": ProblemPage(
        N_("This link is incomplete or damaged"),
        N_("Part of the link is missing or has been changed, so the server cannot read the link."),
        N_("Copy the whole link from your activation email again, up to the very last character."),
        ("other_link", "quit"),
    ),
    "link-unknown": ProblemPage(
        N_("This link is unknown"),
        N_("There is no account for this link. Often a character was lost when copying."),
        N_(
            "Copy the link from your activation email again. If you received several, use the "
            "newest."
        ),
        ("other_link", "quit"),
    ),
    "link-expired": ProblemPage(
        N_("This link has expired"),
        N_("An activation link is valid for 48\xa0hours. This time has passed."),
        _RENEWAL,
        ("new_link", "other_link", "quit"),
        N_(
            "Request a new email here. It goes to the address on file and contains a link that "
            "is valid for another 48\xa0hours."
        ),
    ),
    "link-used": ProblemPage(
        N_("This account is already active"),
        N_("The link has already been used and is no longer valid."),
        N_(
            "Sign in with your email address and your password. If you did not activate the "
            "account, tell your administrator at once."
        ),
        ("other_link", "quit"),
        next_at_commit=N_(
            "What you have just chosen was not used. What was chosen at the first activation "
            "applies. If that was not you, tell your administrator at once."
        ),
        next_in_doubt=_MAY_BE_YOURS,
    ),
    "link-revoked": ProblemPage(
        N_("This link has been withdrawn"),
        N_("An administrator has withdrawn the link, or somebody has given it back."),
        _RENEWAL,
        ("other_link", "quit"),
    ),
    "link-replaced": ProblemPage(
        N_("There is a newer link"),
        N_(
            "A newer activation email has been sent to you. Only the link in the newest email "
            "works."
        ),
        N_(
            "Look for the newest activation email, in your spam folder too, and use the link in it."
        ),
        ("other_link", "quit"),
    ),
    "account-locked": ProblemPage(
        N_("This account is locked"),
        N_(
            "An administrator has locked the account. The link cannot be used until the account "
            "is unlocked."
        ),
        N_("Ask your administrator to unlock the account, then try again."),
        ("retry", "other_link", "quit"),
    ),
    "link-not-yet-valid": ProblemPage(
        N_("Your account is still being set up"),
        N_("The link works as soon as your account is ready."),
        N_("Try again a little later. You do not need a new activation email."),
        ("retry", "other_link", "quit"),
    ),
    "credentials-rejected": ProblemPage(
        N_("Not all of your choices were accepted"),
        N_(
            "The server has refused at least one of your choices. The account has not been "
            "activated."
        ),
        N_("Go back, change what was refused and activate again."),
        ("back", "retry", "quit"),
        keeps=True,
    ),
    "commit-in-progress": ProblemPage(
        N_("An activation is already running"),
        N_("This account is being activated at this moment, perhaps in another window."),
        N_("Wait a moment, then try again."),
        ("retry", "back", "quit"),
    ),
    "idempotency-key-reused": ProblemPage(
        N_("The account has not been activated yet"),
        N_("The server confused this attempt with an earlier one and changed nothing."),
        N_("Go back, check your choices and activate again."),
        ("back", "quit"),
    ),
    "rate-limited": ProblemPage(
        N_("Too many requests"),
        N_(
            "There were too many requests in a short time. The server is not accepting more for "
            "the moment."
        ),
        N_("Wait a moment, then try again. Nothing will be lost."),
        ("retry", "back", "other_link", "quit"),
    ),
    "maintenance": ProblemPage(
        N_("The server is undergoing maintenance"),
        N_("Because of the maintenance, the server cannot activate accounts at the moment."),
        N_("Try again later. Your link stays valid as long as your activation email says."),
        ("retry", "back", "other_link", "quit"),
        next_for_operator=N_("Try again when the maintenance is over."),
    ),
    "internal": ProblemPage(
        N_("An error occurred on the server"),
        N_("The server could not process the request. You did nothing wrong."),
        N_("Try again in a minute. If the error persists, tell your administrator."),
        ("retry", "back", "other_link", "quit"),
    ),
    "unreachable": ProblemPage(
        N_("The server cannot be reached"),
        N_("The connection to the server could not be made or was interrupted."),
        N_("Check your network connection or your VPN, then try again."),
        ("retry", "back", "other_link", "quit"),
        keeps=True,
    ),
    "timeout": ProblemPage(
        N_("The server is not responding"),
        N_("The program waited, but no reply arrived in time."),
        N_("Try again. If the server still does not respond, try again later."),
        ("retry", "back", "other_link", "quit"),
        keeps=True,
    ),
    "tls-untrusted": ProblemPage(
        N_("The connection is not secure"),
        N_("The server’s certificate could not be verified, so nothing was sent."),
        N_(
            "Please stop here and ask your administrator. For administrators: if you run your "
            "own certificate authority, set SSL_CERT_FILE to its certificate."
        ),
        ("retry", "other_link", "quit"),
    ),
    "not-our-service": ProblemPage(
        N_("Unexpected reply"),
        N_(
            "The reply probably did not come from the activation server but, for example, from "
            "the sign-in page of your Wi-Fi. It is also possible that this program is too old "
            "for the server."
        ),
        N_(
            "Open any web page in your web browser and sign in to your Wi-Fi if asked. Then try "
            "again. If that does not help, check the address of the server or update this "
            "program."
        ),
        ("retry", "back", "other_link", "quit"),
    ),
    "answer-lost": ProblemPage(
        N_("No confirmation from the server"),
        N_(
            "Your choices were sent, but the server did not confirm them, and checking again "
            "did not help. The account may already be active."
        ),
        N_("Try again. The server recognises your attempt and never activates an account twice."),
        ("retry", "back", "quit"),
    ),
    "no-public-interface": ProblemPage(
        N_("Please activate in your browser"),
        N_(
            "The link looks right, but this provider only lets you activate your account in a "
            "web browser, not with this program. Nothing has been sent."
        ),
        N_(
            "Open the link from your activation email in a private browser window. For "
            "administrators: use --backend to name your own server."
        ),
        ("other_link", "quit"),
    ),
    "unknown-host": ProblemPage(
        N_("This link leads to an unknown server"),
        N_("No known provider uses the server in this link. Nothing has been sent to that server."),
        N_(
            "Use only the link from your activation email. If in doubt, ask your administrator. "
            "For administrators: use --trust-host to name a server that you trust."
        ),
        ("other_link", "quit"),
        next_unattended=N_(
            "Use only the link from your activation email. If in doubt, ask your administrator."
        ),
    ),
    "request-invalid": ProblemPage(
        N_("This program does not fit the server"),
        N_("The server did not understand the request from this program. You did nothing wrong."),
        N_(
            "Update this program. If that does not help, activate your account in a web browser "
            "for now."
        ),
        ("retry", "back", "other_link", "quit"),
    ),
}

_DEFECT = PROBLEM_PAGES["request-invalid"]

OTHER_ACCOUNT = ProblemPage(
    N_("The link now leads to a different account"),
    N_(
        "When the link was checked again, the server named a different account than before. "
        "Nothing more has been sent."
    ),
    N_(
        "Try again, and the link will be checked once more. If the server still names a "
        "different account, stop here. Tell your administrator and ask for a new activation "
        "email."
    ),
    ("retry", "back", "other_link", "quit"),
    keeps=True,
)
"""Of `not-our-service`: the server contradicts itself before anything was committed."""

OTHER_RECEIPT = ProblemPage(
    N_("The confirmation does not match your choices"),
    N_(
        "Your choices were sent, but the server’s confirmation contains something different. "
        "The account may already be active."
    ),
    N_(
        "Try again. The server never activates an account twice. If the confirmation still does "
        "not match, tell your administrator before you use the account."
    ),
    ("retry", "back", "quit"),
    keeps=True,
)
"""Of `not-our-service`: the server contradicts itself in its answer to a commit."""


def _step_left_out(title: str, happened: str) -> ProblemPage:
    """A step that is not for this account: the rest can be sent."""
    then = N_("You can go on. All your other choices will be sent without this step.")
    return ProblemPage(title, happened, then, ("retry", "back", "quit"), keeps=True)


OPERATOR_PAGES: Mapping[str, ProblemPage] = {
    "mail-needed": ProblemPage(
        N_("The whole activation email is needed"),
        N_(
            "The platform does not know activation links. Only the sign-in address in the "
            "activation email tells whose account it is."
        ),
        N_(
            "Start again with the activation email as a file: unify-activate --backend "
            "ringcentral mail.eml"
        ),
        ("other_link", "quit"),
    ),
    "login-needed": ProblemPage(
        N_("Whose account do you want to activate?"),
        N_(
            "The email does not clearly say which address the person signs in with, so no "
            "account was looked for."
        ),
        N_("Use the original activation email, not a forwarded one."),
        ("other_link", "quit"),
        next_unattended=N_(
            "Start without --answers and enter the address when you are asked. Or use the "
            "original activation email."
        ),
    ),
    "extension-unknown": ProblemPage(
        N_("Nobody has this sign-in address"),
        N_("The operator’s company has no user with the sign-in address from the email."),
        N_("Check that the operator’s credentials and the email belong to the same company."),
        ("other_link", "quit"),
    ),
    "extension-ambiguous": ProblemPage(
        N_("Several people have this sign-in address"),
        N_(
            "The platform lists more than one account with this address that is waiting for "
            "activation. None of them has been changed."
        ),
        N_("Give each person their own address in the admin portal, then try again."),
        ("retry", "other_link", "quit"),
        next_unattended=N_(
            "Start without --answers and choose from a list. Or give each person their own "
            "address in the admin portal."
        ),
    ),
    "extension-unassigned": ProblemPage(
        N_("This account has no phone number yet"),
        N_("An account without a phone number cannot be activated. Nothing was changed."),
        N_("Ask an administrator to assign a phone number in the admin portal, then try again."),
        ("retry", "other_link", "quit"),
    ),
    "extension-disabled": ProblemPage(
        N_("This account is disabled"),
        N_("An administrator has disabled or frozen the account. Nothing was changed."),
        N_("Ask the company’s administrator whether the account should be activated at all."),
        ("retry", "other_link", "quit"),
    ),
    "already-active": ProblemPage(
        N_("The account is already active on the platform"),
        N_("The platform lists the account as enabled. Nothing was changed."),
        N_("The person can sign in as usual. A lost password can be reset on the sign-in page."),
        ("other_link", "quit"),
        next_at_commit=N_(
            "What you have just chosen was not used. What was chosen at the first activation "
            "applies. If nobody knows about the first activation, tell the company’s "
            "administrator at once."
        ),
        next_in_doubt=N_(
            "You may have activated the account yourself in an earlier attempt. In that case, "
            "the first choices apply. Ask the person to sign in with them. If that does not "
            "work, tell the company’s administrator at once."
        ),
    ),
    "operator-refused": ProblemPage(
        N_("The platform refused the sign-in"),
        N_("The platform does not accept the operator’s client ID, client secret or JWT."),
        N_(
            "Check the operator’s credentials with “unify-activate doctor”, correct them and "
            "start again."
        ),
        ("quit",),
    ),
    "password-not-taken": _step_left_out(
        N_("This person signs in without a password of their own"),
        N_(
            "The person uses single sign-on, so the platform does not let anybody set a "
            "password. This step is skipped. Nothing has been changed yet."
        ),
    ),
    "pin-not-taken": _step_left_out(
        N_("This account has no PIN"),
        N_(
            "Accounts of this type do not use a PIN. This step is skipped. Nothing has been "
            "changed yet."
        ),
    ),
    "question-not-taken": _step_left_out(
        N_("No security question can be set for this account"),
        N_(
            "The platform does not save a security question for this account. This step is "
            "skipped. Nothing has been changed yet."
        ),
    ),
    "finishes-in-browser": ProblemPage(
        N_("This account can only be activated in a web browser"),
        N_(
            "The platform activates this account only with a password, and the password cannot "
            "be set from here."
        ),
        N_(
            "Ask the person to open the link from the activation email in a private browser window."
        ),
        ("back", "other_link", "quit"),
    ),
    "platform-refused": ProblemPage(
        N_("The platform refused the request"),
        N_("The refused request has not changed anything."),
        N_("Run “unify-activate doctor” to find out what the platform refuses."),
        ("back", "retry", "other_link", "quit"),
    ),
    "permission-missing": ProblemPage(
        N_("A permission is missing"),
        N_(
            "The operator’s app or the operator’s role does not have the necessary permission on "
            "the platform."
        ),
        N_(
            "Ask an administrator to add the permission, then start again. “unify-activate "
            "doctor” shows all the permissions that are needed."
        ),
        ("back", "retry", "other_link", "quit"),
    ),
    "half-done": ProblemPage(
        N_("The account is not active yet"),
        N_(
            "The platform has saved your choices, but it has not activated the account yet. The "
            "second of two calls failed."
        ),
        N_(
            "Try again. Only what is missing is repeated, and you do not need to enter anything "
            "again."
        ),
        ("retry", "back", "quit"),
    ),
}
"""What can also come of asking the real platform in an operator's name."""


def problem_page(slug: str) -> ProblemPage:
    """The page of a problem; a defect between client and server has one page for all its slugs."""
    if slug in PROBLEM_PAGES:
        return PROBLEM_PAGES[slug]
    return OPERATOR_PAGES.get(slug, _DEFECT)


def renewal_draft() -> tuple[str, str]:
    """Subject and text of a mail to whoever renews the link."""
    return (
        _("Please send me a new activation email"),
        _(
            "Hello,\nthe activation link for my Unify Office account can no longer be used.\n"
            "Please send me a new activation email (“Resend invite”).\nThank you"
        ),
    )
