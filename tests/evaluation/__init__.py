"""The yardstick: what cntextfix does is measured here, and every figure of README comes from here.

``python -m evaluation`` from ``tests/`` runs the parts that need nothing but the repository.
"""
