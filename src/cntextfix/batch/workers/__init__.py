"""Processes that clean, of which any may die."""
