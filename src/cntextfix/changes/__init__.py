"""What may be done to a document, how it is done, and the record of it."""
