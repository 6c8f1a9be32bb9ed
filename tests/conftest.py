"""Options of the tests."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
"""On a busy machine a clock says nothing of the code: a property is held to what is true, not to how soon."""

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell that starts us in the background has Ctrl+C ignored, and whatever we start would inherit that."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="rewrite the expectations of tests/cases from what the command says now, and fail",
    )
