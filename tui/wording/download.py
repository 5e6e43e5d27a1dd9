"""Words for a download: amounts, how it goes on, and what to do when it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from api_client.download import DownloadFailed, DownloadFailureReason, DownloadProgress
from tui.i18n import N_, _, plural
from tui.wording.lists import side_by_side
from tui.wording.times import time_left

_UNITS = ("B", "kB", "MB", "GB", "TB")


def amount(count: float) -> str:
    """Bytes in decimal units, as operating systems count them: `512 B`, `2.1 MB`, `2,1 MB`."""
    power = 0
    while count >= 999.5 and power < len(_UNITS) - 1:
        count, power = count / 1000, power + 1
    if power > 1 and count < 99.95:
        whole, tenths = f"{count:.1f}".split(".")
        number = _("{whole}.{tenths}").format(whole=whole, tenths=tenths)
    else:
        number = f"{count:.0f}"
    return f"{number} {_UNITS[power]}"


def how_it_goes(progress: DownloadProgress, speed: float | None, left: float | None) -> str:
    """One line on a moment of a download; `speed` in bytes a second, `left` in seconds."""
    match progress.stage:
        case "connecting":
            return _("Asking the server …")
        case "waiting":
            seconds = plural("{n} second", "{n} seconds", round(progress.pause))
            return _("{why} Trying again in {time}.").format(
                why=_(_HICCUPS.get(progress.reason or "unreachable", _BROKE)), time=seconds
            )
        case "checking":
            return _("Everything is here. Checking every byte …")
    parts = [_("{done} of {size}").format(done=amount(progress.done), size=amount(progress.size))]
    if speed is not None:
        parts.append(f"{amount(speed)}/s")
    if left is not None:
        parts.append(_("about {time} left").format(time=_short_time(left)))
    return side_by_side(parts)


def _short_time(seconds: float) -> str:
    """Seconds in steps of five, then minutes."""
    steps = max(1, -int(-seconds // 5)) * 5
    if steps < 60:
        return plural("{n} second", "{n} seconds", steps)
    return time_left(timedelta(seconds=seconds + 30))


_BROKE = N_("The connection broke.")
_HICCUPS: Mapping[DownloadFailureReason, str] = {
    "unreachable": _BROKE,
    "timeout": N_("The server fell silent."),
    "server-busy": N_("The server is busy."),
}

_RESUME = N_("Check your network or VPN, then go on. What has arrived is kept.")


@dataclass(frozen=True, slots=True)
class FailurePage:
    """Why there is no file, and what to do next; English, to be translated when shown.

    `again` and `elsewhere` say whether another try, or another folder, can help.
    """

    happened: str
    next: str
    again: bool = True
    elsewhere: bool = False


FAILURE_PAGES: Mapping[DownloadFailureReason, FailurePage] = {
    "unsafe-address": FailurePage(
        N_("The address of the download is not safe, so nothing was fetched from it."),
        N_("Get the app from your provider's download page, or work in the web browser."),
        again=False,
    ),
    "unverifiable": FailurePage(
        N_("The server names no size or no checksum for the file, so it could not be checked."),
        N_("Go back and download it with your browser instead."),
        again=False,
    ),
    "unreachable": FailurePage(
        N_("The connection broke, and several tries did not bring it back."), _RESUME
    ),
    "timeout": FailurePage(N_("The server fell silent, and several tries did not help."), _RESUME),
    "tls-untrusted": FailurePage(
        N_("The server's certificate could not be verified, so nothing was fetched."),
        N_(
            "In a company network with an authority of its own, set SSL_CERT_FILE "
            "to its certificate; else ask your administrator."
        ),
    ),
    "server-busy": FailurePage(
        N_("The server is busy or being maintained."),
        N_("Wait a little, then go on. What has arrived is kept."),
    ),
    "unsafe-redirect": FailurePage(
        N_("The server leads to an address that is not safe; it was not followed."),
        N_("Tell your administrator, and work in the web browser meanwhile."),
    ),
    "gone": FailurePage(
        N_("The server does not hand out this file, or not any more."),
        N_("Get the app from your provider's download page, or ask your administrator."),
    ),
    "another-answer": FailurePage(
        N_("Something else answered, perhaps the sign-in page of your network."),
        N_("Sign in to your network, then try again."),
    ),
    "changed": FailurePage(
        N_("The file on the server is not the one that was announced."),
        N_("Try again later. If it stays like this, tell your administrator."),
    ),
    "damaged": FailurePage(
        N_("What arrived is not the file that was announced, so it was deleted."),
        N_("Try again. If it stays like this, tell your administrator."),
    ),
    "disk-full": FailurePage(
        N_("There is not enough room for the file."),
        N_("Make room, then go on; or use another folder."),
        elsewhere=True,
    ),
    "no-permission": FailurePage(
        N_("You may not write to this folder."),
        N_("Use another folder; or change its permissions, then try again."),
        elsewhere=True,
    ),
    "read-only": FailurePage(
        N_("This folder is on a drive that can only be read."),
        N_("Use another folder."),
        elsewhere=True,
    ),
    "folder-missing": FailurePage(
        N_("This folder does not exist."),
        N_("Create it, then try again; or use another folder."),
        elsewhere=True,
    ),
    "vanished": FailurePage(
        N_("The folder, or what had arrived in it, disappeared meanwhile."),
        N_("Look whether the drive is still connected, then try again; or use another folder."),
        elsewhere=True,
    ),
    "in-use": FailurePage(
        N_("The same file is being downloaded in another window."),
        N_("Wait until it is there, or cancel it there; then try again."),
    ),
    "name-taken": FailurePage(
        N_("The folder holds too many files of this name."),
        N_("Delete or move some of them, then try again; or use another folder."),
        elsewhere=True,
    ),
    "disk-error": FailurePage(
        N_("The folder cannot be written to: its drive reports an error."),
        N_("Use another folder, or check the drive and try again."),
        elsewhere=True,
    ),
}


def what_happened(failed: DownloadFailed) -> str:
    """Why there is no file, with what is known beyond the reason."""
    happened = _(FAILURE_PAGES[failed.reason].happened)
    if failed.lacking:
        lacking = _("{amount} more are needed.").format(amount=amount(failed.lacking))
        return f"{happened} {lacking}"
    if failed.retry_after:
        minutes = time_left(timedelta(seconds=failed.retry_after + 59))
        when = _("It asks to come back in {time}.").format(time=minutes)
        return f"{happened} {when}"
    return happened


def folder_name(folder: Path, home: Path) -> str:
    """A folder as people write it, `~` for their home."""
    if folder == home:
        return "~"
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
