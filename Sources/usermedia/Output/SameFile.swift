import Foundation
import Glibc

/// Whether two paths name the same file, also by way of links, or will once it is created.
func isSameFile(_ one: String, _ other: String) -> Bool {
  if one == other { return true }
  if one == "-" || other == "-" { return false }
  var (first, second) = (stat(), stat())
  if stat(one, &first) == 0, stat(other, &second) == 0 {
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
  return linkTarget(of: one) == linkTarget(of: other)
}

/// The absolute path of a file that need not exist; follows the links on the way, up to a limit.
func linkTarget(of path: String, linksLeft: Int = 40) -> String {
  let url = URL(filePath: path)
  let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
  let place = folder.appending(path: url.lastPathComponent).path
  guard linksLeft > 0,
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: place)
  else { return place }
  let next = link.hasPrefix("/") ? link : folder.appending(path: link).path
  return linkTarget(of: next, linksLeft: linksLeft - 1)
}
