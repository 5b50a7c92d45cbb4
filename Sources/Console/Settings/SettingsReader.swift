internal import Foundation
internal import TOMLKit
internal import Terminal

extension Settings {
  /// The settings in a file, and its faults. A file that is not there is no fault.
  public static func load(_ path: String) -> (settings: Settings, faults: [SettingsFault]) {
    guard FileManager.default.fileExists(atPath: path) else { return (Settings(), []) }
    guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
      let text = String(data: data, encoding: .utf8)
    else { return (Settings(), [SettingsFault(line: 0, key: "", reason: .unreadable)]) }
    return read(text)
  }

  /// The settings in a text, and its faults, by line.
  public static func read(_ text: String) -> (settings: Settings, faults: [SettingsFault]) {
    var reader = SettingsReader(text: text)
    let settings = reader.settings()
    return (settings, reader.faults.sorted { ($0.line, $0.key) < ($1.line, $1.key) })
  }
}

/// Reads the TOML of settings, one entry after the other; what cannot be used is a fault and no more.
private struct SettingsReader {
  let text: String
  var faults: [SettingsFault] = []

  init(text: String) { self.text = text }

  private static let keys = [
    "version", "language", "theme", "mouse", "ambiguous", "reducedMotion", "keySet", "keys", "scanPrefix",
  ]

  mutating func settings() -> Settings {
    var settings = Settings()
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let sentence = error.description.split(separator: "\n").first.map(String.init) ?? ""
      faults.append(SettingsFault(line: error.source.begin.line, key: "", reason: .notTOML(SafeText.line(sentence))))
      return settings
    } catch {
      faults.append(SettingsFault(line: 0, key: "", reason: .notTOML("")))
      return settings
    }
    for key in table.keys where !Self.keys.contains(key) {
      fault(key, .unknownKey(fitting: near(key, Self.keys)))
    }
    if let version = integer("version", table), version > Settings.version { fault("version", .newerVersion(version)) }
    if let word = string("language", table) {
      settings.language = Language(rawValue: word)
      if settings.language == nil { wrong("language", word, "en / zh") }
    }
    settings.theme = string("theme", table)
    settings.usesMouse = flag("mouse", table)
    settings.reducesMotion = flag("reducedMotion", table)
    if let columns = integer("ambiguous", table) {
      if columns == 1 || columns == 2 {
        settings.ambiguousColumns = columns
      } else {
        wrong("ambiguous", "\(columns)", "1 / 2")
      }
    }
    if let word = string("keySet", table) {
      if let set = KeySet(rawValue: word) {
        settings.keySet = set
      } else {
        wrong("keySet", word, KeySet.allCases.map(\.rawValue).joined(separator: " / "))
      }
    }
    if let prefix = string("scanPrefix", table) {
      if prefix.utf8.count <= 8, prefix.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
        settings.scanPrefix = prefix
      } else {
        wrong("scanPrefix", prefix, "\"~\"")
      }
    }
    settings.keyMap = KeyMap(settings.keySet)
    takeKeys(table, &settings.keyMap)
    return settings
  }

  // MARK: Keys

  private mutating func takeKeys(_ table: TOMLTable, _ map: inout KeyMap) {
    guard let value = table["keys"] else { return }
    guard let section = value.table else { return wrong("keys", "", "[keys]") }
    take(section, in: Command.Place.allCases, &map)
    for place in Command.Place.allCases {
      guard let own = section[place.rawValue] else { continue }
      guard let own = own.table else {
        wrong(place.rawValue, "", "[keys.\(place.rawValue)]")
        continue
      }
      take(own, in: [place], &map)
    }
    // Nobody may lock himself out.
    for command in [Command.help, .quit] where map.keys(of: command, in: .list).isEmpty {
      fault(command.rawValue, .keyless)
      _ = map.choose(command.keys(in: .list), for: command, in: .list)
    }
    for command in [Command.back] where map.keys(of: command, in: .detail).isEmpty {
      fault(command.rawValue, .keyless)
      _ = map.choose(command.keys(in: .detail), for: command, in: .detail)
    }
  }

  private mutating func take(_ section: TOMLTable, in places: [Command.Place], _ map: inout KeyMap) {
    for name in section.keys.sorted() {
      if places.count > 1, Command.Place(rawValue: name) != nil { continue }
      guard let command = Command(rawValue: name) else {
        fault(name, .unknownCommand(fitting: near(name, Command.allCases.map(\.rawValue))))
        continue
      }
      guard let names = list(name, section) else { continue }
      var keys: [Key] = []
      for written in names {
        if let key = Key(name: written) {
          keys.append(key)
        } else {
          fault(name, .unknownKeyName(SafeText.line(written)))
        }
      }
      if keys.isEmpty && !names.isEmpty { continue }
      // With no place named it is meant for both where the command means something there at all.
      let meant = places.filter { place in
        if places.count == 1 || !command.keys(in: place).isEmpty { return true }
        return place != .field && command.section != .typing && (place == .list || command.changes)
      }
      for place in meant {
        for (key, holder) in map.choose(keys, for: command, in: place) {
          fault(name, .clash(key: key.name, command: holder.rawValue))
        }
      }
    }
  }

  // MARK: Values

  private mutating func string(_ key: String, _ table: TOMLTable) -> String? {
    guard let value = table[key] else { return nil }
    if let string = value.string { return string }
    wrong(key, "", "\"…\"")
    return nil
  }

  private mutating func flag(_ key: String, _ table: TOMLTable) -> Bool {
    guard let value = table[key] else { return false }
    if let flag = value.bool { return flag }
    wrong(key, "", "true / false")
    return false
  }

  private mutating func integer(_ key: String, _ table: TOMLTable) -> Int? {
    guard let value = table[key] else { return nil }
    if let integer = value.int { return integer }
    wrong(key, "", "1")
    return nil
  }

  private mutating func list(_ key: String, _ table: TOMLTable) -> [String]? {
    guard let value = table[key] else { return nil }
    if let string = value.string { return [string] }
    if let array = value.array {
      let strings = array.compactMap(\.string)
      if strings.count == array.count { return strings }
    }
    wrong(key, "", "\"H\" / [\"H\", \"F7\"]")
    return nil
  }

  private mutating func wrong(_ key: String, _ found: String, _ expected: String) {
    fault(key, .wrongValue(found: SafeText.line(found), expected: expected))
  }

  private mutating func fault(_ key: String, _ reason: SettingsFault.Reason) {
    let fault = SettingsFault(line: line(of: key), key: SafeText.line(key), reason: reason)
    if !faults.contains(fault) { faults.append(fault) }
  }

  private func near(_ word: String, _ known: [String]) -> [String] {
    let start = word.lowercased().prefix(2)
    return known.filter { $0.lowercased().hasPrefix(start) }
  }

  /// The line on which a key stands; the parser's values do not say.
  private func line(of key: String) -> Int {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let plain = line.drop { $0 == " " || $0 == "\t" }
      for name in [key, "\"\(key)\"", "'\(key)'"] where plain.hasPrefix(name) {
        if plain.dropFirst(name.count).drop(while: { $0 == " " || $0 == "\t" }).first == "=" { return index + 1 }
      }
      if plain.hasPrefix("[\(key)]") { return index + 1 }
    }
    return 0
  }
}
