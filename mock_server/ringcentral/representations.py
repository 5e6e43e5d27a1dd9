"""Accounts as the platform tells them: extensions, numbers, the company."""

from datetime import UTC, datetime

from mock_server.accounts.models import Record
from mock_server.api.representations import JsonObject
from mock_server.ringcentral.call import PlatformCall
from mock_server.state.platform import OPERATOR

BRAND_ID, BRAND_NAME = "2040", "Unify Office by RingCentral"
CREATED_AT = datetime(2026, 1, 1, 9, tzinfo=UTC)
PER_PAGE = 100


def status_of(call: PlatformCall, record: Record) -> str:
    """How an extension stands."""
    if record.ref in call.state.statuses:
        return call.state.statuses[record.ref]
    if record.locked:
        return "Frozen"
    return "NotActivated" if record.activated_at is None else "Enabled"


def extension(call: PlatformCall, record: Record) -> JsonObject:
    """One extension as a list tells it."""
    account = record.profile.account
    told: JsonObject = {
        "id": int(record.account_id),
        "uri": _uri(call, f"extension/{record.account_id}"),
        "extensionNumber": account.extension,
        "name": f"{account.first_name} {account.last_name}",
        "type": "User",
        "status": status_of(call, record),
        "contact": {
            "firstName": account.first_name,
            "lastName": account.last_name,
            "company": account.company,
            "email": account.email,
            "emailAsLoginName": True,
        },
        "permissions": {"admin": {"enabled": account.role == "main_user"}},
        "creationTime": stamp(CREATED_AT),
        "hidden": False,
    }
    if told["status"] == "Unassigned":
        del told["extensionNumber"]
    return told


def whole_extension(call: PlatformCall, record: Record) -> JsonObject:
    """One extension as it is told by itself."""
    wizard = "Completed" if record.activated_at is not None else "NotStarted"
    return {
        **extension(call, record),
        "setupWizardState": call.state.wizards.get(record.ref, wizard),
        "account": {"id": call.account_id, "uri": _uri(call, "")},
        "regionalSettings": _regional(record.profile.account.locale),
    }


def operator(call: PlatformCall) -> JsonObject:
    """The operator's own extension, with the features that are told of no other."""
    sso = call.state.single_sign_on
    password: JsonObject = {"featureName": "PasswordAuth", "enabled": not sso}
    if sso:
        password["reason"] = "AccountLimitation"
    return {
        "id": int(OPERATOR.id),
        "uri": _uri(call, f"extension/{OPERATOR.id}"),
        "extensionNumber": OPERATOR.number,
        "name": f"{OPERATOR.first_name} {OPERATOR.last_name}",
        "type": "User",
        "status": "Enabled",
        "setupWizardState": "Completed",
        "contact": {
            "firstName": OPERATOR.first_name,
            "lastName": OPERATOR.last_name,
            "email": OPERATOR.email,
        },
        "permissions": {"admin": {"enabled": True}},
        "serviceFeatures": [{"featureName": "Voicemail", "enabled": True}, password],
    }


def account(call: PlatformCall) -> JsonObject:
    """The company's account, version 1."""
    main = call.records[0]
    return {
        "id": int(call.account_id),
        "uri": _uri(call, ""),
        "mainNumber": call.tenant.main_number or "",
        "status": "Confirmed",
        "setupWizardState": "Completed",
        "serviceInfo": {
            "brand": {"id": BRAND_ID, "name": BRAND_NAME},
            "servicePlan": {"id": "1", "name": "Unify Office", "edition": call.tenant.edition},
        },
        "regionalSettings": _regional(main.profile.account.locale),
    }


def company(call: PlatformCall) -> JsonObject:
    """The company's account, version 2."""
    main = call.records[0].profile.account
    told: JsonObject = {
        "id": call.account_id,
        "companyName": call.tenant.company,
        "status": "Confirmed",
        "serviceInfo": {
            "package": {"id": "1", "version": "1"},
            "brand": {"id": BRAND_ID, "name": BRAND_NAME},
        },
        "contactInfo": {
            "id": call.account_id,
            "firstName": main.first_name,
            "lastName": main.last_name,
            "email": main.email,
            "contactPhone": main.direct_number or call.tenant.main_number or "",
            "extensionNumber": main.extension or "",
        },
    }
    if call.tenant.main_number is not None:
        told["mainNumber"] = call.tenant.main_number
    return told


def numbers(call: PlatformCall, record: Record) -> list[JsonObject]:
    """The numbers an extension may use, those of the company among them."""
    account = record.profile.account
    listed = (
        ("MainCompanyNumber", account.main_number, "VoiceFax"),
        ("CompanyFaxNumber", account.main_fax_number, "FaxOnly"),
        ("DirectNumber", account.direct_number, "VoiceFax"),
    )
    return [
        {
            "id": int(record.account_id) * 10 + index,
            "uri": _uri(call, f"phone-number/{record.account_id}{index}"),
            "phoneNumber": number,
            "usageType": usage,
            "type": kind,
            "status": "Normal",
            "paymentType": "Local",
            "primary": usage == "MainCompanyNumber",
        }
        for index, (usage, number, kind) in enumerate(listed)
        if number is not None
    ]


def page(call: PlatformCall, path: str, records: list[JsonObject]) -> JsonObject:
    """One page of a list, as it was asked for."""
    number = _positive(call.query.get("page"), 1)
    size = _positive(call.query.get("perPage"), PER_PAGE)
    start, last = (number - 1) * size, max(1, -(-len(records) // size))
    shown = records[start : start + size]
    paging: JsonObject = {
        "page": number,
        "perPage": size,
        "totalPages": last,
        "totalElements": len(records),
    }
    if shown:
        paging |= {"pageStart": start, "pageEnd": start + len(shown) - 1}
    return {
        "uri": _uri(call, path),
        "records": shown,
        "navigation": {
            "firstPage": {"uri": _uri(call, f"{path}?page=1&perPage={size}")},
            "lastPage": {"uri": _uri(call, f"{path}?page={last}&perPage={size}")},
        },
        "paging": paging,
    }


def stamp(time: datetime) -> str:
    """A time as the platform writes it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _regional(locale: str) -> JsonObject:
    return {"language": {"id": "1031" if locale == "de-DE" else "2057", "localeCode": locale}}


def _uri(call: PlatformCall, path: str) -> str:
    return f"{call.context.settings.origin}/restapi/v1.0/account/{call.account_id}/{path}".rstrip(
        "/"
    )


def _positive(text: str | None, otherwise: int) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        return otherwise
    return max(1, min(int(text[:6]), 1000))
