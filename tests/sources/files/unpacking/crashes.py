"""A process that ends as one does in which a library fails."""

import os

os.abort()
