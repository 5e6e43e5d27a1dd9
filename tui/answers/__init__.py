"""The journey without questions: an answers file says what is chosen.

`file` is the form of such a file, `reading` gets one out of TOML, `secret_sources` follows its
references to secrets, `filling` hands the answers to a flow, `written` keeps what was generated,
`renderer` goes the way of all accounts.
"""

__all__ = ["errors", "parser", "renderer", "secret_sources"]
