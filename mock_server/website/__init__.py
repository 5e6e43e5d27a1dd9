"""The pages a browser finds here: `pages`, and signing in with what was chosen (`sign_in_pages`).

`sign_in_forms` is the table of what can be opened, `context` what that works with.
"""

__all__ = ["context", "pages", "sign_in_forms", "sign_in_pages"]
