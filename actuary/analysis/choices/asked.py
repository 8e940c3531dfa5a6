"""Which rules of a law are asked for, so that what comes of them need not be worked out again for a law that has the same."""

from __future__ import annotations

from typing import Any

from actuary.law import Law


class Asked:
    """A law that remembers which of its rules are asked for."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self.rules: set[str] = set()

    def __getattr__(self, rule: str) -> Any:
        self.rules.add(rule)
        return getattr(self._law, rule)
