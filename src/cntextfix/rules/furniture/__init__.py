"""Family furniture: mastheads, folios, date lines: what is on the page and not of any article."""
