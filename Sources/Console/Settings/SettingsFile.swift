internal import Foundation

/// Why a choice was not written down; it holds for this console all the same.
enum SettingsRefusal: Error, Hashable, Sendable {
  /// The file is no TOML, and one faulty line more would not mend it.
  case notTOML(line: Int)
  case unreadable
  case missing
  /// A newer program's.
  case newer(Int)
  /// The version that it says it is of is none.
  case noVersion
  case unwritable(String)
  /// What would be written would not be read as it was meant.
  case unclear(String)
}

/// The settings file as it is written: line by line, whole or not at all.
enum SettingsFile {
  /// Writes changes into the file at a path, or makes one. Everything else in it stays: comments, order, the person's
  /// keys. A file of an older version is migrated on the way; what is not TOML is left alone.
  static func keep(_ changes: [SettingsChange], at path: String) throws(SettingsRefusal) {
    let old = try text(at: path)
    let new = try changed(old, by: changes)
    if new != old { try write(new, to: path) }
  }

  /// The text with changes; every other setting reads as before.
  static func changed(_ old: String, by changes: [SettingsChange]) throws(SettingsRefusal) -> String {
    let before = Settings.read(old)
    for fault in before.faults {
      if case .notTOML = fault.reason { throw .notTOML(line: fault.line) }
    }
    var text = TOMLText(Settings.migrated(old))
    if old.allSatisfy(\.isWhitespace) { text.set("version", to: String(Settings.version)) }
    var expected = before.settings
    for change in changes {
      text.set(change.path, to: change.value)
      change.apply(to: &expected)
    }
    let after = Settings.read(text.text)
    // A line such as `[keys` split over two would be found here, before anything is lost.
    guard after.settings == expected else { throw .unclear(changes.map(\.key).joined(separator: ", ")) }
    return text.text
  }

  /// The file's text, empty where there is none.
  static func text(at path: String) throws(SettingsRefusal) -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
      let text = String(data: data, encoding: .utf8)
    else { throw .unreadable }
    return text
  }

  /// Puts a new file in place of the old one at once. Where the path is a link, the file that it leads to is meant.
  static func write(_ text: String, to path: String) throws(SettingsRefusal) {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      let permissions = try? FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions]
      try Data(text.utf8).write(to: url, options: .atomic)
      if let permissions {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: url.path)
      }
    } catch {
      let under = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
      throw .unwritable((under ?? error).localizedDescription)
    }
  }
}

/// A settings file of an older version put into today's words.
public enum SettingsMigration {
  /// Whether the file at a path was of an older version, and is rewritten.
  ///
  /// Throws `SettingsTrouble` where it cannot be read or written.
  public static func run(at path: String, in language: Language = .english) throws -> Bool {
    do throws(SettingsRefusal) {
      guard FileManager.default.fileExists(atPath: path) else { throw .missing }
      let old = try SettingsFile.text(at: path)
      for fault in Settings.read(old).faults {
        switch fault.reason {
        case .notTOML: throw .notTOML(line: fault.line)
        case .newerVersion(let version): throw .newer(version)
        case .wrongValue where fault.key == "version": throw .noVersion
        default: break
        }
      }
      let new = Settings.migrated(old)
      if new == old { return false }
      try SettingsFile.write(new, to: path)
      return true
    } catch {
      throw SettingsTrouble(sentence: Words(language: language).settings(error))
    }
  }
}

/// Something about the settings file, as a sentence.
public struct SettingsTrouble: Error, Sendable {
  public let sentence: String
}
