"""Parts: each measures one thing and gives its figures."""
