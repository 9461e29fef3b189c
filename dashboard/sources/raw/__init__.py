"""Raw values and the syntax they stand in: text, JSON, delimited lines, paths, faults."""
