internal import Domain

extension Settings {
  /// Commands that were called otherwise in a version: what is read and what is said, and what `migrated` writes.
  static let renamedCommands: [(version: Int, old: String, new: String)] = [(1, "otherPane", "nextPane")]

  /// The name of today for a command as a file of that version calls it; nil where nothing changed.
  static func commandName(_ name: String, in version: Int) -> String? {
    var current = name
    for step in renamedCommands where step.version >= version && step.old == current { current = step.new }
    return current == name ? nil : current
  }

  /// A settings text in the words of this version, with everything else as it was; the same text where it is one
  /// already, or of a newer one.
  public static func migrated(_ text: String) -> String {
    let (settings, faults, version) = parse(text)
    guard version < Settings.version else { return text }
    var result = TOMLText(text)
    result.rename(
      TOMLLines(text).entries.compactMap { entry in
        guard entry.path.first == "keys", let name = entry.path.last else { return nil }
        return commandName(name, in: version).map { (entry.path, $0) }
      })
    let prefix = ["scanPrefix"]
    if TOMLLines(text).entry(at: prefix) != nil, !faults.contains(where: { [$0.key] == prefix && !$0.isNotice }) {
      result.set(prefix, to: nil)
      let prefixes = settings.scanner.prefixes
      if !prefixes.isEmpty { result.set(["scanner", "prefixes"], to: TOMLText.list(prefixes)) }
    }
    if result.text == text && TOMLLines(text).entry(at: ["version"]) == nil { return text }
    result.set("version", to: String(Settings.version))
    return result.text
  }
}
