"""What runs have, declared once: filters, commands, Compare, twins and words read it here."""
