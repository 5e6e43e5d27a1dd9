"""The real platform, asked through its public interface with an operator's rights.

Nothing in that interface accepts an activation link, and a user who is not activated cannot sign
in. So an operator activates another person's extension; the mail only says whose.
"""
