"""The journey without questions: an answers file says what is chosen.

`schema` is the form of such a file, `parser` gets one out of TOML, `secret_sources` follows its
references to secrets, `apply` hands the answers to a flow, `renderer` goes the way of all accounts.
"""

__all__ = ["errors", "parser", "renderer", "secret_sources"]
