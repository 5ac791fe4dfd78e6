"""The yardstick: what cntextfix does to text is measured here; README says which of its figures are from here
by marks around them. What it does to PDFs is not measured here yet.

``python -m evaluation`` from ``tests/`` runs the parts that need nothing but the repository.
"""
