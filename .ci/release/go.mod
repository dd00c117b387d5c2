// The tools of a release are a module of their own, so that the program's own module needs nothing of theirs.
module release

go 1.26.0

require github.com/google/licensecheck v0.3.1
