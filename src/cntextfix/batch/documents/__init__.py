"""A job done: documents, records and tables in, cleaned ones out."""
