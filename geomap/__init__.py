"""geomap: what news articles claim to have happened where, when and according to whom; offline."""

__version__ = "0.1.0"
