"""Where things are in the checkout, for tests that read them."""

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
MAILS = TESTS / "mails"
