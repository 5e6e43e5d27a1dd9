"""Certificates made for a test."""

import subprocess
from pathlib import Path

from tests.programs import needed_program


def make_certificate(folder: Path, *more: str, name: str = "mock") -> tuple[Path, Path]:
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    command = [
        *(needed_program("openssl"), "req", "-x509", "-newkey", "ec", "-noenc"),
        *("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=mock"),
        *("-keyout", str(key), "-out", str(certificate), *more),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
