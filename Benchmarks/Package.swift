// swift-tools-version: 6.2

import PackageDescription

// Benchmarks that run within one process: translation, selection, conversion, consumers, API
// styles.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "swift-user-media", path: "..")],
  targets: [
    .target(name: "CAllocations"),
    .target(
      name: "CPeers", cSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: ["yuv", "turbojpeg", "swscale", "avcodec", "avutil", "v4lconvert"].map {
        .linkedLibrary($0)
      }),
    .executableTarget(
      name: "Consumer",
      dependencies: [
        "CAllocations", .product(name: "UserMedia", package: "swift-user-media"),
        // Listed so that it is built too, with the same modules.
        .product(name: "usermedia", package: "swift-user-media"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(name: "BareCapture", cSettings: [.unsafeFlags(["-O2"])]),
    .executableTarget(
      name: "BareConversion", dependencies: ["CPeers"],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "InProcess",
      dependencies: [
        "CAllocations", "CPeers", .product(name: "UserMedia", package: "swift-user-media"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)
