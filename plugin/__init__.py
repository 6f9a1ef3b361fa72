"""Atlas Soins: the rooms of the plugin. See docs/architecture.md."""
