"""The journey as an append-only dialogue, for screen readers, braille lines and serial consoles.

Lines are written one after another: no cursor is moved, nothing is drawn over, no colour or box
carries a meaning. What is typed is never echoed; a choice is read back in words.

`console` is the terminal, `prompts` the kinds of questions, `steps` what is chosen, `dialogue` the
way of one account, `renderer` all accounts and the end, `stopping` Ctrl+Z and the way back.
"""

__all__ = ["console", "renderer", "stopping"]
