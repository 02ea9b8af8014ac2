"""Reading many reports: on the cores of one machine, or over a cluster, in processes that may die."""
