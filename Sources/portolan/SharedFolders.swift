internal import Foundation

/// Where what is shared and may be added to is looked for: profiles, colour schemes.
enum SharedFolders {
  /// The person's own first: XDG folders, `share/portolan` beside the program, the tree, where it stands in `tree`.
  static func search(_ name: String, tree: String) -> [String] {
    let environment = ProcessInfo.processInfo.environment
    let program = CommandLine.arguments.first ?? "portolan"
    let home = environment["HOME"] ?? ""
    var folders = [
      (environment["XDG_CONFIG_HOME"] ?? home + "/.config") + "/portolan/\(name)",
      (environment["XDG_DATA_HOME"] ?? home + "/.local/share") + "/portolan/\(name)",
    ]
    for folder in (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").split(separator: ":") {
      folders.append("\(folder)/portolan/\(name)")
    }
    var place = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    folders.append(place.deletingLastPathComponent().appendingPathComponent("share/portolan/\(name)").path)
    for _ in 0..<5 {
      folders.append(place.appendingPathComponent(tree).path)
      place.deleteLastPathComponent()
    }
    return folders
  }
}
