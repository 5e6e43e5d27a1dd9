"""The colours, by meaning: dark and light, in full colour, in sixteen colours, and in none.

The themes of sixteen colours are made of the very colours of that palette (as Rich maps to them),
so that nothing is approximated; that without colours knows plain and reversed only. A test reckons
the contrast of everything drawn in each of them (WCAG 2.2, 1.4.3: at least 4.5 to 1).
"""

from collections.abc import Mapping

from textual.theme import Theme

from tui.terminal.background import recognised_theme
from tui.terminal.theme_choice import ThemeChoice


def _theme(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    text: str,
    muted: str,
    accent: str,
    good: str,
    warning: str,
    error: str,
    frame: str,
    mark: str,
    focus: str,
    on_focus: str,
) -> Theme:
    """A theme by meaning.

    Args:
        name: what it is called.
        dark: whether the background is darker than the text.
        background: behind everything.
        surface: behind questions.
        panel: behind the first line, the last line and the buttons.
        text: what is read first.
        muted: what is read second.
        accent: where one is, keys, and the frame that has the focus.
        good: what is met or done.
        warning: what to look at.
        error: what is broken.
        frame: a frame without the focus.
        mark: behind the entry of a list that Enter would choose.
        focus: behind the button that Enter would press, and the cursor.
        on_focus: text on it.
    """
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        foreground=text,
        background=background,
        surface=surface,
        panel=panel,
        success=good,
        warning=warning,
        error=error,
        variables={
            "text-muted": muted,
            "text-disabled": muted,
            "text-success": good,
            "text-warning": warning,
            "text-error": error,
            "border": accent,
            "border-blurred": frame,
            "mark": mark,
            "focus": focus,
            "on-focus": on_focus,
            "input-cursor-background": text,
            "input-cursor-foreground": background,
            "input-selection-background": focus,
            "input-selection-foreground": on_focus,
            "button-color-foreground": on_focus,
            "scrollbar": frame,
            "scrollbar-hover": frame,
            "scrollbar-active": accent,
            "scrollbar-background": panel,
            "scrollbar-background-hover": panel,
            "scrollbar-background-active": panel,
        },
    )


DARK = _theme(
    "activate-dark",
    dark=True,
    background="#11141b",
    surface="#171b24",
    panel="#222836",
    text="#e9ecf2",
    muted="#a6afbf",
    accent="#ff86c4",
    good="#63d495",
    warning="#f3c552",
    error="#ff8279",
    frame="#4a5468",
    mark="#32353f",
    focus="#ff86c4",
    on_focus="#11141b",
)

LIGHT = _theme(
    "activate-light",
    dark=False,
    background="#fcfcfe",
    surface="#f2f4f8",
    panel="#e4e8ef",
    text="#1b2030",
    muted="#4b5465",
    accent="#a3125f",
    good="#0a6232",
    warning="#704600",
    error="#a81c17",
    frame="#8a93a5",
    mark="#d3daea",
    focus="#a3125f",
    on_focus="#ffffff",
)

DARK_16 = _theme(
    "activate-dark-16",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#0000aa",
    text="#ffffff",
    muted="#aaaaaa",
    accent="#55ffff",
    good="#55ff55",
    warning="#ffff55",
    error="#ff5555",
    frame="#aaaaaa",
    mark="#0000aa",
    focus="#55ffff",
    on_focus="#000000",
)

LIGHT_16 = _theme(
    "activate-light-16",
    dark=False,
    background="#ffffff",
    surface="#ffffff",
    panel="#aaaaaa",
    text="#000000",
    muted="#000000",
    accent="#0000aa",
    good="#000000",
    warning="#aa0000",
    error="#aa0000",
    frame="#555555",
    mark="#55ffff",
    focus="#0000aa",
    on_focus="#ffffff",
)

COLOURLESS = _theme(
    "activate-colourless",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#000000",
    text="#ffffff",
    muted="#ffffff",
    accent="#ffffff",
    good="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    frame="#ffffff",
    mark="#ffffff",
    focus="#ffffff",
    on_focus="#000000",
)

THEMES = (DARK, LIGHT, DARK_16, LIGHT_16, COLOURLESS)

_OTHER = {
    DARK.name: LIGHT,
    LIGHT.name: DARK,
    DARK_16.name: LIGHT_16,
    LIGHT_16.name: DARK_16,
}


def theme_for(
    environment: Mapping[str, str], colours: int | None, wanted: ThemeChoice = "auto"
) -> Theme:
    """The theme a terminal begins with.

    Args:
        environment: NO_COLOR (no-color.org), and what tells of a light background.
        colours: how many the terminal has; None when it has none.
        wanted: dark or light, whatever the environment says; else `auto`.
    """
    if environment.get("NO_COLOR") or colours is None:
        return COLOURLESS
    is_light = (recognised_theme(environment) if wanted == "auto" else wanted) == "light"
    if colours <= 16:
        return LIGHT_16 if is_light else DARK_16
    return LIGHT if is_light else DARK


def other_theme(name: str) -> Theme | None:
    """The light one for a dark one and the other way round; None where there are no colours."""
    return _OTHER.get(name)
