"""Words, per language, as TOML with source, licence and examples; `reportedly.lexicons.loader` reads them."""
