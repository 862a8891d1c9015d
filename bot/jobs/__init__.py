"""The core: what a job is and who wants to hear of it. Pure: no I/O, no clock."""
