"""A Report gains tokens, mentions and entities here. The only place where a parser or model library is imported."""
