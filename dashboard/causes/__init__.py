"""Why runs fail, from their own words: what an error text tells, its template, its cause."""
