"""Transformation matrices, and the way from a page's own space to the page as displayed."""

from __future__ import annotations

from typing import TypeAlias

from cntextfix.document.geometry import Box

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The matrix that changes nothing, by definition."""
ASCENT = 0.88
"""Em from the baseline to the top of the em box: Chinese fonts have 880 of 1,000 units above it."""
DESCENT = -0.12
"""Em from the baseline to its foot: 120 of 1,000 units below."""


def multiply(one: Matrix, two: Matrix) -> Matrix:
    """First ``one``, then ``two``."""
    a, b, c, d, e, f = one
    k, m, n, p, q, r = two
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def transform(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point, transformed."""
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def area(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The box around a transformed rectangle."""
    points = [transform(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def displayed(box: tuple[float, float, float, float], rotate: int) -> tuple[Matrix, float, float]:
    """The matrix from a page's own space to the page as displayed, and its displayed width and height. ``box`` is the
    part that is shown: left, bottom, right, top; ``rotate`` is in degrees, clockwise."""
    x0, y0, x1, y1 = box
    matrices: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0),
    }  # fmt: skip
    matrix = matrices.get(rotate, (1, 0, 0, 1, -x0, -y0))
    shown = area(matrix, x0, y0, x1, y1)
    return matrix, shown.x1, shown.y1
