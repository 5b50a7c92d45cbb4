extension ConsoleCommand {
  /// The console as its usual words ask for it, read without the argument parser, which takes a tenth of the time to
  /// the first screen; nil where anything is unusual: that is the parser's to judge and to word.
  static func plainly(_ words: some Sequence<String>) -> ConsoleCommand? {
    var (values, flags): ([String: String], Set<String>) = ([:], [])
    var words = words.makeIterator()
    while let word = words.next() {
      if ["--read-only", "--mouse", "--fresh", "--plain"].contains(word) {
        flags.insert(word)
      } else if ["--store", "--reads", "--as", "--view", "--lang", "--theme", "--settings"].contains(word),
        values[word] == nil, let value = words.next(), !value.isEmpty, !value.hasPrefix("-")
      {
        values[word] = value
      } else {
        return nil
      }
    }
    var (shared, language, choice) = (SharedOptions(), LanguageChoice(), SettingsChoice())
    shared.storeAddress = values["--store"]
    shared.readsAddress = values["--reads"]
    shared.actorName = values["--as"]
    language.name = values["--lang"]
    if language.name != nil && language.chosen == nil { return nil }
    choice.file = values["--settings"]
    var console = ConsoleCommand()
    (console.shared, console.language, console.choice) = (shared, language, choice)
    (console.view, console.theme) = (values["--view"], values["--theme"])
    console.readOnly = flags.contains("--read-only")
    console.mouse = flags.contains("--mouse")
    console.fresh = flags.contains("--fresh")
    console.plain = flags.contains("--plain")
    return console
  }
}
