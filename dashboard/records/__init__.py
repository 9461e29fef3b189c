"""Raw rows become canonical rows; what cannot be converted becomes a rejected row."""
