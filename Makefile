# The front door: `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help html pdf latexpdf tex-packages test check lint live linkcheck new import import-score reimport-score bench bench-search bench-pdf addresses lock clean
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BUILD ?= _build
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11; do \
  if $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$one; break; fi; done)
SIZES ?= 10 100
# real transcripts in many formats, where they are present
CORPUS ?= ../shared/corpus

run = PYTHONPATH=src "$(VENV)/bin/python"
# what LuaLaTeX needs, as packages of Debian
tex = texlive-luatex texlive-latex-recommended texlive-latex-extra texlive-fonts-recommended latexmk fonts-texgyre fonts-noto-cjk \
  fonts-noto-color-emoji fonts-dejavu-core
sphinx = -n -W --keep-going -j auto

empty :=
comma := ,
space := $(empty) $(empty)
# what knows no Sphinx; every line and branch of it is tested
pure = $(subst $(space),$(comma),$(patsubst %,src/onrecord/%.py,model text pieces match nearest shelf hints \
  check markup frontmatter metadata attributes transcript apparatus typography \
  align/aligner align/gaps align/likeness align/records align/resolve align/votes))

# install LOCK: make the environment if need be and install exactly what a lock file names
define install
@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; none was found. Name one: make $(MAKECMDGOALS) PYTHON=..." >&2; exit 1; }
@if command -v uv >/dev/null 2>&1; then \
  echo "Installing $(1) into $(VENV) with uv ..."; \
  { test -x "$(VENV)/bin/python" || uv venv -q --seed --python "$(PYTHON)" "$(VENV)"; } && \
  uv pip install -q --python "$(VENV)/bin/python" --compile-bytecode --require-hashes -r $(1); \
else \
  echo "Installing $(1) into $(VENV) with pip (half a minute, once) ..."; \
  { test -x "$(VENV)/bin/python" || "$(PYTHON)" -m venv "$(VENV)" || { echo "Python's venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }; } && \
  "$(VENV)/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r $(1); \
fi
@touch "$@"
endef

$(VENV)/site.done: requirements/site.txt
	$(call install,$<)

$(VENV)/book.done: requirements/book.txt
	$(call install,$<)

$(VENV)/test.done: requirements/test.txt
	$(call install,$<)

$(VENV)/dev.done: requirements/dev.txt
	$(call install,$<)

help: ## list the targets
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16

html: $(VENV)/site.done ## build the site into _build/html
	@$(run) -m onrecord.site . "$(BUILD)/html" -- -q $(sphinx)

pdf: $(VENV)/book.done ## set the book, a PDF for print and screen, in _build/pdf
	@$(run) -m sphinx -b book -q $(sphinx) -d "$(BUILD)/.book" . "$(BUILD)/pdf" && \
	  for one in "$(BUILD)"/pdf/*.pdf; do echo "The book is $$one."; done

latexpdf: $(VENV)/site.done ## the book by LaTeX, the usual road, where LuaLaTeX is installed
	@command -v lualatex >/dev/null 2>&1 || { echo "LuaLaTeX is not installed; on Debian: apt-get install --no-install-recommends" \
	  "$(tex)" >&2; exit 1; }
	@$(run) -m sphinx -b latex -q $(sphinx) -d "$(BUILD)/.check" . "$(BUILD)/latex" && \
	  $(MAKE) -C "$(BUILD)/latex" LATEXMKOPTS="-interaction=nonstopmode -halt-on-error -quiet" >"$(BUILD)/latex/make.log" 2>&1 || \
	  { tail -n 20 "$(BUILD)/latex/make.log"; exit 1; }
	@echo "The book is in $(BUILD)/latex."

tex-packages:
	@echo $(tex)

test: $(VENV)/test.done ## run the tests (FAST=1 leaves out the slow ones)
	@$(run) -m pytest -q $(if $(FAST),-m "not slow",--cov --cov-report=) $(ARGS)
	@$(if $(FAST)$(ARGS),,$(run) -m coverage report && \
	  $(run) -m coverage report --include="$(pure)" --fail-under=100 >/dev/null && echo "The pure modules are covered whole.")

check: $(VENV)/site.done ## check quotations and claims, and write no pages
	@$(run) -m sphinx -b quotes -q $(sphinx) -d "$(BUILD)/.check" . "$(BUILD)/quotes"; \
	  code=$$?; tail -n 3 "$(BUILD)/quotes/report.txt"; exit $$code

lint: $(VENV)/dev.done ## style, types, layers
	@$(run) -m ruff check . && $(run) -m ruff format --check -q . && $(run) -m mypy && \
	  PYTHONPATH=src "$(VENV)/bin/lint-imports" | tail -n 5

live: $(VENV)/dev.done ## serve the site and build it anew at each change
	@$(run) -m sphinx_autobuild -n -j auto -d "$(BUILD)/live/doctrees" --watch src --ignore "$(abspath $(BUILD))/*" \
	  --open-browser . "$(BUILD)/live/html"

linkcheck: $(VENV)/site.done ## try every link that leaves the site (needs the network)
	@$(run) -m sphinx -b linkcheck -q -j auto -d "$(BUILD)/.check" . "$(BUILD)/linkcheck"

new: $(VENV)/site.done ## make a knowledge base of your own: make new DIR=../talks
	@test -n "$(DIR)" || { echo "Name a folder: make new DIR=../talks" >&2; exit 1; }
	@$(run) -m onrecord.cli new "$(DIR)" $(ARGS)

import: $(VENV)/site.done ## add an interview: make import SOURCE=talk.vtt
	@test -n "$(SOURCE)" || { echo "Name a transcript: make import SOURCE=talk.vtt" >&2; exit 1; }
	@$(run) -m onrecord.cli import "$(SOURCE)" --into . $(ARGS)

import-score: $(VENV)/site.done ## measure the importers on real transcripts, where they are present
	@if test -d "$(CORPUS)"; then $(run) tests/scale/import_score.py "$(CORPUS)"; \
	  else echo "There are no transcripts in $(CORPUS); name their folder: make import-score CORPUS=..."; fi

reimport-score: $(VENV)/site.done ## measure importing again on edits of every kind
	@$(run) tests/scale/reimport_score.py $(wildcard $(CORPUS)/formats) $(ARGS)

bench: $(VENV)/site.done ## measure against plain Sphinx (SIZES="10 100 1000" for more)
	@$(run) tests/scale/bench.py --sizes $(SIZES) $(if $(wildcard $(CORPUS)),--real "$(CORPUS)/formats") $(ARGS)

bench-pdf: $(VENV)/book.done ## measure how the book grows (ARGS=--tex: against XeLaTeX)
	@$(run) tests/scale/bench_pdf.py $(ARGS)

bench-search: $(VENV)/site.done ## measure what a first search loads (SIZES="10 100 1000" for more)
	@$(run) tests/scale/search_load.py --sizes $(SIZES)

addresses: $(VENV)/site.done ## release the addresses of this version: they must never go
	@$(run) -m sphinx -b addresses -q -d "$(BUILD)/.check" . "$(BUILD)/addresses" && git diff --stat released.txt

lock: ## write requirements/ anew (needs uv)
	@for one in "site --group site" "book --extra book --group site" "test --extra book --group test" \
	  "dev --extra book --group test --group lint --group live"; do \
	  set -- $$one; name=$$1; shift; \
	  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    --extra diagrams "$$@" -o requirements/$$name.txt pyproject.toml; done

clean: ## remove what was built, and the environment
	@rm -rf "$(BUILD)" "$(VENV)"
