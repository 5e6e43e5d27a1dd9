"""The colours, by meaning."""

from textual.theme import Theme

DARK = Theme(
    name="activate-dark",
    dark=True,
    primary="#ff5fb0",
    secondary="#7fb4ff",
    accent="#ff86c4",
    foreground="#e9ecf2",
    background="#11141b",
    surface="#171b24",
    panel="#222836",
    success="#63d495",
    warning="#f3c552",
    error="#ff8279",
    variables={
        "text-muted": "#a6afbf",
        "text-success": "#63d495",
        "text-warning": "#f3c552",
        "text-error": "#ff8279",
        "border": "#ff86c4",
        "border-blurred": "#4a5468",
        "input-cursor-background": "#e9ecf2",
        "input-cursor-foreground": "#11141b",
        "button-color-foreground": "#11141b",
    },
)

THEMES = (DARK,)
