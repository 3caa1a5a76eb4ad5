# One debug build serves `demo`, `test` and `check`: on two cores it takes one to three minutes from nothing. A release build of
# the program alone takes as long again, and a demo does not run faster with it: it waits for the simulated provider.
# `bench` and `install` share a release build with the Swift library inside: it runs without a toolchain, and starts three
# times as fast.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# No imports of modules that the manifest does not name. Warnings are errors by the manifest.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib --product libtool
PREFIX ?= /usr/local
BINDIR = $(DESTDIR)$(PREFIX)/bin

.PHONY: help setup build demo test test-long test-interop test-sanitized check bench bench-http bench-batch bench-rules install embed clean

help: ## list these verbs
	@echo "make VERB, where VERB is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14

setup: ## install what the build needs and this machine lacks
	@scripts/setup

build: setup ## build the program: .build/debug/libtool
	swift build $(SWIFT_FLAGS) --product libtool

demo: setup ## show the product's main job on a copy of the sample library
	@echo "Building libtool (one to three minutes the first time) ..."
	@swift build $(SWIFT_FLAGS) --product libtool -q
	@scripts/demo .build/debug/libtool

# Tests with real sockets, real processes or windows of time have deadlines to keep: they do not share the cores with all others.
TIMED := ^(HTTPClient|WebServer|Simulator|Notifications|Providers|SQLiteKit)Tests
PROCESSES := ^CrashTests

test: setup ## run the tests
	swift test $(SWIFT_FLAGS) --disable-xctest --skip '$(TIMED)' --skip '$(PROCESSES)'
	swift test $(SWIFT_FLAGS) --disable-xctest --skip-build --filter '$(TIMED)'
	swift test $(SWIFT_FLAGS) --disable-xctest --skip-build --filter '$(PROCESSES)'

test-long: export LIBTOOL_TEST_LONG := 1
test-long: test ## run the tests, those of crashes with many more kills

test-interop: setup ## test the simulator with OpenAI's and Anthropic's own clients for Python, which are installed below .build
	swift build $(SWIFT_FLAGS) --product libtool
	@scripts/test-interop .build/debug/libtool

# No thread sanitizer: it does not see the locks of the library Synchronization, and takes all that they guard for races.
test-sanitized: setup ## run fills with a program that watches its memory, built apart below .build
	swift build $(SWIFT_FLAGS) --product libtool --sanitize=address --scratch-path .build/sanitized
	@scripts/test-sanitized .build/sanitized/debug/libtool

check: setup ## run every other check: format, warnings and imports, documentation, scripts
	swift format lint --strict --parallel --recursive Package.swift Sources Tests benchmarks
	scripts/embed --check
	for script in scripts/* .ci/run; do bash -n "$$script" || exit 1; done
	swift build $(SWIFT_FLAGS) --build-tests
	swift test $(SWIFT_FLAGS) --disable-xctest --skip-build --filter 'Documentation|ProgramTests'

bench: ## measure what docs/benchmarks.md speaks of, with a release build
	@scripts/setup bench
	swift build $(SWIFT_FLAGS) $(RELEASE)
	@scripts/bench .build/release/libtool

bench-http: ## measure fills over HTTP: speed, limits, a dead provider, beside a plain client, which is installed below .build
	@scripts/setup bench
	swift build $(SWIFT_FLAGS) $(RELEASE)
	@scripts/bench-http .build/release/libtool

bench-batch: ## measure runs of batch jobs: what they save, and 50,000 lines there and back
	@scripts/setup bench
	swift build $(SWIFT_FLAGS) $(RELEASE)
	@scripts/bench-batch .build/release/libtool

bench-rules: ## measure all rules on single items, and the search for their near-duplicates
	@scripts/setup bench
	swift build $(SWIFT_FLAGS) $(RELEASE)
	swift build $(SWIFT_FLAGS) $(subst --product libtool,--product Judging,$(RELEASE))
	@scripts/bench-rules .build/release/libtool .build/release/Judging

install: setup ## install the program below PREFIX (/usr/local) as content-libtool, and as libtool where that is free
	swift build $(SWIFT_FLAGS) $(RELEASE)
	@scripts/install .build/release/libtool "$(BINDIR)"

embed: ## write the kinds into the source of `libtool init`
	scripts/embed

clean: ## remove what builds and demos have made
	rm -rf .build
