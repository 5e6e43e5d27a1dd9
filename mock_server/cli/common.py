"""How a command ends that cannot be carried out."""

FAILURE, USAGE_ERROR, UNREACHABLE = 1, 2, 5


class Refused(Exception):
    """The command cannot be carried out; the text says why, in one line for each reason."""

    def __init__(self, *reasons: str, code: int = USAGE_ERROR) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons
        self.code = code
