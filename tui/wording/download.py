"""Words for a download: amounts, how it goes on, and what to do when it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from api_client.download import DownloadFailed, DownloadFailureReason, DownloadProgress
from tui.i18n import N_, _, plural
from tui.wording.lists import side_by_side
from tui.wording.times import time_left, time_until

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
    return f"{number}\xa0{_UNITS[power]}"


def how_it_goes(progress: DownloadProgress, speed: float | None, left: float | None) -> str:
    """One line on a moment of a download; `speed` in bytes a second, `left` in seconds."""
    match progress.stage:
        case "connecting":
            return _("Asking the server …")
        case "waiting":
            return _("{why} Trying again {when}.").format(
                why=_(_HICCUPS.get(progress.reason or "unreachable", _BROKE)),
                when=time_until(progress.pause),
            )
        case "checking":
            return _("The download is complete. Checking the file …")
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
        return plural("{n}\xa0second", "{n}\xa0seconds", steps)
    return time_left(timedelta(seconds=seconds + 30))


_BROKE = N_("The connection was lost.")
_HICCUPS: Mapping[DownloadFailureReason, str] = {
    "unreachable": _BROKE,
    "timeout": N_("The server has stopped responding."),
    "server-busy": N_("The server is busy."),
}

_ELSEWHERE = N_("You can also use another folder.")
_RESUME = N_("Check your network or VPN, then continue. The part downloaded so far is kept.")


@dataclass(frozen=True, slots=True)
class FailurePage:
    """Why there is no file, and what to do next; English, to be translated when shown.

    `again` says whether another try can help; `elsewhere` is said where there is another folder,
    and empty where none can help.
    """

    happened: str
    next: str
    again: bool = True
    elsewhere: str = ""


FAILURE_PAGES: Mapping[DownloadFailureReason, FailurePage] = {
    "unsafe-address": FailurePage(
        N_("The download address is not safe. Nothing was downloaded."),
        N_("Get the app from your provider’s download page or work in the web browser."),
        again=False,
    ),
    "unverifiable": FailurePage(
        N_(
            "The server does not state the size or the checksum of the file. Nothing was "
            "downloaded."
        ),
        N_("Go back and download the file with your web browser."),
        again=False,
    ),
    "unreachable": FailurePage(
        N_("The connection was lost. Several new attempts failed."), _RESUME
    ),
    "timeout": FailurePage(
        N_("The server has stopped responding. Several new attempts failed."), _RESUME
    ),
    "tls-untrusted": FailurePage(
        N_("The server’s certificate could not be verified. Nothing was downloaded."),
        N_(
            "Please ask your administrator. For administrators: if you run your own certificate "
            "authority, set SSL_CERT_FILE to its certificate."
        ),
    ),
    "server-busy": FailurePage(
        N_("The server is busy or under maintenance."),
        N_("Wait a little, then continue. The part downloaded so far is kept."),
    ),
    "unsafe-redirect": FailurePage(
        N_("The server refers to an address that is not safe. Nothing was downloaded from there."),
        N_("Please tell your administrator. Meanwhile, you can work in the web browser."),
    ),
    "gone": FailurePage(
        N_("The server does not offer this file, or no longer does."),
        N_("Get the app from your provider’s download page or ask your administrator."),
    ),
    "another-answer": FailurePage(
        N_("Perhaps the sign-in page of your network replied instead of the server."),
        N_("Sign in to your network, then try again."),
    ),
    "changed": FailurePage(
        N_("The file on the server is not the expected one."),
        N_("Try again later. If the problem persists, tell your administrator."),
    ),
    "damaged": FailurePage(
        N_("The downloaded file is damaged or not the expected one. It has been deleted."),
        N_("Try again. If the problem persists, tell your administrator."),
    ),
    "disk-full": FailurePage(
        N_("There is not enough space for the file."),
        N_("Free some space, then continue."),
        elsewhere=_ELSEWHERE,
    ),
    "no-permission": FailurePage(
        N_("You do not have permission to write to this folder."),
        N_("Change the permissions of this folder and try again."),
        elsewhere=_ELSEWHERE,
    ),
    "read-only": FailurePage(
        N_("This folder is on a read-only drive."),
        N_("Make the drive writable and try again."),
        elsewhere=_ELSEWHERE,
    ),
    "folder-missing": FailurePage(
        N_("The download folder does not exist."),
        N_("Create the folder and try again."),
        elsewhere=_ELSEWHERE,
    ),
    "vanished": FailurePage(
        N_("The folder or the partly downloaded file has disappeared in the meantime."),
        N_("Check whether the drive is still connected and try again."),
        elsewhere=_ELSEWHERE,
    ),
    "in-use": FailurePage(
        N_("The same file is being downloaded in another window."),
        N_("Wait until the other download has finished or cancel it. Then try again."),
    ),
    "name-taken": FailurePage(
        N_("The folder contains too many files of this name."),
        N_("Delete or move some of these files and try again."),
        elsewhere=_ELSEWHERE,
    ),
    "disk-error": FailurePage(
        N_("The folder cannot be written to. Its drive reports an error."),
        N_("Check the drive and try again."),
        elsewhere=_ELSEWHERE,
    ),
}


def what_happened(failed: DownloadFailed) -> str:
    """Why there is no file, with what is known beyond the reason."""
    happened = _(FAILURE_PAGES[failed.reason].happened)
    if failed.lacking:
        lacking = _("Another {amount} is needed.").format(amount=amount(failed.lacking))
        return f"{happened} {lacking}"
    if failed.retry_after:
        again = _("You can try again {when}.").format(when=time_until(failed.retry_after))
        return f"{happened} {again}"
    return happened


def what_next(failed: DownloadFailed, *, is_place_left: bool) -> str:
    """What to do; another folder is named only where there is one."""
    page = FAILURE_PAGES[failed.reason]
    return " ".join(
        _(text) for text in (page.next, page.elsewhere if is_place_left else "") if text
    )


def folder_name(folder: Path, home: Path) -> str:
    """A folder as people write it, `~` for their home."""
    if folder == home:
        return "~"
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
