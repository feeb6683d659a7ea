"""Stage 6: records as layers of points and areas for maps and GIS tools."""
