"""A page as its layout sees it, as a drawing."""
