"""The version of the project: the one place where it stands, read by the build too."""

VERSION = "0.2.0"
