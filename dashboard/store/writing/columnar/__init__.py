"""Runs that stand one a line, read as columns: what is plainly right never goes through Python.

Where a file is of JSON lines or a CSV, and every field is the value of one key (records/lines.py),
DuckDB takes the lines apart, or is given the cells of each record where the bytes tell plainly what
these are (sources/tables/cell_marks.py). For each kind of column SQL says what its value is and in
which spellings that is sure (fields.py, json_lines.py, cells.py). A row is sure if all its values
are; a JSON line only if it has as many members as were found in it, too, which its bytes tell
(sources/tables/line_pieces.py): so none was overlooked, none stands twice. Sure rows go into the
table of runs at once (inserting.py, reading.py). All others are set aside and read again, one by
one, by the exact reader of records/, which remains the one definition of what a row says; what
those few have alone, like times without a zone, is all that can be open about the file. At the end
the runs of which several versions are known come out of the table again, to be folded with those
that were set aside (settling.py, fold.py).
"""
