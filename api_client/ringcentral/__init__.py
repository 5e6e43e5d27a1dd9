"""The real platform, asked through its public interface with an operator's rights.

Nothing in that interface accepts an activation link, and a user who is not activated cannot sign
in. So an operator activates another person's extension; the mail only says whose.

`credentials` prove the operator, `client` asks in their name, `backend` activates one extension,
`invitees` and `readiness` tell what an operator wants to know before. All people of one run share
a `session`. `error_body` is what the platform says of an error. `operations` is the table
that the mock server emulates, `problems` are what can go wrong, `records` what it tells.
"""

__all__ = [
    "backend",
    "client",
    "credentials",
    "error_body",
    "invitees",
    "operations",
    "problems",
    "readiness",
    "records",
    "session",
]
