"""Accounts, links and secrets as they are stored.

Others import `models` (what an account is), `store` (where accounts are kept), `hashing`,
`addresses` (when two are the same), `authorization_header` (the bearer token), and to open a mock's state, `database`.
"""

__all__ = ["addresses", "authorization_header", "database", "hashing", "models", "store"]
