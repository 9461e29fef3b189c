"""How a format's rows become the fields of a run: mapping files and their rules, applied."""
