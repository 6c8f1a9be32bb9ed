# Everything starts here: each target sets up what it needs, from a fresh clone, inside the checkout.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
export NO_MKDOCS_2_WARNING := 1   # Material's announcement of its own end, at every build
PYTEST_WORKERS ?= 2

.PHONY: help serve city build engines publish rollback check check-change preview screenshots links test test-again soak audit sbom verify-vendored verify-reproducible verify-prints lint bench bench-pages bench-search bench-words lock lock-links lock-prints clean
help:             ## these lines
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

# The lock first, with every hash verified; then the project itself, which pip cannot hash.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed; set PYTHON=… / Il faut Python 3.11.5 ou plus récent ; indiquez PYTHON=…")'
	@echo "Setting up in $(VENV), once… / Préparation dans $(VENV), une seule fois…"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What only tests, style and audits need: machines that serve or build do without (Playwright has no build for musl).
$(DEV): requirements-dev.lock $(READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

serve: $(READY)   ## read the guide on this machine, reloading as you write
	$(BIN)/mkdocs serve

city: $(READY)    ## make this guide your city’s: asks, writes mkdocs.yml, begins the legal pages, shows it
	@$(BIN)/guide init $(INIT) || [ $$? -eq 1 ]
	@$(BIN)/mkdocs serve $(SERVE)

ENGINE ?= mkdocs
ENGINES := build/engines
ifneq ($(ENGINE),mkdocs)
ENGINE_READY := $(ENGINES)/$(ENGINE)/.ready
export LIVING_GUIDE_ENGINE := $(ENGINE)
export PYTHONPATH := $(CURDIR)/$(ENGINES)/$(ENGINE)
endif
build: $(READY) $(ENGINE_READY)  ## check, then publish into build/site; ENGINE=properdocs tries the other engine
	$(BIN)/guide build

# Engines on trial lie apart: nothing that is published depends on them.
$(ENGINES)/properdocs/.ready: .ci/engines/properdocs.lock $(READY)
	@rm -rf $(@D)
	@PYTHONPATH= $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target $(@D) -r $<
	@touch $@

$(ENGINES)/zensical/.ready: .ci/engines/zensical.lock
	@rm -rf $(@D)
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

engines: $(READY) $(ENGINES)/properdocs/.ready $(ENGINES)/zensical/.ready  ## what the engines to come can do with our pages; renews deploy/ENGINES*.md
	@$(BIN)/python .ci/engines/compare.py

publish: $(READY) ## the same under your city’s name, with PDFs of the guides and of the whole hub (PDF=no: without)
	$(BIN)/guide build $(if $(filter no,$(PDF)),,--pdf) --for-publication

rollback: $(READY)  ## publish the site before this one again
	$(BIN)/guide rollback

check: $(READY)   ## say what is wrong in the pages, and where
	$(BIN)/guide check

SINCE ?= main
FORMAT ?= github
check-change: $(READY)  ## what the change since SINCE touches and breaks, as FORMAT says it
	@$(BIN)/guide check --changed-since "$${SINCE:-$(SINCE)}" --format "$${FORMAT:-$(FORMAT)}" --in-page-language

preview: build    ## the site as files that open by double-click, in build/preview
	$(BIN)/guide offline build/preview

LOOK_AT ?=
screenshots: build $(DEV) ## pictures of the site to look at, in build/screenshots; LOOK_AT="guides/ --whole" for others
	@$(BIN)/python tests/browser/screenshots.py $(LOOK_AT)

LYCHEE := build/lychee
links:            ## ask every web page we cite whether it still answers; report in build/links.md
	@$(PYTHON) -m venv --clear $(LYCHEE)
	@$(LYCHEE)/bin/pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r .ci/links.lock
	@$(LYCHEE)/bin/lychee --config .ci/lychee.toml --output build/links.json docs local || [ $$? -eq 2 ]
	@$(PYTHON) .ci/external_links.py build/links.json build/links.md

PDF_UA := build/pdf-ua
$(PDF_UA)/.ready: .ci/prints.lock
	@$(PYTHON) -m venv --clear $(PDF_UA)
	@$(PDF_UA)/bin/pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r $<
	@touch $@

verify-prints: $(READY) $(PDF_UA)/.ready  ## print every PDF, and hold each to PDF/UA-1 with an independent validator
	$(BIN)/guide build --pdf
	@$(PDF_UA)/bin/python .ci/prints.py build/site/

test: $(DEV)    ## every test there is, in a real browser too
	@CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" && export CHROMIUM && \
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist worksteal

test-again: $(DEV)  ## what failed in the last test run, once more and alone
	@CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" && export CHROMIUM && \
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures none

soak: $(DEV)    ## the long tests: every fault, fuzzing, a server under load (an hour or so)
	@CHROMIUM="$$($(BIN)/python tests/browser/chromium.py)" && export CHROMIUM && \
	$(BIN)/python -m pytest -m soak -n $(PYTEST_WORKERS) --dist worksteal

audit: $(DEV)   ## ask whether a weakness is known in what we depend on
	$(BIN)/python -m supply.audit

sbom: $(DEV)    ## write the bill of materials, build/sbom.cdx.json
	$(BIN)/python -m supply.sbom

verify-vendored: $(READY)  ## compare copied files with their makers' packages
	$(BIN)/python -m supply.vendored

verify-reproducible: $(READY)  ## build twice, as on two machines, and compare
	$(BIN)/python -m supply.reproducible

lint: $(DEV)    ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)   ## how fast, beside the same pages without us
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.translations
	$(BIN)/python -m benchmarks.layer

bench-search: $(DEV)  ## what search finds and costs, beside Material and Pagefind
	$(BIN)/python -m benchmarks.search

bench-pages: build $(DEV)  ## what a first view costs on a phone, and what Lighthouse says (needs nginx and npm)
	PYTHONPATH=tests:tests/deploy:tests/browser $(BIN)/python -m benchmarks.first_view

bench-words: $(READY)  ## how fast words are found, beside textlint
	$(BIN)/python -m benchmarks.words

COMPILE = $(BIN)/python -m piptools compile --quiet --strip-extras --generate-hashes --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header
lock: $(DEV)      ## pin every dependency again, with hashes
	$(COMPILE) --build-deps-for editable --extra takeaway --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock requirements-dev.in

lock-links: $(DEV)  ## pin the program that asks cited pages
	$(COMPILE) --output-file .ci/links.lock .ci/links.in

lock-prints: $(DEV)  ## pin the program that judges PDFs
	$(COMPILE) --output-file .ci/prints.lock .ci/prints.in

clean:            ## remove what was made here
	rm -rf $(VENV) build
