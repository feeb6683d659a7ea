"""Run the command line as ``python -m geomap``."""

from geomap.cli import main

if __name__ == "__main__":  # processes of several workers import it under another name
    main()
