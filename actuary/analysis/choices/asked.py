"""What is worked out from a few rules of a law is kept until one of those rules is another."""

from __future__ import annotations

from typing import Any, cast

from actuary.basis.provision import Provision, provided
from actuary.basis.provision.factors import Factors
from actuary.law import Law


class _Asked:
    """A law that remembers which of its rules are asked for."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self.rules: set[str] = set()

    def __getattr__(self, rule: str) -> Any:
        self.rules.add(rule)
        return getattr(self._law, rule)


class Kept:
    """What one law after another makes of care; where every rule that the last one was asked for is the same, so is that."""

    def __init__(self, provision: Provision) -> None:
        self.provision = provision
        self.rules: tuple[str, ...] = ()
        self.values: tuple[bytes, ...] | None = None
        self.found: Factors

    def provided(self, law: Law) -> Factors:
        """As `provided` of the basis says it."""
        if self.values is None or self.values != _values(law, self.rules):
            asked = _Asked(law)
            self.found = provided(cast(Law, asked), self.provision)
            self.rules = tuple(sorted(asked.rules))
            self.values = _values(law, self.rules)
        return self.found


def _values(law: Law, rules: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(getattr(law, rule).tobytes() for rule in rules)
