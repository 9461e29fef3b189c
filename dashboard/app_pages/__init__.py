"""One thin script a page: title, slots, load, empty?, draw."""
