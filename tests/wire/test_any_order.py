"""Any order at all: the whole of it is applied, or nothing."""

from typing import Any

import httpx
from hypothesis import given
from hypothesis import strategies as st

from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.wire.asking import Asker
from tests.wire.orders import an_order, everything, person

_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.text(max_size=8),
    st.sampled_from(["premium", "de", "+498999998001", "200", "ada@muster.example", "phone"]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
)
_members = ["company", "edition", "language", "numbers", "fax", "main_user", "users", "other"]
_seats = ["first_name", "last_name", "email", "extension", "direct", "licence", "other"]
_seat = st.builds(
    lambda name, changes: {**person(name), **changes},
    st.sampled_from(["ada", "bob", "cem"]),
    st.dictionaries(st.sampled_from(_seats), _values, max_size=2),
)
_orders = st.builds(
    lambda users, changes: {**an_order(users=users), **changes},
    st.lists(_seat, max_size=3),
    st.dictionaries(st.sampled_from(_members), _values, max_size=2),
)


@given(order=_orders)
async def test_whatever_is_ordered_either_all_or_nothing_of_it_is_applied(
    order: dict[str, Any],
) -> None:
    service = MockService.in_memory()
    try:
        transport = httpx.ASGITransport(create_app(service))
        async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
            before = everything(service)
            answer = await client.post("/_mock/orders", json=order)
            if answer.status_code == 400:
                assert answer.json()["errors"]
                assert everything(service) == before
                return
            assert answer.status_code == 201
            accounts = answer.json()["accounts"]
            assert len(accounts) == 1 + len(order.get("users", ()))
            for member in ("account_id", "email", "extension", "direct_number", "link"):
                assert len({account[member] for account in accounts}) == len(accounts)
            for account in accounts:
                looked = await Asker(client)("look", account["link"])
                assert looked.json()["account"]["email"] == account["email"]
    finally:
        service.close()
