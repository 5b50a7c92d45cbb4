extension SentenceParser {
  /// The code that a word means: countries and currencies by their names, accounts by what the shop has.
  func code(_ item: Item, of field: Field) throws(SentenceError) -> String {
    switch field.vocabulary {
    case .countries: return try country(item, field)
    case .currencies: return try currency(item, field)
    case .accounts:
      guard let known = knowledge.values(field), !known.contains(where: { FoldedText.areAlike($0, item.text) }) else {
        return item.text
      }
      throw error(item.range, .unusedWord(field), fits: known)
    case .labels, nil: return item.text
    }
  }

  /// That no row has such a label: the list is empty, and a letter may be wrong.
  func hint(_ field: Field, _ item: Item) -> SentenceError? {
    guard field.vocabulary == .labels, !item.isBeginning, let known = knowledge.values(field) else { return nil }
    let isKnown =
      GrammarWord.reading(item.narrow, among: [.none, .any]) != nil
      || known.contains { FoldedText.areAlike($0, item.text) }
    // Many labels: those beyond the limit are not known here.
    return isKnown || known.count >= 200 ? nil : error(item.range, .unusedWord(field), fits: known)
  }

  private func country(_ item: Item, _ field: Field) throws(SentenceError) -> String {
    if let code = Countries.code(item.narrow) ?? Countries.code(item.text) { return code }
    if item.isQuoted { return item.text }
    let typed = item.narrow
    let fits = Countries.codes.flatMap { code in
      Countries.names(code).contains { FoldedText.fold($0).contains(typed) } ? [countryName(code, item)] : []
    }
    let near = Countries.codes.flatMap { Countries.names($0) }
    throw error(item.range, .unknownName(field), fits: typed.unicodeScalars.count > 1 ? fits : [], near: near)
  }

  /// In the language of the word that is wrong.
  private func countryName(_ code: String, _ item: Item) -> String {
    (isForeign(item.range) ? Countries.chineseName(code) : Countries.englishName(code)) ?? code
  }

  private func currency(_ item: Item, _ field: Field) throws(SentenceError) -> String {
    if let currency = CurrencyNames.currency(item.text) { return currency.code }
    if item.isQuoted { return item.text }
    throw error(
      item.range, .unknownName(field), fits: knowledge.values(field) ?? ["EUR", "USD", "GBP", "CNY", "JPY"],
      near: Currency.allCodes + CurrencyNames.all)
  }
}
