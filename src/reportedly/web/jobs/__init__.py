"""Work that goes on beside the pages: taking in, linking, exporting, each in a process of its own, one at a time."""
