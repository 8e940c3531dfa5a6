"""What the law makes of care is worked out again when, and only when, a rule that it was asked for moves."""

import numpy as np

from actuary.analysis.choices.asked import Kept
from actuary.basis.provision import provided
from actuary.enactment import law_of
from actuary.levers import lever, lever_names
from actuary.text import parse, plain
from tests.runs import ran


def test_every_lever_after_every_other_is_answered_as_if_it_were_the_first() -> None:
    base = ran("meishan", "to=2029")
    kept, law = Kept(base.basis.provision), base.law
    for name in (*lever_names(), *reversed(lever_names())):
        written = lever(name).fields.model_validate(plain(parse(lever(name).example.written, f"{name}.yaml")))
        pulled = lever(name).apply(law, written, base.calendar)
        wanted = provided(pulled, base.basis.provision)
        assert all(np.array_equal(a, b) for a, b in zip(kept.provided(pulled), wanted, strict=True)), name


def test_what_does_not_move_care_is_not_worked_out_again() -> None:
    base = ran("meishan", "to=2029")
    kept = Kept(base.basis.provision)
    found = kept.provided(base.law)
    scenario = ran("meishan", "to=2029", "levers.contribution_rate.employer.2027=7 %").scenario
    assert kept.provided(law_of(scenario)[0]) is found
    other = ran("meishan", "to=2029", "levers.resident_benefits.ratio.outpatient.2027=70 %").scenario
    assert "resident_ratio" in kept.rules
    assert kept.provided(law_of(other)[0]) is not found
