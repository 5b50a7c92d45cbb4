internal import Domain
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

  /// The line of a key outside all tables in the file at a path; 0 where it has none.
  public static func line(of key: String, at path: String) -> Int {
    guard let text = try? SettingsFile.text(at: path) else { return 0 }
    return TOMLLines(text).entry(at: [key])?.line ?? 0
  }

  /// The settings in a text, and its faults, by line.
  public static func read(_ text: String) -> (settings: Settings, faults: [SettingsFault]) {
    let (settings, faults, _) = parse(text)
    return (settings, faults)
  }

  /// With the version that the text says it is of; one that says none is of the first.
  static func parse(_ text: String) -> (settings: Settings, faults: [SettingsFault], version: Int) {
    var reader = SettingsReader(text: text)
    let settings = reader.settings()
    return (settings, reader.faults.sorted { ($0.line, $0.key) < ($1.line, $1.key) }, reader.version)
  }
}

/// Reads the TOML of settings, one entry after the other; what cannot be used is a fault and no more.
private struct SettingsReader {
  let text: String
  var faults: [SettingsFault] = []
  private(set) var version = 1
  private lazy var lines = TOMLLines(text)

  init(text: String) { self.text = text }

  private static let keys = [
    "version", "language", "theme", "mouse", "ambiguous", "borders", "gauge", "reducedMotion", "scanPrefix", "scanner",
    "keySet", "keys",
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
    if let written = integer("version", table, expected: "\(Settings.version)") {
      if written < 1 { wrong("version", "\(written)", "\(Settings.version)") }
      version = max(written, 1)
    }
    if version > Settings.version { fault(["version"], .newerVersion(version)) }
    // What a newer program wrote is not wrong; one word about it is enough.
    for key in table.keys where !Self.keys.contains(key) && version <= Settings.version {
      fault([key], .unknownKey(fitting: near(key, Self.keys)))
    }
    if let word = string("language", table) {
      settings.language = Language(rawValue: word)
      if settings.language == nil { wrong("language", word, "en / zh") }
    }
    settings.theme = string("theme", table)
    settings.usesMouse = flag("mouse", table)
    settings.showsGauge = flag("gauge", table)
    settings.reducesMotion = flag("reducedMotion", table)
    if let word = string("borders", table) {
      if word == "ascii" || word == "lines" {
        settings.asciiBorders = word == "ascii"
      } else {
        wrong("borders", word, "ascii / lines")
      }
    }
    if let columns = integer("ambiguous", table, expected: "1 / 2") {
      if columns == 1 || columns == 2 {
        settings.ambiguousColumns = columns
      } else {
        wrong("ambiguous", "\(columns)", "1 / 2")
      }
    }
    if let value = table["scanner"] {
      if let section = value.table.map(ScannerSection.init) {
        settings.scanner = section.settings
        for (key, reason) in section.faults { fault(["scanner", key], reason) }
      } else {
        wrong("scanner", "", "[scanner]")
      }
    }
    if let prefix = string("scanPrefix", table) { takeOldPrefix(prefix, &settings) }
    var set = KeySet.standard
    if let word = string("keySet", table) {
      if let known = KeySet(rawValue: word) {
        set = known
      } else {
        wrong("keySet", word, KeySet.allCases.map(\.rawValue).joined(separator: " / "))
      }
    }
    takeKeys(table, set, &settings)
    return settings
  }

  /// What the prefix was called before `[scanner]` held it.
  private mutating func takeOldPrefix(_ prefix: String, _ settings: inout Settings) {
    guard prefix.utf8.count <= 8, prefix.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
      return wrong("scanPrefix", prefix, "\"~\"")
    }
    fault(["scanPrefix"], .renamed(to: "prefixes ([scanner])"))
    if !prefix.isEmpty, !settings.scanner.prefixes.contains(prefix) { settings.scanner.prefixes.append(prefix) }
  }

  // MARK: Keys

  private mutating func takeKeys(_ table: TOMLTable, _ set: KeySet, _ settings: inout Settings) {
    var choices: [(path: [String], choice: KeyChoice)] = []
    if let value = table["keys"] {
      if let section = value.table {
        choices += self.choices(section, ["keys"], in: Command.Place.allCases)
        for place in Command.Place.allCases {
          guard let own = section[place.rawValue] else { continue }
          if let own = own.table {
            choices += self.choices(own, ["keys", place.rawValue], in: [place])
          } else {
            wrong(["keys", place.rawValue], "", "[keys.\(place.rawValue)]")
          }
        }
      } else {
        wrong("keys", "", "[keys]")
      }
    }
    for clash in settings.use(set, choices.map(\.choice)) {
      let path = choices.first { $0.choice == clash.choice }?.path ?? []
      fault(path, .clash(key: clash.key.name, command: clash.holder.rawValue))
    }
    // Nobody may lock himself out.
    var kept: [KeyChoice] = []
    for (command, place) in [(Command.help, Command.Place.list), (.quit, .list), (.back, .detail)]
    where settings.keyMap.keys(of: command, in: place).isEmpty {
      fault(choices.first { $0.choice.command == command }?.path ?? ["keys"], .keyless)
      kept.append(KeyChoice(place: place, command: command, keys: command.keys(in: place)))
    }
    if !kept.isEmpty {
      settings.use(set, kept + settings.keyChoices.filter { !kept.map(\.command).contains($0.command) })
    }
  }

  private mutating func choices(
    _ section: TOMLTable, _ path: [String], in places: [Command.Place]
  ) -> [(path: [String], choice: KeyChoice)] {
    var choices: [(path: [String], choice: KeyChoice)] = []
    for name in section.keys.sorted() {
      if places.count > 1, Command.Place(rawValue: name) != nil { continue }
      let at = path + [name]
      let today = Settings.commandName(name, in: version)
      if let today { fault(at, .renamed(to: today)) }
      guard let command = Command(rawValue: today ?? name) else {
        if version <= Settings.version {
          fault(at, .unknownCommand(fitting: near(name, Command.allCases.map(\.rawValue))))
        }
        continue
      }
      guard let names = list(name, section, at) else { continue }
      var keys: [Key] = []
      for written in names {
        if let key = Key(name: written) ?? Key(sequence: written) {
          keys.append(key.commandTwin)
        } else {
          fault(at, .unknownKeyName(SafeText.line(written)))
        }
      }
      if keys.isEmpty && !names.isEmpty { continue }
      // With no place named it is meant for both where the command means something there at all.
      let meant = places.filter { place in
        if places.count == 1 || !command.keys(in: place).isEmpty { return true }
        return place != .field && command.section != .typing && (place == .list || command.changes)
      }
      choices += meant.map { (at, KeyChoice(place: $0, command: command, keys: keys)) }
    }
    return choices
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

  private mutating func integer(_ key: String, _ table: TOMLTable, expected: String) -> Int? {
    guard let value = table[key] else { return nil }
    if let integer = value.int { return integer }
    wrong(key, "", expected)
    return nil
  }

  private mutating func list(_ key: String, _ table: TOMLTable, _ path: [String]) -> [String]? {
    guard let value = table[key] else { return nil }
    if let string = value.string { return [string] }
    if let array = value.array {
      let strings = array.compactMap(\.string)
      if strings.count == array.count { return strings }
    }
    wrong(path, "", "\"H\" / [\"H\", \"F7\"]")
    return nil
  }

  private mutating func wrong(_ key: String, _ found: String, _ expected: String) { wrong([key], found, expected) }

  private mutating func wrong(_ path: [String], _ found: String, _ expected: String) {
    fault(path, .wrongValue(found: SafeText.line(found), expected: expected))
  }

  private mutating func fault(_ path: [String], _ reason: SettingsFault.Reason) {
    let name = path.last ?? ""
    let line = lines.entry(at: path)?.line ?? lines.line(of: name)
    let fault = SettingsFault(line: line, key: SafeText.line(name), reason: reason)
    if !faults.contains(fault) { faults.append(fault) }
  }

  private func near(_ word: String, _ known: [String]) -> [String] {
    let start = word.lowercased().prefix(2)
    return start.isEmpty ? [] : Array(known.filter { $0.lowercased().hasPrefix(start) }.prefix(12))
  }
}
