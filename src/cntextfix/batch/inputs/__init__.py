"""What there is to be done: files, archives and their members as jobs, in a fixed order."""
