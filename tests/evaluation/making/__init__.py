"""Makers: text and pages with a known answer."""
