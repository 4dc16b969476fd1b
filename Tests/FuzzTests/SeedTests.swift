import Foundation
import FuzzTargets
import Testing

/// Every seed of every fuzz target, including inputs that once failed.
struct SeedTests {
  static let seeds = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "FuzzSeeds")

  @Test("A target survives its seeds", arguments: FuzzTarget.all.map(\.name))
  func seeds(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.seeds.appending(path: name), includingPropertiesForKeys: nil)
    #expect(files.count > 2)
    for file in files {
      try Data(contentsOf: file).withUnsafeBytes(target.run)
    }
  }

  @Test("Seeds belong to targets")
  func targets() throws {
    let directories = try FileManager.default.contentsOfDirectory(atPath: Self.seeds.path)
    var names = Set(FuzzTarget.all.map(\.name))
    #if !Screen
    names.insert("x11")
    #endif
    #expect(Set(directories) == names)
  }
}
