internal import Domain
internal import Store
internal import Terminal

/// Fields that name a record: what is typed is looked for, and Enter takes what is marked.
extension ActionForm {
  /// Takes what was found, unless something else stands in the field by now.
  mutating func offer(_ found: [VariantTable.Suggestion], for wanted: Suggesting) {
    for index in entries.indices {
      guard case .search(let field, _, _) = entries[index].input, field.text == wanted.text,
        entries[index].sought("").isAlike(wanted)
      else { continue }
      let typed = FoldedText.fold(field.text)
      let isWhole = typed.isEmpty || found.contains { FoldedText.fold($0.sku) == typed }
      entries[index].input = .search(field, found, chosen: isWhole || found.isEmpty ? nil : 0)
    }
  }

  /// Puts the marked one into its field; false where none is.
  mutating func takeChosen() -> Bool {
    guard entries.indices.contains(focus), case .search(var field, let found, let chosen?) = entries[focus].input,
      found.indices.contains(chosen)
    else { return false }
    field.text = found[chosen].sku
    entries[focus].input = .search(field, [], chosen: nil)
    entries[focus].error = nil
    return true
  }

  /// Where Up and Down lead among so many; nil where they lead out, and for all other keys.
  static func step(_ chosen: Int?, _ key: Key, _ count: Int) -> (chosen: Int?, Void)? {
    switch (key, chosen) {
    case (.down, nil) where count > 0: (0, ())
    case (.down, let chosen?) where chosen + 1 < count: (chosen + 1, ())
    case (.up, 0?): (nil, ())
    case (.up, let chosen?): (chosen - 1, ())
    default: nil
    }
  }
}

extension ActionForm.Entry {
  /// What is looked for where that is typed.
  func sought(_ text: String, hints: [String] = []) -> Suggesting {
    switch kind {
    case .warehouse: Suggesting(text: text, hints: [""], kind: .locations, isWarehouse: true)
    case .record(let kind) where kind != .variants: Suggesting(text: text, hints: [""], kind: kind)
    default: Suggesting(text: text, hints: hints)
    }
  }
}
