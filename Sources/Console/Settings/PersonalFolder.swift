internal import Foundation
internal import Terminal

/// The folder of what the program keeps for a person between two sessions.
public enum StateFolder {
  /// `$XDG_STATE_HOME/portolan`, else `~/.local/state/portolan`; nil where there is no home.
  public static func path(environment: [String: String]) -> String? {
    // The XDG rules want a path from the root; any other is to be ignored.
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (state ?? environment["HOME"].map { $0 + "/.local/state" }).map { $0 + "/portolan" }
  }
}

/// What was copied on a terminal without a clipboard: one file, for its owner alone, the newest copy in it.
enum CopiedFile {
  static func write(
    _ text: ClipboardText, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Result<String, Trouble> {
    guard let folder = StateFolder.path(environment: environment) else { return .failure(.other("HOME?")) }
    let path = folder + "/copied.txt"
    do {
      let files = FileManager.default
      try files.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
      guard files.createFile(atPath: path, contents: Data(text.text.utf8), attributes: [.posixPermissions: 0o600])
      else { return .failure(.other(path)) }
      return .success(path)
    } catch {
      return .failure(Trouble(error))
    }
  }
}
