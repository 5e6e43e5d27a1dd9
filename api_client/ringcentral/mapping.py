"""From what the platform tells to what a journey needs."""

from datetime import datetime, timedelta

from api_client.brands import Brand
from api_client.models import Account, Activation, Receipt, SecurityQuestion, Step
from api_client.ringcentral.policies import ANSWER_POLICY, PASSWORD_POLICY, PIN_POLICY
from api_client.ringcentral.read_account import OWN, ExtensionSurroundings
from api_client.ringcentral.records import Extension, PhoneNumber
from api_client.ringcentral.servers import brand_by_id, login_page

LINK_LIFETIME = timedelta(hours=48)
"""How long a link lives after its mail (guide to CompanyFlex; the platform itself does not tell)."""

UNKNOWN_BRAND = "unknown"


def account_of(extension: Extension, around: ExtensionSurroundings) -> Account:
    """Whose account it is. The platform's system user is the main user."""
    is_main_user = extension.id in (around.company.contact_info.id, around.account.id)
    locales = (
        settings.language.locale_code
        for settings in (extension.regional_settings, around.account.regional_settings)
    )
    brand = _brand(around)
    contact = extension.contact
    return Account(
        first_name=contact.first_name or extension.name,
        last_name=contact.last_name,
        email=contact.email,
        company=around.company.company_name or contact.company,
        main_number=_number(around.numbers, "MainCompanyNumber")
        or _e164(around.account.main_number or around.company.main_number),
        main_fax_number=_number(around.numbers, "CompanyFaxNumber"),
        extension=extension.extension_number,
        direct_number=_number(around.numbers, "DirectNumber"),
        role="main_user" if is_main_user else "user",
        brand=UNKNOWN_BRAND if brand is None else brand.slug,
        locale=next(filter(None, locales), "en-US"),
    )


def steps_of(
    around: ExtensionSurroundings,
    questions: tuple[SecurityQuestion, ...],
    *,
    has_password: bool = True,
    has_pin: bool = True,
) -> tuple[Step, ...]:
    """What is to be chosen: what the account has, and the platform has a place for.

    Where to work is not among it: nothing on the platform keeps that.
    """
    without = not has_password or _has_single_sign_on(around.operator)
    steps: list[Step] = [] if without else ["password"]
    if has_pin:
        steps.append("pin")
    return (*steps, "security_question") if questions else tuple(steps)


def activation_of(
    extension: Extension,
    around: ExtensionSurroundings,
    questions: tuple[SecurityQuestion, ...],
    *,
    has_password: bool = True,
    has_pin: bool = True,
    seen_at: datetime,
    sent_at: datetime | None,
) -> Activation:
    """The activation of an extension, seen at the platform's `seen_at`, by a mail of `sent_at`."""
    account = account_of(extension, around)
    return Activation(
        server_time=seen_at,
        expires_at=end_of_link(sent_at),
        expires_basis="inferred",
        account=account,
        steps=steps_of(around, questions, has_password=has_password, has_pin=has_pin),
        password_policy=PASSWORD_POLICY,
        pin_policy=PIN_POLICY,
        answer_policy=ANSWER_POLICY,
        security_questions=questions,
        renewed_by="service" if account.role == "main_user" else "administrator",
    )


def end_of_link(sent_at: datetime | None) -> datetime | None:
    """When the link of a mail ends, counted from its date; None where that tells nothing."""
    try:
        return None if sent_at is None else sent_at + LINK_LIFETIME
    except OverflowError:  # a mail may claim to be of the last day of the calendar
        return None


def receipt_of(
    extension: Extension, around: ExtensionSurroundings, activated_at: datetime
) -> Receipt:
    """The receipt; the platform gives none, so it is named by account and extension."""
    brand = _brand(around)
    return Receipt(
        receipt_id=f"{around.account.id or OWN}/{extension.id}",
        activated_at=activated_at,
        account=account_of(extension, around),
        login_url=(brand and (brand.web_app or brand.login_url))
        or login_page(around.account.service_info.brand.id),
    )


def _brand(around: ExtensionSurroundings) -> Brand | None:
    return brand_by_id(around.account.service_info.brand.id)


def _has_single_sign_on(operator: Extension) -> bool:
    """Whether nobody in the account signs in by password.

    Features are told of the asker's own extension only; a reason that names the account holds for
    everybody in it ("Extension service features" in the vendor's reference).
    """
    return any(
        feature.feature_name == "PasswordAuth"
        and not feature.enabled
        and feature.reason.startswith("Account")
        for feature in operator.service_features
    )


def _number(numbers: tuple[PhoneNumber, ...], usage: str) -> str | None:
    """The number for a use; of several the primary one, else the first."""
    found = sorted(
        (each for each in numbers if each.usage_type == usage), key=lambda each: not each.primary
    )
    return _e164(found[0].phone_number) if found else None


def _e164(number: str | None) -> str | None:
    if not number:
        return None
    return number if number.startswith("+") or not number.isdigit() else f"+{number}"
