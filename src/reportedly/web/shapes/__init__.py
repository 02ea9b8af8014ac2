"""One file per area: what goes over the wire. The descriptions are the documentation of the API."""
