"""Stage 7: what is written. Each module writes one kind of file; folium stays in ``files.folium_shell``."""
