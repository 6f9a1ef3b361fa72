"""Builds the embedded region (Bretagne) from open data that package registries hold. Run by ``data/build_demo.py``."""
