"""What only an operator can meet: problems of the client's own, like those it shares with others."""

from api_client.problems import (
    LinkProblem,
    NoPublicInterface,
    Problem,
    StepNotTaken,
    WaitProblem,
)
from api_client.ringcentral.error_body import APP_PERMISSION_CODES, ApiError
from api_client.ringcentral.operations import PlatformOperation
from api_client.ringcentral.records import Extension


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
    """Several extensions that can be activated have the mail's login address: `found`."""

    slug = "extension-ambiguous"

    def __init__(self, found: tuple[Extension, ...] = ()) -> None:
        super().__init__()
        self.found = found


class ExtensionUnassigned(LinkProblem):
    """The extension is nobody's yet: it has no number and cannot be enabled."""

    slug = "extension-unassigned"


class ExtensionDisabled(LinkProblem):
    """An administrator disabled or froze the extension."""

    slug = "extension-disabled"


class AlreadyActive(LinkProblem):
    """The extension is enabled, and not by us."""

    slug = "already-active"


class PasswordNotTaken(StepNotTaken):
    """The person signs in by single sign-on, and their password cannot be set. Nothing was changed."""

    slug = "password-not-taken"


class PinNotTaken(StepNotTaken):
    """The person's extension is of a type without a PIN. Nothing was changed."""

    slug = "pin-not-taken"


class QuestionNotTaken(StepNotTaken):
    """The account refuses the credentials operations, so that no security question can be set."""

    slug = "question-not-taken"


class FinishesInBrowser(NoPublicInterface):
    """The account cannot be enabled without a password, and none can be set from here.

    `is_stored` says whether PIN and question are stored all the same; `api_errors` why it failed.
    """

    slug = "finishes-in-browser"

    def __init__(self, api_errors: tuple[ApiError, ...] = (), *, is_stored: bool = False) -> None:
        super().__init__()
        self.api_errors = api_errors
        self.is_stored = is_stored


class OperatorRefused(Problem):
    """The platform does not accept the operator's credentials; `api_errors` may say why."""

    slug = "operator-refused"

    def __init__(self, api_errors: tuple[ApiError, ...] = ()) -> None:
        super().__init__()
        self.api_errors = api_errors


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
        """The permission's name: as the platform tells it, else as it is documented."""
        for error in self.api_errors:
            if error.permission is not None:
                return error.permission
        if self.operation is None:
            return None
        of_user, of_app = self.operation.user_permission, self.operation.app_permission
        return of_user if self.is_of_the_user else of_app

    @property
    def is_of_the_user(self) -> bool:
        """Whether it is the user behind the token who lacks it, and not the app."""
        return not any(error.code in APP_PERMISSION_CODES for error in self.api_errors)


class HalfDone(WaitProblem):
    """The credentials are stored, but the account is not enabled yet.

    `because` is what came in between. Asking again only repeats what is missing.
    """

    slug = "half-done"

    def __init__(self, because: Problem | None = None) -> None:
        super().__init__(retry_after=None if because is None else because.retry_after)
        self.because = because
