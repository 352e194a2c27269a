# `make serve` and `make test` are all that a newcomer needs: they install what is missing.
# What they run is in tools/, one small script each.

.DEFAULT_GOAL := help
.PHONY: help serve test lint unit fuzz mutation lrs web browser bench schema check clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Serve the app and every scenario, and reload when a file changes (ADDRESS=127.0.0.1 PORT=8080)
	@tools/serve

test: ## Run every check and every test
	@tools/test

lint: ## Format, clippy and documentation only
	@tools/test lint

unit: ## Native tests only
	@tools/test unit

fuzz: ## Bytes and calls at random against the core only, each target for so many seconds (FOR=20)
	@tools/setup fuzz
	@tools/fuzz $(FOR)

mutation: ## Every fault in every shipped case, and what is reported (minutes)
	@tools/native-env cargo test --release --test mutation -- --ignored --nocapture

lrs: ## Statements to a real learning record store and back only
	@tools/test lrs

web: ## Build the app into dist/ and check its size
	@tools/test web

browser: ## Tests in a real Chromium only, on what make web put into dist/
	@tools/test browser

bench: ## Measure the engine
	@tools/native-env cargo bench

schema: ## Write the JSON Schemas beside the scenarios
	@tools/native-env cargo run --quiet -- schema

check: ## Prove every scenario, and deny all that is found
	@tools/native-env cargo run --quiet -- check scenarios --deny warning

clean: ## Remove what was built (not what was installed)
	@rm -rf dist target
