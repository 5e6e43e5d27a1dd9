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
    keeps: bool = False
    """Whether to say that what was typed is still there, where something was."""

    def words(
        self,
        *,
        new_link: bool = False,
        at_commit: bool = False,
        in_doubt: bool = False,
        for_operator: bool = False,
        typed: bool = False,
    ) -> tuple[str, str, str]:
        """Title, what happened and what to do next, in the language spoken now."""
        then = (
            (in_doubt and self.next_in_doubt)
            or (at_commit and self.next_at_commit)
            or (new_link and self.next_with_new_link)
            or (for_operator and self.next_for_operator)
        ) or self.next
        kept = " " + _("Everything you typed is still there.") if self.keeps and typed else ""
        return _(self.title), _(self.happened), _(then) + kept


_RENEWAL = N_(
    "Ask your administrator for a new activation mail. "
    "Are you the main user yourself? Then the provider's service sends you a new one."
)

_MAY_BE_YOURS = N_(
    "It may have been your own attempt, whose answer got lost: what you chose first counts then. "
    "Try to sign in with it. If that fails, tell your administrator at once."
)

PROBLEM_PAGES: Mapping[str, ProblemPage] = {
    "link-malformed": ProblemPage(
        N_("This link is incomplete"),
        N_("The link was cut or changed on its way, so the server cannot read it."),
        N_(
            "Copy the whole link from the activation mail once more, up to its very last character."
        ),
        ("other_link", "quit"),
    ),
    "link-unknown": ProblemPage(
        N_("This link is not known"),
        N_("The server knows no account for this link. A single wrong character is enough."),
        N_("Copy the link from the mail once more. If you got several mails, take the newest."),
        ("other_link", "quit"),
    ),
    "link-expired": ProblemPage(
        N_("This link has expired"),
        N_("An activation link is valid for 48 hours, and that time has passed."),
        _RENEWAL,
        ("new_link", "other_link", "quit"),
        N_("Have a new mail sent to the address on file; its link lives for 48 hours again."),
    ),
    "link-used": ProblemPage(
        N_("This account is already active"),
        N_("The account has already been activated with this link."),
        N_(
            "Sign in with your e-mail address and your password. "
            "If it was not you who activated it, tell your administrator at once."
        ),
        ("other_link", "quit"),
        next_at_commit=N_(
            "What you chose here was not used; what was chosen first counts. "
            "If that was not you, tell your administrator at once."
        ),
        next_in_doubt=_MAY_BE_YOURS,
    ),
    "link-revoked": ProblemPage(
        N_("This link was withdrawn"),
        N_("The link was revoked, by an administrator or because someone said “this is not me”."),
        _RENEWAL,
        ("other_link", "quit"),
    ),
    "link-replaced": ProblemPage(
        N_("There is a newer link"),
        N_("A newer activation mail was sent to you. Only its link works."),
        N_("Look for the newest mail, in the spam folder too, and use the link in it."),
        ("other_link", "quit"),
    ),
    "account-locked": ProblemPage(
        N_("This account is locked"),
        N_("An administrator has locked the account. The link cannot be used meanwhile."),
        N_("Ask your administrator to unlock it, then try again."),
        ("retry", "other_link", "quit"),
    ),
    "link-not-yet-valid": ProblemPage(
        N_("Not quite ready yet"),
        N_("Your account is still being set up. The link will work when that is done."),
        N_("Try again a little later. You need no new mail."),
        ("retry", "other_link", "quit"),
    ),
    "credentials-rejected": ProblemPage(
        N_("The server refused something"),
        N_("The server did not accept a part of what you chose. Nothing was activated."),
        N_("Go back, change it and activate again."),
        ("back", "retry", "quit"),
        keeps=True,
    ),
    "commit-in-progress": ProblemPage(
        N_("An activation is under way"),
        N_("This account is being activated at this very moment, perhaps in another window."),
        N_("Wait a moment, then try again."),
        ("retry", "back", "quit"),
    ),
    "idempotency-key-reused": ProblemPage(
        N_("Please activate once more"),
        N_("The server mixed this attempt up with an earlier one and changed nothing."),
        N_("Go back to the review and activate again."),
        ("back", "quit"),
    ),
    "rate-limited": ProblemPage(
        N_("Too many attempts"),
        N_("The server wants a pause, because it was asked too often in a short time."),
        N_("Wait, then try again. Nothing is lost meanwhile."),
        ("retry", "back", "other_link", "quit"),
    ),
    "maintenance": ProblemPage(
        N_("The service is being maintained"),
        N_("The server is up but does not take activations just now."),
        N_("Try again later. Your link stays valid until the time in your mail."),
        ("retry", "back", "other_link", "quit"),
        next_for_operator=N_("Try again when it is over."),
    ),
    "internal": ProblemPage(
        N_("The server has a problem"),
        N_("The server failed while it handled the request. This was not your doing."),
        N_("Try again in a minute. If it stays like this, tell your administrator."),
        ("retry", "back", "other_link", "quit"),
    ),
    "unreachable": ProblemPage(
        N_("The server cannot be reached"),
        N_("There was no connection, or it broke before an answer came."),
        N_("Check your network or VPN, then try again."),
        ("retry", "back", "other_link", "quit"),
        keeps=True,
    ),
    "timeout": ProblemPage(
        N_("The server takes too long"),
        N_("No answer came in time."),
        N_("Try again."),
        ("retry", "back", "other_link", "quit"),
        keeps=True,
    ),
    "tls-untrusted": ProblemPage(
        N_("The connection is not safe"),
        N_("The server's certificate could not be verified, so nothing was sent."),
        N_(
            "Do not go on. In a company network with an authority of its own, set SSL_CERT_FILE "
            "to its certificate; else ask your administrator."
        ),
        ("retry", "other_link", "quit"),
    ),
    "not-our-service": ProblemPage(
        N_("Something else answered"),
        N_(
            "The answer was not that of an activation service this program understands. "
            "It may be a sign-in page of your network, another server, or a newer version."
        ),
        N_("Check your network and the address, or update this program; then try again."),
        ("retry", "back", "other_link", "quit"),
    ),
    "answer-lost": ProblemPage(
        N_("The answer got lost"),
        N_(
            "Your choices were sent, but no answer came, and asking again did not tell either. "
            "The account may be active already."
        ),
        N_("Try again: the server recognises the attempt and never activates twice."),
        ("retry", "back", "quit"),
    ),
    "no-public-interface": ProblemPage(
        N_("This provider only activates in the browser"),
        N_(
            "The link has the right form, but its provider has no public interface for "
            "activating. Nothing was sent anywhere."
        ),
        N_(
            "Open the link from your mail in a private browser window. "
            "With a service of your own, name it with --backend."
        ),
        ("other_link", "quit"),
    ),
    "unknown-host": ProblemPage(
        N_("This link leads to a stranger"),
        N_("The link names a host that no known provider uses. Nothing was sent there."),
        N_(
            "Take the link from the genuine mail. If you know this host and trust it, "
            "start again with --trust-host and its name."
        ),
        ("other_link", "quit"),
    ),
    "request-invalid": ProblemPage(
        N_("Program and server disagree"),
        N_("The server did not understand this program. This was not your doing."),
        N_("Update this program. If that does not help, use the browser for now."),
        ("retry", "back", "other_link", "quit"),
    ),
}

_DEFECT = PROBLEM_PAGES["request-invalid"]

OTHER_ACCOUNT = ProblemPage(
    N_("This is another account than before"),
    N_(
        "A further look at the link named another account than the first, so nothing more was sent."
    ),
    N_(
        "Try again to look once more. If it stays like this, do not go on: "
        "tell your administrator, and ask for a new mail."
    ),
    ("retry", "back", "other_link", "quit"),
    keeps=True,
)
"""Of `not-our-service`: the server contradicts itself before anything was committed."""

OTHER_RECEIPT = ProblemPage(
    N_("This receipt is not for what you chose"),
    N_(
        "Your choices were sent, but the server's receipt is for something else. "
        "Your account may be active already."
    ),
    N_(
        "Try again: the server recognises the attempt and never activates twice. "
        "If it stays like this, tell your administrator before you use the account."
    ),
    ("retry", "back", "quit"),
    keeps=True,
)
"""Of `not-our-service`: the server contradicts itself in its answer to a commit."""


def _step_left_out(title: str, happened: str) -> ProblemPage:
    """A step that is not for this account: the rest can be sent."""
    then = N_("Go on: the rest of what was chosen is sent without it.")
    return ProblemPage(title, happened, then, ("retry", "back", "quit"), keeps=True)


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
    "login-needed": ProblemPage(
        N_("Whose account is it?"),
        N_(
            "The mail does not say without a doubt who signs in with which address, "
            "so nobody was asked about anyone."
        ),
        N_("Start without --answers: you are asked for the address. Or hand in the original mail."),
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
        N_(
            "The platform names more than one extension that waits for its activation, and none of "
            "them was touched."
        ),
        N_(
            "Start without --answers: you choose from a list. Or give each person an address of "
            "their own in the admin portal."
        ),
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
        N_("The person signs in as usual; a lost password can be reset on the sign-in page."),
        ("other_link", "quit"),
        next_at_commit=N_(
            "What you chose here was not used; what was chosen first counts. "
            "If nobody knows of it, tell the company's administrator at once."
        ),
        next_in_doubt=_MAY_BE_YOURS,
    ),
    "operator-refused": ProblemPage(
        N_("The operator was not accepted"),
        N_("The platform refuses the operator's client id, client secret or JWT."),
        N_("Check them with “unify-activate doctor”, correct them and start again."),
        ("quit",),
    ),
    "password-not-taken": _step_left_out(
        N_("This person has no password of their own"),
        N_(
            "They sign in by single sign-on, so the platform lets nobody set their password. "
            "That step is left out; nothing was changed yet."
        ),
    ),
    "pin-not-taken": _step_left_out(
        N_("This person has no PIN"),
        N_(
            "Their extension is of a type without one. "
            "That step is left out; nothing was changed yet."
        ),
    ),
    "question-not-taken": _step_left_out(
        N_("This account cannot set security questions"),
        N_(
            "The platform refuses the operation that stores them. "
            "That step is left out; nothing was changed yet."
        ),
    ),
    "finishes-in-browser": ProblemPage(
        N_("This account finishes in the browser"),
        N_("The platform enables it only with a password, and lets nobody set one from here."),
        N_("Let the person open the link from the mail in a private browser window."),
        ("back", "other_link", "quit"),
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
"""What can also come of asking the real platform in an operator's name."""


def problem_page(slug: str) -> ProblemPage:
    """The page of a problem; a defect between client and server has one page for all its slugs."""
    if slug in PROBLEM_PAGES:
        return PROBLEM_PAGES[slug]
    return OPERATOR_PAGES.get(slug, _DEFECT)


def renewal_draft() -> tuple[str, str]:
    """Subject and text of a mail to whoever renews the link."""
    return (
        _("Please send me a new activation mail"),
        _(
            "Hello,\n"
            "the activation link for my Unify Office account can no longer be used.\n"
            "Please send me a new activation mail (“Resend invite”).\n"
            "Thank you"
        ),
    )
