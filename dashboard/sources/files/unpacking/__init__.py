"""Taking off what an export is wrapped in, so that readers only ever meet files of plain text.

The file is unpacked in a process of its own with limits of memory, time and size, into a private
folder that is removed afterwards. What comes out are CSV, NDJSON and JSON files, each with the name
by which the person knows it.
"""
