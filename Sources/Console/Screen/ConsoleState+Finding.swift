internal import Domain
internal import Store
internal import Terminal

/// Going to a number: typed, pasted, scanned, or from one record to another.
extension ConsoleState {
  /// A paste is never a hotkey: its first line is a number to go to.
  mutating func take(paste text: String) -> [Effect] {
    let lines = text.split(whereSeparator: \.isNewline)
      .map { String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
      .filter { !$0.isEmpty }
    guard let line = lines.first else {
      say(.pasteEmpty, .warning)
      return []
    }
    let effects = openPalette(String(line.prefix(Palette.limit)))
    if lines.count > 1 { say(.pasteCut(lines: Int64(lines.count)), .hint) }
    return effects
  }

  /// What a scanner read. In a field it is text, without the Enter behind it; anywhere else it is gone to.
  mutating func take(scan code: String) -> [Effect] {
    switch mode {
    case .settings(let dialog) where dialog.isInField: return take(.paste(code), dialog)
    case .plain, .sort, .undo, .jump, .menu, .settings, .batch, .viewing:
      mode = .plain
      status = nil
      return find(code, isScan: true)
    case .hits, .help:
      mode = .plain
      status = nil
      return find(code, isScan: true)
    case .translate: return find(code, isScan: true)
    case .filter(let bar): return take(.paste(code), bar)
    // A plan waits for an answer: a scan is none, and what it is about may have been scanned by mistake.
    case .bulkPlan:
      say(.scanWaits(code), .warning)
      return [.bell]
    case .form(var form):
      form.size = size
      form.reader.now = viewer.now
      let outcome = form.take(scan: code)
      mode = .form(form)
      return take(outcome)
    }
  }

  mutating func find(_ text: String, isScan: Bool = false) -> [Effect] {
    jumped = text
    awaitsDialog = true
    return [.find(Search(pane: shown, kind: list.kind, text: text, isScan: isScan))]
  }

  mutating func take(_ search: Search, _ answer: Result<Found?, Trouble>) -> [Effect] {
    awaitsDialog = false
    switch answer {
    case .failure(let trouble):
      say(trouble)
      queued = []
      return []
    case .success(nil):
      say(
        search.isScan ? .unknownScan(search.text) : .unknownNumber(search.text, filter: keyName(.filter)),
        search.isScan ? .danger : .warning)
      if search.isScan { note(.unknownScan(search.text)) }
      queued = []
      return search.isScan ? [.bell] : []
    case .success(let found?):
      guard let id = found.ids.first else { return [] }
      // Only what is known takes the place of what is being typed, which is kept.
      keepDraft()
      mode = .plain
      if found.hits.count > 1 {
        mode = .hits(HitList(code: search.text, hits: found.hits))
        return replayQueued()
      }
      if found.ids.count > 1, found.kind != .lines { say(.severalFound(search.text, count: found.ids.count)) }
      return go(to: found, id, opens: search.isScan || detail != nil) + replayQueued()
    }
  }

  /// Goes to the row of a record in the list of its kind, and opens it where that is wanted.
  mutating func go(to found: Found, _ id: Int64, opens: Bool) -> [Effect] {
    var row = (kind: found.kind, id: id)
    if found.kind == .variants, products.kind != .variants, let product = found.product { row = (.products, product) }
    let pane = PaneName(row.kind)
    detail = nil
    shown = pane
    _ = relayout()
    var effects: [Effect] = []
    if self[pane].kind != row.kind || self[pane].isGrouped || !self[pane].isLoaded {
      let fits = self[pane].kind == row.kind && !self[pane].isGrouped
      let sentence = fits ? self[pane].sentence : Sentence(kind: row.kind)
      effects = self[pane].show(sentence, viewer)
      // The first page is not wanted, only the count and the rows about the leap's end.
      effects.removeAll { if case .page = $0 { true } else { false } }
    }
    effects += self[pane].go(to: row.id, viewer)
    return opens ? effects + open(found.kind, id) : effects
  }

  /// Goes from a record to what belongs to it: its customer, all orders of that customer.
  mutating func follow(_ command: Command) -> [Effect] {
    if let record = detail?.record { return follow(command, from: record) }
    guard let (kind, id) = subject else { return [] }
    awaitsDialog = true
    recordSerial += 1
    return [.record(RecordRequest(kind: kind, id: id, purpose: .follow(command), serial: recordSerial))]
  }

  mutating func follow(_ command: Command, from record: Record) -> [Effect] {
    let customer: Customer? =
      switch record {
      case .order(let record): record.customer
      case .customer(let record): record.customer
      case .returned(let record): record.customer
      case .product, .stock, .location, .supplier, .purchase, .rule, .fulfilment, .way: nil
      }
    guard let customer else {
      say(.noCustomer, .warning)
      return []
    }
    guard command == .customerOrders else {
      return go(to: Found(kind: .customers, ids: [customer.id]), customer.id, opens: true)
    }
    return show(CustomerRecord.orders(of: customer.number))
  }
}
