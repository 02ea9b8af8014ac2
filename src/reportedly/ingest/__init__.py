"""Taking in: files, archives, pages and feeds, kept byte for byte before anything is read from them."""
