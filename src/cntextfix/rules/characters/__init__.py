"""Characters that stand in for others: look-alikes, presentation forms, invisible and unreadable ones."""
