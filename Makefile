# The front door. `make run` and `make test` set up all they need; `make help` lists the rest.
SHELL := /bin/bash
BUILD := build
JOBS := $(shell nproc)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

PACKAGES := build-essential cmake ninja-build ccache pkg-config \
  libboost-graph-dev libboost-program-options-dev libgraphviz-dev librsvg2-dev doctest-dev libicu-dev libsimdjson-dev \
  libexpat1-dev libtomlplusplus-dev libfmt-dev libxxhash-dev zlib1g-dev libzstd-dev robin-map-dev \
  libsqlite3-dev libpq-dev fonts-noto-cjk fonts-dejavu-core python3
# What bundles the page of `draw page`; a Node.js from elsewhere brings its own npm.
PAGE_PACKAGES := $(shell command -v npm >/dev/null || echo nodejs npm)
# What the tests of completion, of the man pages, of snapshots, of the page and of databases use.
TEST_PACKAGES := zsh fish bash-completion mandoc python3-numpy chromium postgresql \
  $(shell command -v mvn >/dev/null || echo maven default-jdk-headless)
# What the Python module is built with and tested against, in an environment of its own.
PYTHON_PACKAGES := python3-dev python3-venv
PYTHON_MODULES := scikit-build-core nanobind pytest numpy pandas polars pyarrow duckdb networkx igraph scipy \
  ipykernel nbclient matplotlib
PYTHON := $(CURDIR)/$(BUILD)/python/bin/python
# What the benchmarks plot with, and the peers that Debian has; PyPI has the others.
BENCH_PACKAGES := python3-matplotlib
PEER_PACKAGES := python3-venv python3-graph-tool liblemon-dev libgraphblas-dev
PEER_MODULES := networkit igraph duckdb numpy
# Sanitizers and lint want a newer clang than GCC 12's library confuses.
CLANG_PACKAGES := clang-16 clang-tidy-16 clang-format-16 libomp-16-dev libclang-rt-16-dev llvm-16
SYMBOLIZER := external_symbolizer_path=/usr/lib/llvm-16/bin/llvm-symbolizer

.PHONY: help run build python test bench bench-peers format lint asan tsan fuzz docs clean deps deps-test deps-python \
  deps-clang deps-lint install

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# A package list is a prerequisite that holds once it is installed: no package manager is called then.
define need_packages
@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
if [ -n "$$missing" ]; then \
  echo "installing:" $$missing; \
  $(SUDO) apt-get update -q -y >/dev/null && \
  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing >/dev/null; \
fi
endef

deps: ## install what the build needs (Debian packages)
	$(call need_packages,$(PACKAGES) $(PAGE_PACKAGES))

deps-test: deps
	$(call need_packages,$(TEST_PACKAGES))

deps-python: deps
	$(call need_packages,$(PYTHON_PACKAGES))
	@mkdir -p $(BUILD)
	@[ -x $(PYTHON) ] || /usr/bin/python3 -m venv $(BUILD)/python
	@if [ "$$(cat $(BUILD)/python/modules 2>/dev/null)" != "$(PYTHON_MODULES)" ]; then \
	  echo "installing: $(PYTHON_MODULES)"; \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check $(PYTHON_MODULES) && \
	  echo "$(PYTHON_MODULES)" > $(BUILD)/python/modules; \
	fi

deps-clang: deps
	$(call need_packages,$(CLANG_PACKAGES))

$(BUILD)/build.ninja: | deps
	@cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null

build: deps $(BUILD)/build.ninja ## build the program: build/renmai
	@ninja -C $(BUILD) renmai

run: build ## the main job on graphs/talent: tables here, pictures in build/out
	@scripts/main-job $(BUILD)/renmai graphs/talent $(BUILD)/out

python: deps-python $(BUILD)/build.ninja ## build the Python module: build/python-module, for PYTHONPATH
	@cmake -S . -B $(BUILD) -DRENMAI_PYTHON=ON -DPython_EXECUTABLE=$(PYTHON) >/dev/null
	@ninja -C $(BUILD) renmai_python renmai_python_bare renmai_stubs

test: deps-test deps-python $(BUILD)/build.ninja ## build and run every test
	@cmake -S . -B $(BUILD) -DRENMAI_PYTHON=ON -DPython_EXECUTABLE=$(PYTHON) >/dev/null
	@ninja -C $(BUILD)
	@OMP_WAIT_POLICY=passive ctest --test-dir $(BUILD) -j$(JOBS) --output-on-failure --progress

bench: build ## time every pass and check its answers; figures are kept in tests/bench/runs
	$(call need_packages,$(BENCH_PACKAGES))
	@cmake -S . -B $(BUILD) -DRENMAI_BENCH=ON >/dev/null
	@ninja -C $(BUILD) renmai_bench renmai_generate
	@scripts/bench --build $(BUILD) $(BENCH)

bench-peers: build ## the same in turns with other tools, which it installs into build/peers
	$(call need_packages,$(BENCH_PACKAGES) $(PEER_PACKAGES))
	@[ -x $(BUILD)/peers/bin/python ] || /usr/bin/python3 -m venv $(BUILD)/peers
	@$(BUILD)/peers/bin/pip install --quiet --disable-pip-version-check $(PEER_MODULES)
	@cmake -S . -B $(BUILD) -DRENMAI_BENCH=ON >/dev/null
	@ninja -C $(BUILD) renmai_bench renmai_generate renmai_peers
	@scripts/bench --build $(BUILD) --peers $(BENCH)

# Lint reads what clang compiles, so it has a build folder of its own; the page's tools come with its bundle there.
FILES_OF = git ls-files --cached --others --exclude-standard
PRETTIER := $(BUILD)/lint/page/node_modules/.bin/prettier
deps-lint: deps-clang deps-python
	@cmake -S . -B $(BUILD)/lint -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER=clang++-16 \
	  -DRENMAI_PYTHON=ON -DPython_EXECUTABLE=$(PYTHON) >/dev/null
	@ninja -C $(BUILD)/lint renmai_made renmai_page

format: deps-lint ## clang-format all C++, prettier all of the page
	@$(FILES_OF) '*.cpp' '*.hpp' | xargs clang-format-16 -i
	@$(FILES_OF) '*.ts' '*.mjs' '*.css' | xargs $(PRETTIER) --log-level warn --write

lint: deps-lint ## formatting, floors, clang-tidy; types of the page
	@$(FILES_OF) '*.cpp' '*.hpp' | xargs clang-format-16 --dry-run --Werror
	@$(FILES_OF) '*.ts' '*.mjs' '*.css' | xargs $(PRETTIER) --log-level warn --check
	@scripts/floors
	@npm --prefix $(BUILD)/lint/page run --silent check
	@scripts/tidy $(BUILD)/lint

asan: deps-test deps-clang ## every test under the address and undefined sanitizers
	@cmake -S . -B $(BUILD)/asan -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-16 -DRENMAI_SANITIZE=address >/dev/null
	@ninja -C $(BUILD)/asan
	@ASAN_OPTIONS=detect_leaks=1:$(SYMBOLIZER) LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	  ctest --test-dir $(BUILD)/asan -j$(JOBS) --output-on-failure --progress

tsan: deps-test deps-clang ## every test under the thread sanitizer (clang, libomp, archer)
	@cmake -S . -B $(BUILD)/tsan -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++-16 -DRENMAI_SANITIZE=thread >/dev/null
	@ninja -C $(BUILD)/tsan
	@TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=1:$(SYMBOLIZER) OMP_NUM_THREADS=2 \
	  ctest --test-dir $(BUILD)/tsan -j$(JOBS) --output-on-failure --progress

fuzz: deps-clang ## each fuzz target for a minute
	@scripts/fuzz $(BUILD)/fuzz 60

docs: build ## man pages and the reference of verbs and passes, into build/docs
	@scripts/docs $(BUILD)/renmai $(BUILD)/docs
	@figures=$$(ls -d tests/bench/runs/*/figures.csv 2>/dev/null | tail -1); \
	[ -z "$$figures" ] || scripts/bench-report "$$figures" $(BUILD)/docs

install: build ## install the program, the library and its headers
	@cmake --install $(BUILD)

clean: ## remove everything built
	@rm -rf $(BUILD)
