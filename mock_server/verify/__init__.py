"""Verifying a backend: does whoever answers the contract keep what it says?

It knows nothing of the mock server: it speaks HTTP, and judges by the models, rules and problems
that both ends share. `check` says what a check is, `checks` holds them all as data, by subject; `links` says where links come
from, `plan` what a run will do, `run` does it, and `report` tells.
"""

__all__ = ["check", "checks", "links", "plan", "report", "run"]
