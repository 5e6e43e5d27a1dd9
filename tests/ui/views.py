"""In which window and language a test looks at a screen.

Without a mark that is German in 80×24: the longer texts in the smaller window, where a picture
breaks first. The main state of each screen is pictured in every view.
"""

from itertools import product

import pytest

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
LANGUAGES = ("de", "en")

every_view = pytest.mark.parametrize(
    ("size", "language"),
    [
        pytest.param(SIZES[size], language, id=f"{size}-{language}")
        for size, language in product(SIZES, LANGUAGES)
    ],
    indirect=True,
)
"""Run the test in both languages and both sizes."""

both_languages = pytest.mark.parametrize("language", LANGUAGES, indirect=True)
"""Run the test in both languages."""
