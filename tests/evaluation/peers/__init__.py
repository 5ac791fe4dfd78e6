"""Other programs: those that read text out of a PDF, and those that clean text. What is not installed is left out."""
