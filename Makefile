SWIFT_FLAGS := --explicit-target-dependency-import-check error

.PHONY: test check
test:
	swift test $(SWIFT_FLAGS)
check:
	swift format lint --strict --recursive Package.swift Sources Tests
