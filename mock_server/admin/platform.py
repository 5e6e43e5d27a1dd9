"""The emulated platform as testers find it and set it."""

from dataclasses import fields
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from mock_server.admin.models import PlatformReading, TesterRequest
from mock_server.admin.request import AdminRequest
from mock_server.provisioning.tenants import Tenants
from mock_server.ringcentral import TOKEN_REFUSALS
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, PlatformState, Shape, jwt_of


def _known_refusal(code: str) -> str:
    if code not in TOKEN_REFUSALS:
        raise PydanticCustomError("token_refusal", "an unknown code")
    return code


TokenRefusal = Annotated[
    str, AfterValidator(_known_refusal), Field(json_schema_extra={"enum": list(TOKEN_REFUSALS)})
]


class PlatformChange(TesterRequest):
    """What is to be different; what is left out stays, and a `token_refusal` that is null ends.

    `status`, `without_password` and `without_pin` are one account's.
    """

    in_maintenance: bool | None = None
    has_credentials: bool | None = None
    single_sign_on: bool | None = None
    needs_password: bool | None = None
    error_shape: Shape | None = None
    token_refusal: TokenRefusal | None = None
    status: Literal["Enabled", "Disabled", "Frozen", "NotActivated", "Unassigned"] | None = None
    without_password: bool | None = None
    without_pin: bool | None = None


OF_ONE_ACCOUNT = ("status", "without_password", "without_pin")


async def platform(request: AdminRequest) -> PlatformReading:
    """How the platform is today, and what an operator of each tenant sets in their environment."""
    context = request.context
    state = context.platform
    return PlatformReading(
        in_maintenance=state.in_maintenance,
        has_credentials=state.has_credentials,
        single_sign_on=state.single_sign_on,
        needs_password=state.needs_password,
        error_shape=state.error_shape,
        token_refusal=state.token_refusal,
        statuses=state.statuses,
        without_password=sorted(state.without_password),
        without_pin=sorted(state.without_pin),
        operators={
            tenant.id: {
                "RC_SERVER_URL": context.settings.origin,
                "RC_APP_CLIENT_ID": CLIENT_ID,
                "RC_APP_CLIENT_SECRET": CLIENT_SECRET,
                "RC_USER_JWT": jwt_of(tenant.id),
            }
            for tenant in Tenants(context.store.db).all()
        },
    )


async def change_platform(request: AdminRequest) -> PlatformReading:
    """Let the platform be otherwise: in maintenance, with single sign-on, with other errors."""
    change, ref, state = (
        await request.body(PlatformChange),
        request.named_ref(),
        request.context.platform,
    )
    changed = change.model_dump(exclude_none=True)
    if ref is None and any(name in changed for name in OF_ONE_ACCOUNT):
        raise request.refused(("account", "required"))
    for name, value in changed.items():
        if name not in OF_ONE_ACCOUNT:
            setattr(state, name, value)
    if "token_refusal" in change.model_fields_set:
        state.token_refusal = change.token_refusal
    if ref is not None:
        _change_account(state, ref, change)
    return await platform(request)


def _change_account(state: PlatformState, ref: str, change: PlatformChange) -> None:
    if change.status is not None:
        state.statuses[ref] = change.status
    for chosen, those in (
        (change.without_password, state.without_password),
        (change.without_pin, state.without_pin),
    ):
        if chosen is not None:
            (those.add if chosen else those.discard)(ref)


async def reset_platform(request: AdminRequest) -> PlatformReading:
    """As at the start again: no maintenance, no limit used up, no token."""
    forget_platform(request.context.platform)
    return await platform(request)


def forget_platform(state: PlatformState) -> None:
    """Let everything be as at the start."""
    fresh = PlatformState()
    for member in fields(PlatformState):
        setattr(state, member.name, getattr(fresh, member.name))
