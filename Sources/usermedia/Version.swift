/// The package's semantic version, as in CHANGELOG.md.
let version = "0.9.0"
