"""The yardstick: what cntextfix does to text and PDFs is measured here; README says which of its figures are from here
by marks around them.

``python -m evaluation`` from ``tests/`` runs the parts that need nothing but the repository, in some minutes.
"""
