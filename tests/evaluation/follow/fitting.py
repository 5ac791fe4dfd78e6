"""Logistic regression with few words: weights in bits, drawn towards what is known beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from evaluation.follow.known import Case

KNOWN: dict[bool, dict[str, float]] = {
    True: {"closes": 9.0, "leader": -14.0, "rule between": -9.0},
    False: {"closes": 3.0, "inside its column": -5.0, "in, then back": -3.0, "rule between": -9.0},
}
"""What no page here can tell, for it is too seldom, in bits: no paragraph begins with a closing mark, none goes on
behind a leader with a page's number or in the next cell of a table, and at the head of a column an indent begins one.
True: of a row below another."""
LEAST = 3
"""Signs that were heard less often get no weight."""


def fitted(
    cases: Sequence[tuple[Case, float]],
    strict: float,
    known: Mapping[bool, Mapping[str, float]] = KNOWN,
    stay: float | None = None,
) -> dict[bool, dict[str, float]]:
    """The weights of all signs in bits, for rows below (True) and elsewhere (False). Each case has its own weight;
    ``strict`` is how hard weights are drawn to nothing, ``stay`` to what is known beforehand (as hard if not given)."""
    held = strict if stay is None else stay
    return {
        down: _one([(case, w) for case, w in cases if case.down is down], known[down], strict, held) for down in known
    }


def _one(
    cases: Sequence[tuple[Case, float]], known: Mapping[str, float], strict: float, stay: float
) -> dict[str, float]:
    import numpy as np

    heard = Counter(name for case, _ in cases for name in case.signs)
    names = ["always", *sorted({name for name, count in heard.items() if count >= LEAST} | set(known) - {"always"})]
    column = {name: n for n, name in enumerate(names)}
    said = np.zeros((len(cases), len(names)))
    said[:, 0] = 1.0
    for n, (case, _) in enumerate(cases):
        for name, value in case.signs.items():
            if name in column:
                said[n, column[name]] = value
    goes_on = np.array([float(case.goes_on) for case, _ in cases])
    weight = np.array([w for _, w in cases])
    before = np.array([known.get(name, 0.0) * np.log(2) for name in names])
    pull = np.array([stay if name in known else strict for name in names])
    pull[0] = stay if "always" in known else 0.02 * strict
    found = before.copy()
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(said @ found, -30, 30)))
        slope = said.T @ (weight * (chance - goes_on)) + pull * (found - before)
        bend = (said * (weight * chance * (1 - chance) + 1e-9)[:, None]).T @ said + np.diag(pull)
        step = np.clip(np.linalg.solve(bend, slope), -2, 2)
        found -= step
        if abs(step).max() < 1e-4:
            break
    return {name: round(float(value / np.log(2)), 1) for name, value in zip(names, found, strict=True)}


def wrong(weights: dict[bool, dict[str, float]], cases: Sequence[Case]) -> int:
    """How many pairs these weights read wrongly."""
    return sum(
        (weights[case.down]["always"] + sum(weights[case.down].get(n, 0.0) * v for n, v in case.signs.items()) > 0)
        is not case.goes_on
        for case in cases
    )
