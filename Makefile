# 信用自查. `make run` and `make test` install what is missing and need nothing else; `make help` lists the rest.

GO       ?= go
# One set of tags for everything, so that no package is compiled twice; with netgo and osusergo a package is the same with cgo and without.
export GOFLAGS := $(GOFLAGS) -tags=x11,migrated_fynedo,netgo,osusergo,no_emoji
# cgo finds out what each C name is by the errors of a file that uses it; for the thousands of names of OpenGL gcc looks up at each error what
# may have been meant, four of a first build's seven minutes. A name that it knows, where cgo writes one that nobody declared, has the same
# errors without the search, and gives the same program byte for byte. Other compilers have other names, and no such search.
ifeq ($(shell $(GO) env CC),gcc)
export CGO_CFLAGS ?= -g -O2 -D__cgo_undefined__2=__builtin_abort
endif
GOFUMPT  := mvdan.cc/gofumpt@v0.12.0
STATIC   := honnef.co/go/tools/cmd/staticcheck@v0.8.2
# Everything but the window's main builds and is tested without cgo and without a display.
PACKAGES = $(shell $(GO) list ./... | grep -v '/cmd/zicha$$')
# The packages whose tests take longest are begun first, so that none of them runs alone at the end.
LONG     = ./ui/assess ./cmd/zichactl ./forms/store ./forms/formtest ./forms/pack ./forms/workbook ./forms/volume
RACED    = $(patsubst %,./%,$(wildcard forms/store forms/dossier forms/pdf ui/work))

.PHONY: help run build test test-go race soak mutants smoke ime-check screenshots interop offline hostile check lint bench bench-go windows release release-check clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 20

run: build ## build, write the sample's dossier, PDF and workbook into out/, open the program on it where there is a display
	rm -rf out
	bin/zichactl demo out
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] && [ -z "$$CI" ]; then bin/zicha out/*2017年度自查.zicha; \
	else echo '没有显示器（或在 CI 中），不打开窗口。'; fi

build: ## build bin/zicha (the window) and bin/zichactl (the command line)
	@.ci/deps build
	$(GO) build -o bin/zicha ./cmd/zicha
	CGO_ENABLED=0 $(GO) build -o bin/zichactl ./cmd/zichactl

test: ## install what the tests need, then run every test
	@.ci/deps test
	$(MAKE) build smoke test-go

test-go:
	CGO_ENABLED=0 .ci/test $(LONG) $(PACKAGES)
	CGO_ENABLED=0 GOFLAGS="$(GOFLAGS),fontsbehind" $(GO) test -vet=off -run Font ./assets
	CGO_ENABLED=1 $(GO) test -vet=off ./cmd/zicha

race: ## the tests of what works in several goroutines, under the race detector (needs gcc)
	CGO_ENABLED=1 .ci/test -race -timeout 30m $(RACED)
	CGO_ENABLED=1 .ci/test -race -timeout 30m -run 'Session|Sav|Undo|Problem|Final|Intake|Copies|Import|Export|Volume|Publicity|Scan' ./ui/assess

soak: ## hours: PART=crash (killed 10,000 times), damage (10^5 damaged files), fuzz (every target for FUZZTIME, 2m) or all; counts and finds at the end
	.ci/soak $(or $(PART),all) $(or $(FUZZTIME),2m)

mutants: ## change the program in small ways and list the changes no test notices: all that is watched, or PKG=./scoring; FLAGS="-sample 100 -time 10m"
	$(GO) run ./.ci/mutants $(FLAGS) $(PKG)

smoke: ## start the built program on the sample under Xvfb, see its window, ask it to stop
	.ci/smoke

ime-check: ## type Chinese into the built program through fcitx5 under Xvfb; installs what is missing
	@.ci/deps ime
	$(MAKE) build
	.ci/ime-check

screenshots: ## pictures of every page of the built program under Xvfb, into out/screenshots; installs what is missing
	@.ci/deps shots
	$(MAKE) build
	.ci/screenshots

interop: ## the sample's workbook saved again by ExcelJS, SheetJS, openpyxl, xlsxwriter, Gnumeric and LibreOffice: does it say the same? Installs them
	@.ci/deps interop
	CGO_ENABLED=0 $(GO) build -o bin/zichactl ./cmd/zichactl
	.ci/interop/run

offline: ## trace both programs at their work: does anything look for a network? Installs what is missing
	@.ci/deps offline
	$(MAKE) build
	.ci/offline

hostile: ## files made to do harm at every door of zichactl and in the window's pages: a table of seconds, megabytes and sentences; ONLY=volume for one door
	CGO_ENABLED=0 $(GO) build -o bin/zichactl ./cmd/zichactl
	CGO_ENABLED=0 $(GO) run ./.ci/hostile $(ONLY)

check: lint test-go ## for developers: format, vet, staticcheck and the Go tests

lint: ## gofumpt, vet and staticcheck
	@files=$$($(GO) run $(GOFUMPT) -l .) || exit 1; \
	if [ -n "$$files" ]; then echo "$$files"; echo 'run: $(GO) run $(GOFUMPT) -w .'; exit 1; fi
	CGO_ENABLED=0 $(GO) vet $(PACKAGES)
	$(GO) vet ./cmd/zicha ./.ci/bench/bare
	CGO_ENABLED=0 $(GO) vet ./.ci/hostile ./.ci/mutants ./.ci/testing ./.ci/bench ./.ci/bench/work
	CGO_ENABLED=0 $(GO) run $(STATIC) $(PACKAGES) ./.ci/hostile ./.ci/mutants ./.ci/testing ./.ci/bench ./.ci/bench/work
	cd .ci/release && CGO_ENABLED=0 GOFLAGS= $(GO) vet ./... && CGO_ENABLED=0 GOFLAGS= $(GO) run $(STATIC) ./...

bench: ## a table of speed and memory beside other programs, each line a ratio: LINE=intake,volume ("list" names them), FULL=1 for the full sizes; installs them
	@.ci/deps bench
	$(MAKE) build
	CGO_ENABLED=0 $(GO) run ./.ci/bench -n $(or $(RUNS),5) $(if $(LINE),-line $(LINE)) $(if $(FULL),-full)

bench-go: ## Go's own benchmarks: scoring, typesetting, saving and the pages of the window
	CGO_ENABLED=0 $(GO) test -run '^$$' -bench . $(PACKAGES)

windows: ## cross-build bin/zicha.exe (needs gcc-mingw-w64-x86-64)
	CC=x86_64-w64-mingw32-gcc CGO_ENABLED=1 GOOS=windows $(GO) build -tags migrated_fynedo,no_emoji -ldflags -H=windowsgui -o bin/zicha.exe ./cmd/zicha

release: ## what is handed out, into dist/: Windows zip, .deb and .tar.gz for amd64 and arm64, licences, lists of parts, SHA256SUMS; installs what is missing
	.ci/release/run

release-check: ## try what make release has made: under Wine, in Debian bullseye, at scale 1.25, 1.5 and 2; PARTS="files windows deb scale"; needs root, installs what is missing
	@.ci/deps release-check
	.ci/release-check/run $(PARTS)

clean: ## remove bin/, out/ and dist/
	rm -rf bin out dist
