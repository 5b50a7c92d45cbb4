internal import Foundation

/// Where a person's papers go that no printer takes, and what prints them.
public struct PaperPlaces: Sendable {
  /// What stands in for the environment, in tests.
  @TaskLocal public static var given: PaperPlaces?

  /// Papers that are saved lie here, each under its own name; nil where there is no home. A name alone is asked for, so
  /// that nobody who only prints labels writes anywhere else.
  public var folder: String?
  /// What papers are piped to, as a shell reads it: `$PORTOLAN_PRINT`, which is for whoever runs the machine to set.
  public var program: String?
  /// Takes the words of `lp`.
  var printing = "/usr/bin/env"

  public init(folder: String?, program: String?, printing: String? = nil) {
    self.folder = folder
    self.program = program
    if let printing { self.printing = printing }
  }

  /// `$XDG_STATE_HOME/portolan/papers`, else `~/.local/state/portolan/papers`.
  public static var own: PaperPlaces {
    if let given { return given }
    let words = ProcessInfo.processInfo.environment
    let state = words["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return PaperPlaces(
      folder: (state ?? words["HOME"].map { $0 + "/.local/state" }).map { $0 + "/portolan/papers" },
      program: words["PORTOLAN_PRINT"].flatMap { $0.isEmpty ? nil : $0 })
  }

  /// Whether a file of the folder may have that name: no folder in it, nothing hidden, no sign that a shell minds.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.utf8.count <= 120 else { return false }
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    return isPlain(first) && text.unicodeScalars.allSatisfy { isPlain($0) || "_-. ".unicodeScalars.contains($0) }
  }

  /// Writes one file for its owner alone and says where it is.
  func save(_ bytes: [UInt8], as name: String) throws -> String {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return path
  }
}
