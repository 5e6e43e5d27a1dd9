"""A terminal driver for Textual that sends only what changed on the screen.

Textual draws a region anew when anything in it changes: about a kilobyte for a key press. Behind
this driver stands a grid of what the terminal shows; a frame is written into it, and what goes out
is the difference, as short as terminals of the xterm family understand it. While the line takes
nothing, no frame is prepared; then the latest one goes, not all those between.

`style` is how a character looks, `grid` what is drawn, `diff` the way from one picture to the next,
`output` the bytes on their way out. `sequences` is what terminals send, `reader` makes `pieces`
of bytes however they are cut, `key_events` events of those; `driver` is what Textual sees.
"""

from tui.app.driver.driver import LeanDriver

__all__ = ["LeanDriver"]
