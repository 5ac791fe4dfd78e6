"""Fits the weights of ``layout/follow``: on pages whose paragraphs are known, and on rows that are set here."""
