internal import Foundation

/// Where what is shared and may be added to is looked for: profiles, colour schemes.
enum SharedFolders {
  /// The person's own first: XDG folders, `share/portolan` beside the program, the tree, where it stands in `tree`.
  static func search(_ name: String, tree: String) -> [String] {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"] ?? ""
    var folders = [
      (environment["XDG_CONFIG_HOME"] ?? home + "/.config") + "/portolan/\(name)",
      (environment["XDG_DATA_HOME"] ?? home + "/.local/share") + "/portolan/\(name)",
    ]
    for folder in (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").split(separator: ":") {
      folders.append("\(folder)/portolan/\(name)")
    }
    for program in programs {
      var place = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
      folders.append(place.deletingLastPathComponent().appendingPathComponent("share/portolan/\(name)").path)
      for _ in 0..<5 {
        folders.append(place.appendingPathComponent(tree).path)
        place.deleteLastPathComponent()
      }
    }
    var known: Set<String> = []
    return folders.filter { known.insert($0).inserted }
  }

  /// Where the program stands: as the system knows it, whatever name it was called by, and as it was called.
  private static var programs: [String] {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let called = CommandLine.arguments.first.flatMap { $0.contains("/") ? $0 : nil }
    return [own, called].compactMap { $0 }
  }
}
