"""The places of the journey."""

from typing import Literal

Place = Literal["account", "password", "pin", "security_question", "workspace", "review"]
"""Where a person can be between the look at the link and the commit."""
