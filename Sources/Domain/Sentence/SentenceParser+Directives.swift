extension SentenceParser {
  /// `@name`: the saved view's condition, and at the outer level its sort, columns and group.
  mutating func savedView(isNested: Bool) throws(SentenceError) -> Condition {
    let start = scanner.position
    scanner.position += 1
    let end = scanner.runEnd(inList: false)
    let name = scanner.text(scanner.position..<end)
    scanner.position = end
    let range = start..<end
    if name.isEmpty { throw error(range, .missingViewName) }
    try countTerm(from: start)
    let folded = FoldedText.fold(name)
    if names.contains(folded) { throw error(range, .viewCycle(names + [folded])) }
    if names.count >= Sentence.depthLimit { throw error(range, .tooDeep(limit: Sentence.depthLimit)) }
    guard let text = knowledge.views(name) else { throw error(range, .unknownView) }
    let view: Sentence
    do {
      let result = try Sentence.read(text, kind: kind, names: names + [folded], terms: terms, knowledge)
      view = result.sentence
      terms = result.terms
    } catch {
      switch error.fault {
      case .viewCycle, .tooManyTerms: throw self.error(range, error.fault)
      default:
        var outer = self.error(range, .insideView(error.fault, found: error.found))
        outer.fits = error.fits
        outer.suggestion = error.suggestion
        throw outer
      }
    }
    if let kind, view.kind != kind {
      // A filter bar's kind gives way to a view that opens the text.
      guard isOpening(start) else { throw error(range, .viewOfOtherKind(view.kind)) }
    }
    kind = view.kind
    if !isNested {
      if !view.sort.isEmpty { sort = view.sort }
      if !view.columns.isEmpty { columns = view.columns }
      group = view.group ?? group
    }
    return view.condition
  }

  private func isOpening(_ start: Int) -> Bool { scanner.scalars[..<start].allSatisfy(SentenceScanner.isBlank) }

  /// `sort:`, `cols:` or `group:`; false, and nothing read, where something else stands.
  mutating func directive(isOuter: Bool) throws(SentenceError) -> Bool {
    let start = scanner.position
    let name = start..<scanner.nameEnd()
    guard let word = directiveWord(name) else { return false }
    scanner.position = name.upperBound
    guard scanner.sign() == 0x3A || scanner.sign() == 0x3D else {
      scanner.position = start
      return false
    }
    scanner.position += 1
    guard isOuter else { throw error(start..<scanner.runEnd(inList: false), .misplacedDirective) }
    guard let kind else { throw error(start..<start, .missingKind, fits: Kind.allCases.map(\.rawValue)) }
    try countTerm(from: start)
    switch word {
    case .sort:
      sort = []
      try fieldList(kind, of: kind.fields.filter(\.isSortable)) {
        parser, field, range, descending throws(SentenceError) in
        guard field.isSortable else {
          throw parser.error(range, .notSortable(field), fits: kind.fields.filter(\.isSortable).map(\.id))
        }
        if !parser.sort.contains(where: { $0.field == field }) {
          parser.sort.append(SortKey(field, descending: descending))
        }
      }
    case .cols:
      columns = []
      try fieldList(kind, of: kind.fields) { parser, field, range, descending throws(SentenceError) in
        if descending { throw parser.error(range, .unknownColumn(kind), fits: kind.fields.map(\.id)) }
        if !parser.columns.contains(field) { parser.columns.append(field) }
      }
    default:
      group = nil
      try fieldList(kind, of: kind.fields.filter(\.isGroupable)) {
        parser, field, range, descending throws(SentenceError) in
        if parser.group != nil { throw parser.error(range, .severalGroups) }
        guard field.isGroupable, !descending else {
          throw parser.error(range, .notGroupable(field), fits: kind.fields.filter(\.isGroupable).map(\.id))
        }
        parser.group = field
      }
    }
    return true
  }

  /// `fields` are those that would do.
  private mutating func fieldList(
    _ kind: Kind, of fields: [Field],
    _ take: (inout SentenceParser, Field, Range<Int>, _ descending: Bool) throws(SentenceError) -> Void
  ) throws(SentenceError) {
    while true {
      let start = scanner.position
      let descending = scanner.sign() == 0x2D
      if descending { scanner.position += 1 }
      let name = scanner.position..<scanner.nameEnd()
      scanner.position = name.upperBound
      if name.isEmpty {
        let found = scanner.position..<max(scanner.runEnd(inList: true), scanner.position)
        throw error(found, found.isEmpty ? .missingValue : .unknownColumn(kind), fits: fields.map(\.id))
      }
      guard let field = field(name, of: kind) else {
        throw error(name, .unknownColumn(kind), fits: fieldNames(fields, name))
      }
      try requireGap(inList: true)
      try take(&self, field, start..<name.upperBound, descending)
      guard scanner.sign() == 0x2C else { return }
      scanner.position += 1
    }
  }
}
