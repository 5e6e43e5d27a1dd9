"""The lines that lead through an activation with the mock's usual link."""

from tests.ui.stage import ANSWER, PASSWORD, PIN

ACCOUNT = ["y"]
CHOICES = [PASSWORD, PASSWORD, PIN, PIN, "3", ANSWER, "2"]
ACTIVATE = ["5"]
