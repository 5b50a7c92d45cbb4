internal import Domain
internal import Store
internal import Terminal

extension PlainConsole {
  /// The views by name with their counts; with a name, that view.
  mutating func views(_ text: String) -> [String] {
    rehearsal.run(.views)
    rehearsal.press(.escape)
    let shelf = rehearsal.state.shelf
    guard !text.isEmpty else {
      let lines = shelf.items.filter { !$0.isShadowed }.map { item in
        var line = "@\(item.view.name)"
        if let tally = shelf.tally(of: item) {
          line += ": " + words.number(tally.count) + (tally.isCapped ? "+" : "")
          if tally.late > 0 { line += ", \(words(.late)) \(words.number(tally.late))" }
        }
        return line + ". " + item.view.sentence
      }
      return lines.isEmpty ? [words(ViewWording.noViews)] : lines
    }
    return filter("@" + text.drop { $0 == "@" || $0 == "＠" })
  }

  /// `save view NAME`, for oneself.
  mutating func saveView(_ text: String) -> [String] {
    let sentence = PlainConsole.withoutColumns(rehearsal.state.list.sentence)
    do {
      _ = try options.store.perform(
        ActionRequest("saveView", fields: ["name": text, "sentence": sentence.description], operationId: makeId()),
        as: try rehearsal.present(), now: options.now(), zone: options.zone)
      rehearsal.send(.changed)
      rehearsal.run(.views)
      rehearsal.press(.escape)
      return [words(ViewWording.viewSaved(text, isShared: false))]
    } catch {
      return [words.trouble(Trouble(error))]
    }
  }
}
