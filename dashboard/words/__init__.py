"""Words: what turns answers into sentences, for the command, the pages and whatever else tells."""
