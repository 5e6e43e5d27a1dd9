"""The mails as people get them.

Others import `outbox` (the mails there are), `invitations` (how a person gets a link), `mime` (a
mail as a message) and `plain_text`. `wording` and `letter` make the text of it.
"""

__all__ = ["invitations", "mime", "outbox", "plain_text"]
