# Every target does the set-up it needs, on a bare Debian 12 or later, as root or with sudo. All that is made lands in build/.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := atlas
.DELETE_ON_ERROR:
.PHONY: atlas test test-long nightly matrix run install lint docs package bench clean setup venv translations

ROOT := $(CURDIR)
BUILD := $(ROOT)/build
STAMPS := $(BUILD)/stamps
VENV := $(BUILD)/venv
SUITES ?= bookworm trixie sid
PROFILE ?= $(HOME)/.local/share/QGIS/QGIS3/profiles/default

# QGIS runs on the system's Python and with profiles of its own, so that neither another Python nor the user's settings reach it.
SYSTEM_ENV := env -u PYTHONHOME PATH=/usr/bin:/bin PYTHONPATH=$(BUILD)/pylibs XDG_RUNTIME_DIR=$(BUILD)/runtime
QGIS_ENV := $(SYSTEM_ENV) QGIS_PLUGINPATH=$(BUILD)/plugins QGIS_CUSTOM_CONFIG_PATH=$(BUILD)/qgis
QGIS_PROCESS := $(QGIS_ENV) QT_QPA_PLATFORM=offscreen timeout 900 qgis_process.bin
PYTHON := $(SYSTEM_ENV) QT_QPA_PLATFORM=offscreen $(VENV)/bin/python

TS := $(ROOT)/resources/i18n/atlas_soins_fr.ts
QM := $(TS:.ts=.qm)

# --- The main job -------------------------------------------------------------------------------------------------------

atlas: setup ## The atlas of the embedded region, as one PDF
	rm -rf $(BUILD)/atlas && mkdir -p $(BUILD)/atlas
	cp data/demo/bretagne.gpkg data/demo/routes.gpkg $(BUILD)/atlas/
	$(QGIS_PROCESS) run atlas_soins:access_times --WORKSPACE=$(BUILD)/atlas/bretagne.gpkg --ROADS=$(BUILD)/atlas/routes.gpkg
	$(QGIS_PROCESS) run atlas_soins:access_times --WORKSPACE=$(BUILD)/atlas/bretagne.gpkg --ROADS=$(BUILD)/atlas/routes.gpkg --ACTIVITY=maternites
	$(QGIS_PROCESS) run atlas_soins:export_atlas --WORKSPACE=$(BUILD)/atlas/bretagne.gpkg --OUTPUT_FOLDER=$(BUILD)/atlas
	@test -s $(BUILD)/atlas/atlas.pdf && echo "The atlas: $(BUILD)/atlas/atlas.pdf"

run: setup ## QGIS Desktop with the plugin on and the embedded region open
	QGIS_ENV="$(QGIS_ENV)" .ci/open-desktop $(BUILD)/screenshot.png

install: setup ## The plugin into the user's own QGIS profile
	$(SYSTEM_ENV) /usr/bin/python3 .ci/package.py --folder "$(PROFILE)/python/plugins/atlas_soins"
	[ ! -d $(BUILD)/pylibs/shapely ] || cp -a $(BUILD)/pylibs/. "$(PROFILE)/python/"
	@said=$$(env -u PYTHONHOME PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen timeout 120 qgis_process.bin plugins enable \
	  atlas_soins 2>&1) || grep -q 'already enabled' <<< "$$said" || { echo "$$said" >&2; exit 1; }
	@echo "Atlas Soins is installed in $(PROFILE). Restart QGIS; the plugin is listed under Plugins > Installed."

# --- Checks -------------------------------------------------------------------------------------------------------------

test: setup $(STAMPS)/venv $(STAMPS)/qt6 ## The tests, but for those that take minutes
	$(PYTHON) -m pytest -n auto --dist loadfile -m "not long"

test-long: setup $(STAMPS)/venv ## The tests that take minutes: real desktop, real data, kills, two processes
	$(PYTHON) -m pytest -n auto --dist loadfile -m long

nightly: setup $(STAMPS)/venv ## What takes long: 20,000 files made wrong on purpose
	ATLAS_FUZZ_CASES=20000 $(PYTHON) -m pytest tests/unit/test_fuzz_readers.py

matrix: ## The tests on Debian 12, 13 and sid, each in a folder of its own; needs root
	.ci/matrix $(BUILD)/matrix $(SUITES)

lint: $(STAMPS)/venv $(STAMPS)/libraries ## Style, import rule, types, security
	$(VENV)/bin/ruff check .
	PYTHONPATH=$(ROOT) $(VENV)/bin/lint-imports --no-cache
	$(PYTHON) -m mypy --explicit-package-bases -p plugin.core
	$(VENV)/bin/bandit -q -r plugin __init__.py
	$(VENV)/bin/flake8 --select=QGS --extend-ignore=QGS105,QGS202 plugin # iface is passed in on purpose; QGS202 goes by method names alone
	$(SYSTEM_ENV) /usr/bin/python3 .ci/package.py --list | xargs -d '\n' $(VENV)/bin/detect-secrets-hook

bench: setup $(STAMPS)/venv ## Timings, into docs/benchmarks.md
	$(PYTHON) tests/benchmarks/run.py $(BENCHES)

docs: $(STAMPS)/venv ## The guide and the developers' pages as a site, into build/docs; a broken link stops it
	$(SYSTEM_ENV) $(VENV)/bin/python -m mkdocs build --strict
	@echo "The documentation: $(BUILD)/docs/index.html"

package: $(STAMPS)/system $(QM) ## The zip for plugins.qgis.org, the same bytes each time
	$(SYSTEM_ENV) /usr/bin/python3 .ci/package.py --zip $(BUILD)/atlas_soins.zip

clean: ## Remove everything that was made
	rm -rf build resources/i18n/*.qm .qgis-settings .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Set-up -------------------------------------------------------------------------------------------------------------

setup: $(STAMPS)/system $(STAMPS)/libraries $(STAMPS)/profile $(QM)
venv: $(STAMPS)/venv

$(STAMPS)/system: .ci/system-packages
	mkdir -p $(STAMPS) && mkdir -p -m 700 $(BUILD)/runtime
	.ci/system-packages
	touch $@

$(STAMPS)/libraries: .ci/python-libraries $(STAMPS)/system
	.ci/python-libraries $(BUILD)/pylibs
	touch $@

$(STAMPS)/venv: .ci/requirements-test.txt $(STAMPS)/system
	/usr/bin/python3 -m venv --system-site-packages $(VENV)
	/usr/bin/python3 -c 'import numpy; print(f"numpy=={numpy.__version__}")' > $(BUILD)/constraints.txt
	$(VENV)/bin/pip install -q --disable-pip-version-check -r .ci/requirements-test.txt -c $(BUILD)/constraints.txt
	touch $@

# Where these wheels cannot be had the test says so and is skipped.
$(STAMPS)/qt6: .ci/requirements-qt6.txt $(STAMPS)/venv
	rm -rf $(BUILD)/qt6
	$(VENV)/bin/pip install -q --disable-pip-version-check --no-deps --target $(BUILD)/qt6 -r $< || rm -rf $(BUILD)/qt6
	touch $@

# The repository itself, linked under the name the plugin has in QGIS, and switched on in a profile of its own.
$(STAMPS)/profile: $(STAMPS)/system metadata.txt
	mkdir -p $(BUILD)/plugins && ln -sfn $(ROOT) $(BUILD)/plugins/atlas_soins
	rm -rf $(BUILD)/qgis
	$(QGIS_PROCESS) plugins enable atlas_soins
	touch $@

$(QM): $(TS) $(STAMPS)/system
	lrelease -silent $< -qm $@

translations: $(STAMPS)/system ## Bring the .ts file up to the literals in the source
	pylupdate5 -noobsolete $$(git ls-files --cached --others --exclude-standard 'plugin/*.py') -ts $(TS)
	sed -i '/<location /d' $(TS)
