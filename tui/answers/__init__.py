"""The journey without questions: an answers file says what is chosen.

`schema` is the form of such a file, `parser` gets one out of TOML, `secret_sources` follows its
references to secrets, which lie in `secret_places` or become `generated_files`, `opened_answers` is both together; `apply` hands the answers to a flow,
`account_attempt` goes the way of one account, `renderer` that of all.
"""

__all__ = [
    "errors",
    "opened_answers",
    "parser",
    "renderer",
    "schema",
    "secret_places",
    "secret_sources",
]
