"""What every test starts from: an environment that moves no picture, and a German catalogue."""

import os

for _name in [*os.environ]:
    if _name in ("NO_COLOR", "SSLKEYLOGFILE") or _name.startswith("TEXTUAL"):
        del os.environ[_name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"

from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("steady")
