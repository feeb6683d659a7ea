"""The whole command line, for tests that call it within their process."""

from geomap.cli.app import app_of

app = app_of()
