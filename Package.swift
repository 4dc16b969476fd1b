// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "swift-user-media",
  products: [
    .library(name: "UserMedia", targets: ["UserMedia"]),
    .library(name: "UserMediaLegacy", targets: ["UserMediaLegacy"]),
    .library(name: "UserMediaMainActor", targets: ["UserMediaMainActor"]),
    .library(name: "UserMediaTesting", targets: ["UserMediaTesting"]),
    .executable(name: "usermedia", targets: ["usermedia"]),
  ],
  traits: [
    .trait(
      name: "Screen",
      description: "Screens and windows as an input, by X11: needs the packages of XCB."),
    .trait(
      name: "Recording",
      description: "Encoders and MediaRecorder: needs the packages of libvpx, openh264 and libopus."
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
  ],
  targets: [
    // The C libraries beneath. CPulse and CDBus link nothing: theirs are loaded when needed.
    .systemLibrary(name: "CV4L2", pkgConfig: "libv4l2", providers: [.apt(["libv4l-dev"])]),
    .systemLibrary(name: "CPulse", providers: [.apt(["libpulse-dev"])]),
    .systemLibrary(name: "CYUV", providers: [.apt(["libyuv-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
    .systemLibrary(name: "CDBus"),
    .systemLibrary(
      name: "CXCB",
      providers: [
        .apt([
          "libxcb1-dev", "libxcb-shm0-dev", "libxcb-damage0-dev", "libxcb-composite0-dev",
          "libxcb-xfixes0-dev", "libxcb-randr0-dev",
        ])
      ]),

    .systemLibrary(name: "CVPX", pkgConfig: "vpx", providers: [.apt(["libvpx-dev"])]),
    .systemLibrary(
      name: "COpenH264", pkgConfig: "openh264", providers: [.apt(["libopenh264-dev"])]),
    .systemLibrary(name: "COpus", pkgConfig: "opus", providers: [.apt(["libopus-dev"])]),

    // Values and the driver protocol; then, each on its own, what stands on them.
    .target(name: "UserMediaCore"),
    .target(name: "UserMediaConstraints", dependencies: ["UserMediaCore"]),
    .target(
      name: "UserMediaConversion",
      dependencies: ["UserMediaCore", "CJPEG", "CYUV", "CTurboJPEG"]),
    .target(
      name: "UserMediaV4L2",
      dependencies: ["UserMediaCore", "CV4L2", .product(name: "Logging", package: "swift-log")]),
    .target(
      name: "UserMediaPulse",
      dependencies: ["UserMediaCore", "CPulse", .product(name: "Logging", package: "swift-log")]),
    .target(
      name: "UserMediaScreen",
      dependencies: [
        "UserMediaCore", .target(name: "CXCB", condition: .when(traits: ["Screen"])),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "UserMediaPortal",
      dependencies: ["UserMediaCore", "CDBus", .product(name: "Logging", package: "swift-log")]),
    .target(name: "UserMediaSynthetic", dependencies: ["UserMediaCore", "UserMediaConversion"]),

    .target(
      name: "UserMediaRecording",
      dependencies: [
        "UserMediaCore", "UserMediaConversion",
        .target(name: "CVPX", condition: .when(traits: ["Recording"])),
        .target(name: "COpenH264", condition: .when(traits: ["Recording"])),
        .target(name: "COpus", condition: .when(traits: ["Recording"])),
      ]),

    // What applications import, and the command.
    .target(
      name: "UserMedia",
      dependencies: [
        "UserMediaCore", "UserMediaConstraints", "UserMediaConversion", "UserMediaV4L2",
        "UserMediaPulse", "UserMediaPortal",
        .target(name: "UserMediaScreen", condition: .when(traits: ["Screen"])),
        "UserMediaSynthetic", "UserMediaRecording",
        .product(name: "Logging", package: "swift-log"),
      ]),
    // Devices for a program's own tests; what only code of 2011 to 2016 needs; and closures of the
    // main actor.
    .target(
      name: "UserMediaTesting", dependencies: ["UserMedia", "UserMediaCore", "UserMediaSynthetic"]),
    .target(
      name: "UserMediaLegacy",
      dependencies: [
        "UserMedia", "UserMediaConstraints", "UserMediaCore",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "UserMediaMainActor",
      dependencies: ["UserMedia", "UserMediaConstraints", "UserMediaCore"]),
    .executableTarget(
      name: "usermedia",
      dependencies: [
        "UserMedia", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),

    .testTarget(name: "UserMediaCoreTests", dependencies: ["UserMediaCore"]),
    .testTarget(
      name: "UserMediaConstraintsTests",
      dependencies: ["ConstraintsTestSupport", "UserMediaConstraints", "UserMediaCore"]),
    .target(
      name: "DisplayTestSupport",
      dependencies: [.target(name: "CXCB", condition: .when(traits: ["Screen"]))],
      path: "Tests/DisplayTestSupport"),
    .systemLibrary(name: "CDBusService", path: "Tests/CDBusService"),
    .target(name: "FileTestSupport", path: "Tests/FileTestSupport"),
    .target(name: "SinkTestSupport", path: "Tests/SinkTestSupport"),
    .target(
      name: "ConstraintsTestSupport", dependencies: ["UserMediaConstraints", "UserMediaCore"],
      path: "Tests/ConstraintsTestSupport"),
    .testTarget(
      name: "UserMediaDialectTests",
      dependencies: ["ConstraintsTestSupport", "UserMediaConstraints", "UserMediaCore"]),
    .testTarget(
      name: "UserMediaV4L2Tests",
      dependencies: [
        "FileTestSupport", "SinkTestSupport", "UserMediaV4L2", "UserMediaCore", "CV4L2",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "UserMediaPulseTests",
      dependencies: [
        "FileTestSupport", "SinkTestSupport", "UserMediaCore", "UserMediaPulse", "UserMedia",
        "CPulse",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "UserMediaScreenTests",
      dependencies: [
        "UserMediaCore", .target(name: "UserMediaScreen", condition: .when(traits: ["Screen"])),
        "DisplayTestSupport", "SinkTestSupport", "UserMedia",
      ]),
    .testTarget(
      name: "UserMediaConversionTests",
      dependencies: [
        "UserMediaCore", "UserMediaConversion", "CYUV", "CTurboJPEG", "FileTestSupport",
      ]),
    .testTarget(
      name: "UserMediaSyntheticTests",
      dependencies: [
        "SinkTestSupport", "UserMediaCore", "UserMediaConversion", "UserMediaSynthetic",
      ]),
    .testTarget(
      name: "UserMediaSelectionTests",
      dependencies: ["ConstraintsTestSupport", "UserMediaConstraints", "UserMediaCore"]),
    .testTarget(
      name: "UserMediaTests",
      dependencies: [
        "FileTestSupport", "SinkTestSupport", "UserMedia", "UserMediaLegacy",
        "UserMediaConstraints",
        "UserMediaCore", "UserMediaSynthetic",
      ]),
    .testTarget(
      name: "UserMediaMainActorTests",
      dependencies: ["UserMedia", "UserMediaMainActor"],
      // As the programs are that import it.
      swiftSettings: [.defaultIsolation(MainActor.self)]),
    .testTarget(
      name: "UserMediaTestingTests", dependencies: ["UserMedia", "UserMediaTesting"]),
    .testTarget(
      name: "UserMediaPortalTests",
      dependencies: [
        "FileTestSupport", "UserMediaPortal", "UserMediaCore", "CDBus", "CDBusService",
      ]),
    .testTarget(
      name: "UserMediaRecordingTests",
      dependencies: [
        "FileTestSupport", "UserMedia", "UserMediaConversion", "UserMediaCore",
        "UserMediaRecording", "UserMediaSynthetic",
      ]),
    .testTarget(
      name: "WebPlatformTests",
      dependencies: ["UserMedia", "UserMediaLegacy", "UserMediaSynthetic"]),
    .testTarget(
      name: "MigrationTests",
      dependencies: ["FileTestSupport", "UserMedia", "UserMediaLegacy", "UserMediaTesting"]),
    // Parsers of foreign bytes: see scripts/fuzz.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "UserMediaConstraints", "UserMediaConversion", "UserMediaCore", "UserMediaPortal",
        "UserMediaPulse", .target(name: "UserMediaScreen", condition: .when(traits: ["Screen"])),
      ],
      path: "Tests/FuzzTargets"),
    .executableTarget(name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["DisplayTestSupport", "FileTestSupport", "usermedia", "UserMedia"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .treatAllWarnings(as: .error),
      // SE-0335
      .enableUpcomingFeature("ExistentialAny"),
      // SE-0409
      .enableUpcomingFeature("InternalImportsByDefault"),
      // SE-0444
      .enableUpcomingFeature("MemberImportVisibility"),
      // SE-0461
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
