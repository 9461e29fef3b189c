"""From what a person names to files of plain text: found, unpacked, known again."""
