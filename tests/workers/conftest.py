"""The place of the runner's tests, for runs with real child processes."""

from tests.run.conftest import place

__all__ = ["place"]
