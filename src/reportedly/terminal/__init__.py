"""The review queue in a terminal, for servers without a browser."""
