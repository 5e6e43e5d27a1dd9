"""What the system tells of any process in one line (proc(5), `/proc/pid/stat`)."""

from pathlib import Path


def stat_fields(pid: int) -> list[str]:
    """The fields behind the process's name, which may hold anything: its state is the first."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1")
    return stat.rpartition(")")[2].split()
