"""Rows out of files: below a header in CSV and TSV, one after another in JSON."""
