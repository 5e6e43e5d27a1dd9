"""What magic links make.

`catalogue` is the table of scenarios, `model` what one can say; `magic_links` reads a link's name
and makes its account. `people`, `policies` and `questions` are what scenarios name.
"""

__all__ = ["catalogue", "magic_links", "model", "people", "policies"]
