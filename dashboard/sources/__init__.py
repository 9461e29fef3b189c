"""An export file becomes raw rows: opened with care, recognised, read as its format says."""
