"""What the platform tells, read leniently: every member may be missing (the description says so).

The models name only what an activation needs, by the platform's own names. Ids are numbers in
some answers and text in others.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from api_client.models import Answer

_Record = TypeVar("_Record")

PEOPLE = frozenset({"User", "DigitalUser", "VirtualUser", "FlexibleUser", "FaxUser", "Limited"})
"""The types of extensions that belong to a person."""


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Id = Annotated[str, BeforeValidator(_as_text)]


class PlatformRecord(Answer):
    """Something the platform tells; a member that is null is one that is missing."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: object) -> object:
        if isinstance(value, dict):
            return {name: member for name, member in value.items() if member is not None}
        return value


class TokenInfo(Answer):
    """A token; samples of the vendor's lack members that its description requires."""

    access_token: str = Field(repr=False, min_length=1)
    expires_in: int = 3600
    scope: str = ""


class Contact(PlatformRecord):
    """Who somebody is."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    email: str = ""
    email_as_login_name: bool | None = None


class PlatformLanguage(PlatformRecord):
    """A language of an extension or account."""

    locale_code: str = ""


class RegionalSettings(PlatformRecord):
    """Where somebody lives, as far as their language goes."""

    language: PlatformLanguage = PlatformLanguage()


class ServiceFeature(PlatformRecord):
    """A service feature; it is only told of the asker's own extension."""

    feature_name: str = ""
    enabled: bool = True
    reason: str = ""


class Extension(PlatformRecord):
    """A person's place in an account.

    `status` is Enabled, Disabled, Frozen, NotActivated or Unassigned, `setup_wizard_state`
    NotStarted, Incomplete or Completed; newer ones may come.
    """

    id: Id = ""
    extension_number: str | None = None
    name: str = ""
    type: str = "User"
    status: str = ""
    setup_wizard_state: str = ""
    contact: Contact = Contact()
    regional_settings: RegionalSettings = RegionalSettings()
    service_features: tuple[ServiceFeature, ...] = ()
    creation_time: datetime | None = None

    @property
    def full_name(self) -> str:
        """First and last name, else whatever name there is."""
        names = (self.contact.first_name, self.contact.last_name)
        return " ".join(filter(None, names)) or self.name

    @property
    def is_person(self) -> bool:
        """Whether it belongs to somebody, and not to a queue, a room or a menu.

        What has no id in a list is nobody: nothing can be asked about it.
        """
        return self.type in PEOPLE and bool(self.id)


class PlatformBrand(PlatformRecord):
    """An account's brand, by the vendor's number."""

    id: Id | None = None


class ServiceInfo(PlatformRecord):
    """What an account has bought."""

    brand: PlatformBrand = PlatformBrand()


class PlatformAccount(PlatformRecord):
    """A company's account, as version 1 tells it."""

    id: Id = ""
    main_number: str | None = None
    service_info: ServiceInfo = ServiceInfo()
    regional_settings: RegionalSettings = RegionalSettings()


class SystemUser(PlatformRecord):
    """The account's first administrator: the main user."""

    id: Id | None = None


class Company(PlatformRecord):
    """The same account as version 2 tells it."""

    company_name: str = ""
    main_number: str | None = None
    contact_info: SystemUser = SystemUser()


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What is the same for everybody in an account; `operator` is whoever asks."""

    account: PlatformAccount
    company: Company
    operator: Extension


class PhoneNumber(PlatformRecord):
    """A number that an extension may use."""

    phone_number: str = ""
    usage_type: str = ""
    primary: bool = False


class Question(PlatformRecord):
    """A security question, in the language asked for."""

    id: Id = ""
    question_text: str = ""


class Credentials(PlatformRecord):
    """What can be read of an extension's credentials: never a secret."""


class PermissionCheck(PlatformRecord):
    """Whether whoever asks has a permission."""

    successful: bool | None = None


class Paging(PlatformRecord):
    """Which page of how many; both from 1 on."""

    page: int = 1
    total_pages: int | None = None


def _readable(value: object) -> object:
    """The entries of a list that are any."""
    if not isinstance(value, list):
        return value
    return [each for each in value if isinstance(each, dict)]


class Page(PlatformRecord, Generic[_Record]):
    """One page of a list."""

    records: Annotated[tuple[_Record, ...], BeforeValidator(_readable)] = ()
    paging: Paging = Paging()
