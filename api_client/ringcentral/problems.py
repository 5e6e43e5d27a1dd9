"""What only an operator can meet: problems of the client's own, like those it shares with others."""

from api_client.problems import LinkProblem, Problem, WaitProblem
from api_client.ringcentral.error_body import ApiError
from api_client.ringcentral.operations import PlatformOperation


class MailNeeded(Problem):
    """Only the mail names the login address, and without it no extension can be found."""

    slug = "mail-needed"


class LoginNeeded(MailNeeded):
    """There is a mail, but it does not tell without a doubt who signs in with which address."""

    slug = "login-needed"


class ExtensionUnknown(LinkProblem):
    """No extension of the operator's account has the mail's login address."""

    slug = "extension-unknown"


class ExtensionAmbiguous(LinkProblem):
    """Several extensions have the mail's login address."""

    slug = "extension-ambiguous"


class ExtensionUnassigned(LinkProblem):
    """The extension is nobody's yet: it has no number and cannot be enabled."""

    slug = "extension-unassigned"


class ExtensionDisabled(LinkProblem):
    """An administrator disabled or froze the extension."""

    slug = "extension-disabled"


class AlreadyActive(LinkProblem):
    """The extension is enabled, and not by us."""

    slug = "already-active"


class OperatorRefused(Problem):
    """The platform does not accept the operator's credentials."""

    slug = "operator-refused"


class PlatformRefused(Problem):
    """The platform refuses an operation; `api_errors` say why, in codes."""

    slug = "platform-refused"

    def __init__(
        self, operation: PlatformOperation | None = None, api_errors: tuple[ApiError, ...] = ()
    ) -> None:
        super().__init__()
        self.operation = operation
        self.api_errors = api_errors

    @property
    def codes(self) -> str:
        """The codes, for people who ask their support."""
        return ", ".join(error.code for error in self.api_errors if error.code)


class PermissionMissing(PlatformRefused):
    """The app, or the user behind the token, lacks a permission."""

    slug = "permission-missing"

    @property
    def permission(self) -> str | None:
        """The permission's name in the platform's documentation."""
        if self.operation is None:
            return None
        of_user, of_app = self.operation.user_permission, self.operation.app_permission
        return of_user if self.is_of_the_user else of_app

    @property
    def is_of_the_user(self) -> bool:
        """Whether it is the user behind the token who lacks it, and not the app."""
        return all(error.code != "CMN-401" for error in self.api_errors)


class HalfDone(WaitProblem):
    """The credentials are stored, but the account is not enabled yet.

    `because` is what came in between. Asking again only repeats what is missing.
    """

    slug = "half-done"

    def __init__(self, because: Problem | None = None) -> None:
        super().__init__(retry_after=None if because is None else because.retry_after)
        self.because = because
