"""Review the runs of AI workers."""

import os

# No matrix here has more than a few rows. Over those the threads of OpenBLAS, which numpy and scipy
# start as they are imported, only wait for each other: a verdict took seven times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
