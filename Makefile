# Everything runs in .venv, which make builds on first use; PYTHON may name another interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
# Tests start geomap some three hundred times, which would compile all of it each time.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
HINT := $(VENV)/geojsonhint/geojsonhint.js

.PHONY: help map test firefox-test qgis-test kill-test fuzz mutation check package format gazetteer gazetteer-check clean
.DEFAULT_GOAL := help

help:
	@echo "make map              install into .venv, map seeds/ and say which files to open"
	@echo "make test             install into .venv and run the tests"
	@echo "make firefox-test     drive the page in Debian's firefox-esr, where that is installed"
	@echo "make qgis-test        open a GeoPackage in QGIS, where that is installed (QGIS_PYTHON, QGIS_PICTURE)"
	@echo "make kill-test        kill runs and exports at twenty moments and look at what they leave"
	@echo "make fuzz             feed spoilt inputs to every reader for FUZZ_SECONDS (300)"
	@echo "make mutation         put small faults into the rules and say what share of them the tests see"
	@echo "make check            what CI runs: format, lint, types, import order, package, tests"
	@echo "make package          build wheel and sdist and check them, and what is declared against what is used"
	@echo "make format           format and mend what the linter can"
	@echo "make gazetteer        rebuild the shipped places from their pinned sources"
	@echo "make gazetteer-check  prove that a rebuild gives the same bytes"

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "geomap needs Python 3.11 or newer; set PYTHON=python3.x" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev --group clients
	@touch $@

# Packed, not installed: the package has itself in one file, and one that it depends on is in no registry.
# Where npm cannot be reached, tests/test_conformance.py skips what needs the file, and the next make tries again.
$(HINT): $(STAMP) Makefile
	@mkdir -p $(@D)
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm pack --silent --fetch-retries=3 --fetch-retry-mintimeout=2000 \
	    --pack-destination $(@D) @mapbox/geojsonhint@3.3.0 >/dev/null && \
	  tar -xzmf $(@D)/mapbox-geojsonhint-3.3.0.tgz -C $(@D) --strip-components 1 || \
	  echo "npm gave no geojsonhint: GeoJSON is tested without it" >&2

map: $(STAMP)
	$(BIN)/geomap run seeds -o maps --no-store
	@echo "in QGIS or another GIS: maps/mentions_points.geojson, maps/mentions_areas.geojson"

test: $(STAMP) $(HINT)
	$(BIN)/python -m pytest -n auto --dist worksteal

firefox-test: $(STAMP)
	GEOMAP_BROWSER=firefox $(BIN)/python -m pytest -m browser -n auto --dist worksteal tests

qgis-test: $(STAMP)
	$(BIN)/python -m pytest -m qgis -n0 -rs tests/test_qgis.py

kill-test: $(STAMP)
	$(BIN)/python -m pytest -m kill -n0

fuzz: $(STAMP)
	$(BIN)/python -m pytest -m fuzz -n0 -rP tests/fuzz

mutation: $(STAMP)
	$(BIN)/python benchmarks/mutation.py --show

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) package
	$(MAKE) test
	$(MAKE) firefox-test
	$(BIN)/python -m pytest -m counts -n auto --dist worksteal

package: $(STAMP)
	rm -rf $(VENV)/dist
	$(BIN)/deptry .
	$(BIN)/python -m hatchling build -d $(VENV)/dist
	$(BIN)/twine check --strict $(VENV)/dist/*
	$(BIN)/check-wheel-contents $(VENV)/dist/*.whl

# Rebuild the shipped places from their pinned sources (fetched into gazetteer/sources/ on first use).
gazetteer: $(STAMP)
	$(BIN)/python gazetteer/polygons.py
	$(BIN)/python gazetteer/ground.py
	$(BIN)/python gazetteer/build.py

gazetteer-check: $(STAMP)
	$(BIN)/python gazetteer/polygons.py --check
	$(BIN)/python gazetteer/ground.py --check
	$(BIN)/python gazetteer/build.py --check

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist
