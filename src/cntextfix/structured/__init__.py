"""Text that is no prose: records, tables, markup and program code, told by the text alone."""
