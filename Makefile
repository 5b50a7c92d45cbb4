# Portolan: `make demo` shows the console on a made-up shop, `make test` proves the tree. Both install what they need.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

comma := ,
ROOT := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
PREFIX ?= /usr/local
DEMO_ORDERS ?= 20000
DEMO_STORE ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/portolan/demo.db

BUILD_PACKAGES := git gzip libncurses-dev libsqlite3-dev
DOCUMENT_PACKAGES := fonts-dejavu-core fonts-wqy-microhei libcairo2-dev libpango1.0-dev libzint-dev
SERVER_PACKAGES := libpq-dev openssl pgbouncer postgresql
TEST_PACKAGES := $(BUILD_PACKAGES) binutils less libvterm-dev openssh-server procps python3 tmux zip
SCREEN_PACKAGES := $(BUILD_PACKAGES) fonts-dejavu-core fonts-wqy-microhei librsvg2-bin
BENCH_PACKAGES := $(BUILD_PACKAGES) gcc libc6-dev less python3 sqlite3

SWIFT := cd '$(ROOT)' && swift
# Nothing loads the program: names for the dynamic linker would only be looked through at each start.
LINKED := --static-swift-stdlib -Xlinker --no-export-dynamic
RELEASE := -c release --product portolan $(LINKED)
# Tests have a build of their own, with both engines and with papers as PDF; the program that is installed has SQLite
# alone. PORTOLAN_ENGINES=sqlite leaves the second engine out of it all, PORTOLAN_DOCUMENTS=no the PDF, for who cannot
# have it.
TEST_TRAITS :=
ifneq ($(PORTOLAN_ENGINES),sqlite)
TEST_TRAITS := PostgreSQL
TEST_PACKAGES += $(SERVER_PACKAGES)
endif
ifneq ($(PORTOLAN_DOCUMENTS),no)
TEST_TRAITS := $(if $(TEST_TRAITS),$(TEST_TRAITS)$(comma))Documents
TEST_PACKAGES += $(DOCUMENT_PACKAGES)
endif
# Nobody looks into it with an editor or a debugger: a tenth of its time goes without what those would need.
export TEST_BUILD := $(if $(TEST_TRAITS),--traits $(TEST_TRAITS)) --scratch-path .build-tests -debug-info-format none
SERVED := --traits PostgreSQL,Documents --scratch-path .build-tests -c release $(LINKED)
PORTOLAN = $$(cd '$(ROOT)' && swift build -c release --static-swift-stdlib --show-bin-path)/portolan
COMPLETIONS := bash:bash-completion/completions/portolan zsh:zsh/site-functions/_portolan \
  fish:fish/vendor_completions.d/portolan.fish
need = '$(ROOT)/Tests/Tools/install-packages'
export SWIFT_ADVICE

.PHONY: help demo build test drill torture bench screens install uninstall manual tidy clean need-swift

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' '$(ROOT)/Makefile' | sed -E 's/^([a-z-]+):.*## /\1	/' | expand -t 12

define SWIFT_ADVICE
Swift is missing: Portolan needs Swift 6.2 or newer.
Install it from https://www.swift.org/install/linux/ (Debian 12), for example:
  curl -O https://download.swift.org/swiftly/linux/swiftly-$$(uname -m).tar.gz
  tar zxf swiftly-$$(uname -m).tar.gz && ./swiftly init && . ~/.local/share/swiftly/env.sh
and run make again.
endef

need-swift:
	@command -v swift >/dev/null || { echo "$$SWIFT_ADVICE" >&2; exit 1; }

demo: need-swift ## the console on a made-up shop (DEMO_ORDERS=20000, DEMO_STORE=path)
	@$(need) $(BUILD_PACKAGES)
	@$(SWIFT) build $(RELEASE)
	@'$(ROOT)/Tests/Tools/open-demo' "$(PORTOLAN)" '$(DEMO_STORE)' '$(DEMO_ORDERS)'

build: need-swift ## a release build, statically linked to Swift
	@$(need) $(BUILD_PACKAGES)
	@$(SWIFT) build $(RELEASE)
	@echo "built $(PORTOLAN)"

test: need-swift ## every test, on SQLite and on PostgreSQL; what CI runs
	@$(need) $(TEST_PACKAGES)
	@if [ -z "$${PORTOLAN_SHARED:-}" ] && [ ! -d '$(ROOT)/../shared/data' ]; then \
	  printf '%s\n' '' \
	    '#########################################################################' \
	    '#  The reference data (../shared/data) is not here, nor is              #' \
	    '#  PORTOLAN_SHARED set: every test on real files will FAIL.             #' \
	    '#########################################################################' '' >&2; \
	fi
	@$(SWIFT) build $(TEST_BUILD) --build-tests
	@cd '$(ROOT)' && Tests/Tools/test-both-engines

drill: need-swift ## two hundred kill -9 under writes, and as many of the console (PORTOLAN_KILLS=200)
	@$(need) $(TEST_PACKAGES)
	@$(SWIFT) build $(TEST_BUILD) --build-tests
	@cd '$(ROOT)' && PORTOLAN_KILLS=$${PORTOLAN_KILLS:-200} Tests/Tools/run-tests --no-parallel \
	  --filter '^EndToEndTests\..*([Kk]illed at any moment)'

torture: need-swift ## random keys, sizes, pastes, scans and hang-ups (PORTOLAN_TORTURE=100000 steps)
	@$(need) $(TEST_PACKAGES)
	@$(SWIFT) build $(TEST_BUILD) --build-tests
	@cd '$(ROOT)' && PORTOLAN_TORTURE=$${PORTOLAN_TORTURE:-100000} Tests/Tools/run-tests --no-parallel \
	  --filter '^EndToEndTests\..*Torture'

bench: need-swift ## speed and memory at a million orders; writes BENCHMARKS.md
	@$(need) $(BENCH_PACKAGES) $(SERVER_PACKAGES) $(DOCUMENT_PACKAGES)
	@$(SWIFT) build $(RELEASE)
	@$(SWIFT) build $(SERVED) --product portolan
	@$(SWIFT) build $(SERVED) --product contention
	@$(SWIFT) build $(SERVED) --product simulation
	@folder=$$(cd '$(ROOT)' && swift build $(SERVED) --show-bin-path); \
	python3 '$(ROOT)/Tests/Bench/bench.py' --portolan "$(PORTOLAN)" --server "$$folder/portolan" \
	  --contention "$$folder/contention" --simulation "$$folder/simulation" --report '$(ROOT)/BENCHMARKS.md' $(BENCH_OPTIONS)

screens: need-swift ## screenshots/*.svg and .png, drawn by the program itself from Tests/Recordings
	@$(need) $(SCREEN_PACKAGES)
	@$(SWIFT) build $(RELEASE)
	@'$(ROOT)/Tests/Tools/draw-screens' "$(PORTOLAN)" '$(ROOT)/screenshots'

install: build ## to PREFIX (/usr/local): the program, profiles, completions, and the man page if it was made
	@install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/portolan' '$(DESTDIR)$(PREFIX)/share/man/man1'
	@install -s -m 755 "$(PORTOLAN)" '$(DESTDIR)$(PREFIX)/bin/portolan'
	@for pair in Themes:themes Sources/Profiles:profiles; do \
	  from='$(ROOT)'/$${pair%:*}; to='$(DESTDIR)$(PREFIX)/share/portolan'/$${pair#*:}; \
	  if [ -d "$$from" ]; then install -d "$$to" && cp -R "$$from"/. "$$to"/; fi; \
	done
	@for shell in $(COMPLETIONS); do \
	  to='$(DESTDIR)$(PREFIX)/share'/$${shell#*:}; install -d "$$(dirname "$$to")"; \
	  "$(PORTOLAN)" --generate-completion-script $${shell%:*} >"$$to"; chmod 644 "$$to"; \
	done
	@if [ -f '$(ROOT)/.build/manual/portolan.1' ]; then \
	  install -m 644 '$(ROOT)/.build/manual/portolan.1' '$(DESTDIR)$(PREFIX)/share/man/man1/'; \
	else echo 'without the man page: `make manual` first makes it'; fi
	@echo 'installed $(DESTDIR)$(PREFIX)/bin/portolan'

uninstall: ## what install put there
	@rm -f $(foreach pair,$(COMPLETIONS),'$(DESTDIR)$(PREFIX)/share/$(lastword $(subst :, ,$(pair)))')
	@rm -rf '$(DESTDIR)$(PREFIX)/bin/portolan' '$(DESTDIR)$(PREFIX)/share/portolan' \
	  '$(DESTDIR)$(PREFIX)/share/man/man1/portolan.1'

manual: need-swift ## .build/manual/portolan.1, from the commands themselves
	@mkdir -p '$(ROOT)/.build/manual'
	@$(SWIFT) package --allow-writing-to-directory .build/manual generate-manual --output-directory .build/manual

tidy: need-swift ## the rules of the tree alone: arrows, sizes, words
	@$(need) $(TEST_PACKAGES)
	@$(SWIFT) build $(TEST_BUILD) --build-tests
	@cd '$(ROOT)' && Tests/Tools/run-tests --filter '^TidyTests\.'

clean: ## removes what was built
	@rm -rf '$(ROOT)/.build' '$(ROOT)/.build-tests' '$(ROOT)/.build-plain'
