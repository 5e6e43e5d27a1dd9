"""The operations of the contract.

`handlers` is the table of them, `call` one request, made of a `request_head` and a `request_body`
with the parts in `context`. `admission`, `representations` and `responses` serve other rooms
too; `commit` and `credential_checks` are this room's own.
"""

__all__ = [
    "admission",
    "call",
    "context",
    "handlers",
    "representations",
    "request_body",
    "request_head",
    "responses",
]
