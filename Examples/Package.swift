// swift-tools-version: 6.2

import PackageDescription

// Each example is a separate program that imports only UserMedia. OldCode also imports UserMediaLegacy.
let package = Package(
  name: "Examples",
  dependencies: [.package(name: "swift-user-media", path: "..", traits: ["Screen", "Recording"])],
  targets: [
    "CallbackStyle", "PromiseStyle", "AsyncStyle", "BothStyles", "FlipCamera", "FrameRate",
    "WidthAndHeight", "Polyfill", "OldCode", "OldCodeMigrated", "Permissions", "Devices", "Screen",
    "Recorder",
  ].map { name in
    .executableTarget(
      name: name,
      dependencies: [.product(name: "UserMedia", package: "swift-user-media")]
        + (name == "OldCode"
          ? [.product(name: "UserMediaLegacy", package: "swift-user-media")] : []),
      swiftSettings: [.treatAllWarnings(as: .error)])
  },
  swiftLanguageModes: [.v6]
)

// OldCode demonstrates the compiler's deprecation warnings.
for target in package.targets where target.name == "OldCode" {
  target.swiftSettings?.append(.treatWarning("DeprecatedDeclaration", as: .warning))
}
