"""The emulated platform as testers find it and set it."""

from dataclasses import fields
from typing import Literal

from mock_server.admin.models import PlatformReading, TesterRequest
from mock_server.admin.request import AdminRequest
from mock_server.provisioning.tenants import Tenants
from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, PlatformState, Shape, jwt_of


class PlatformChange(TesterRequest):
    """What is to be different; what is left out stays. A `status` is one account's."""

    in_maintenance: bool | None = None
    has_credentials: bool | None = None
    single_sign_on: bool | None = None
    error_shape: Shape | None = None
    token_refusal: str | None = None
    status: Literal["Enabled", "Disabled", "Frozen", "NotActivated", "Unassigned"] | None = None


async def platform(request: AdminRequest) -> PlatformReading:
    """How the platform is today, and what an operator of each tenant sets in their environment."""
    context = request.context
    state = context.platform
    return PlatformReading(
        in_maintenance=state.in_maintenance,
        has_credentials=state.has_credentials,
        single_sign_on=state.single_sign_on,
        error_shape=state.error_shape,
        statuses=state.statuses,
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
    if change.status is not None and ref is None:
        raise request.refused(("account", "required"))
    for name, value in change.model_dump(exclude_none=True, exclude={"status"}).items():
        setattr(state, name, value)
    if change.status is not None and ref is not None:
        state.statuses[ref] = change.status
    return await platform(request)


async def reset_platform(request: AdminRequest) -> PlatformReading:
    """As at the start again: no maintenance, no limit used up, no token."""
    forget_platform(request.context.platform)
    return await platform(request)


def forget_platform(state: PlatformState) -> None:
    """Let everything be as at the start."""
    fresh = PlatformState()
    for member in fields(PlatformState):
        setattr(state, member.name, getattr(fresh, member.name))
