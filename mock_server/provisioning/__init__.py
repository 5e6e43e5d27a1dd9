"""Provisioning: from an order to a tenant whose people have mail, as in the product's guide.

`order` says what an order holds, `order_parser` and `users_csv` turn text into a plan or into every
mistake there is (`errors`), `provision` carries plans out, `tenants` keeps what comes of them, and
`demo` is one that is there from the start. `editions`, `numbers`, `allocation` and `accounts` know
the trade; they are this room's own.
"""

__all__ = ["demo", "errors", "order", "order_parser", "provision", "tenants", "users_csv"]
