"""The desktop apps the mock hands out: bytes that look like nothing and are always the same."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """A file under `/downloads/`: for which platform, how many bytes, and their SHA-256."""

    name: str
    platform: str
    size: int
    sha256: str

    def content(self) -> bytes:
        """The bytes, made on the spot."""
        return hashlib.shake_128(self.name.encode()).digest(self.size)


DOWNLOADS: tuple[Download, ...] = (
    Download(
        "UnifyOffice-x64.exe",
        "windows",
        2_097_152,
        "005a238b74aabd8d9c3339dd1c5c16708f2cec8f46ca5b86618f5012e73414a5",
    ),
    Download(
        "UnifyOffice.dmg",
        "macos",
        1_966_080,
        "ee34d735ec756d4f281add1edb7f8e816092de53bfc20d6cddbb530d724e6d3e",
    ),
)
