"""Accounts, links and secrets as they are stored.

Others import `models` (what an account is), `store` (where accounts are kept), `bearer`, `hashing`,
and to open a mock's state, `database`.
"""

__all__ = ["bearer", "database", "hashing", "models", "store"]
