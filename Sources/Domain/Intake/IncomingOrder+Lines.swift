extension IncomingOrder {
  /// The order's lines after this record. The newest record that lists all of them says which there are; records that
  /// list some add to it. Lines with an id are each the newest that was said of that id; lines without are a multiset:
  /// of each content the larger count, and where a newer record says another count or price of a thing, the newer one.
  /// What no record lists as a whole is sorted, so that no order of coming shows.
  func merged(
    with known: [OrderLine], from stamp: RevisionStamp, _ sources: inout OrderSources
  ) throws(OrderRefusal) -> [OrderLine] {
    let said = try wholeLines()
    if let whole = sources.whole, stamp < whole.stamp { return known }
    if said.isEmpty && !linesAreComplete { return known }
    let before = sources
    // What came in twice before ids were looked at is one line again.
    let known = IncomingOrder.once(known)
    let result = linesAreComplete ? whole(said, known, stamp, &sources) : joined(said, known, stamp, &sources)
    sources.settle(result)
    sources.takeShares(of: said, lines, before, stamp, over: result)
    return IncomingOrder.numbered(result)
  }

  /// All lines there are, and behind them what newer records have said beside.
  private func whole(
    _ said: [OrderLine], _ known: [OrderLine], _ stamp: RevisionStamp, _ sources: inout OrderSources
  ) -> [OrderLine] {
    let later = known.compactMap { line in
      sources.source(of: line).flatMap { $0 > stamp ? (line: line, source: $0) : nil }
    }
    var result = IncomingOrder.keepingMaps(of: known, in: said)
    var tail: [OrderLine] = []
    var matched: Set<Int> = []
    sources.note(.lines, from: stamp)
    for line in result { sources.note(line, from: stamp) }
    for (line, source) in later {
      let index =
        result.indices.first { !matched.contains($0) && result[$0].isSame(as: line) }
        ?? result.indices.first {
          !matched.contains($0) && source.revisedAt > stamp.revisedAt && line.isEdition(of: result[$0])
        }
      guard let index else {
        tail.append(line)
        sources.note(line, from: source)
        continue
      }
      matched.insert(index)
      let fulfilled = max(line.fulfilledQuantity, result[index].fulfilledQuantity)
      if line.externalId != nil || line.isEdition(of: result[index]) {
        result[index] = line
        sources.note(line, from: source)
      }
      result[index].fulfilledQuantity = fulfilled
    }
    sources.whole = OrderSources.Whole(stamp: stamp, count: said.count)
    return result + tail.sorted { $0.comesBefore($1) }
  }

  /// Some lines of the order, joined with those that are known.
  private func joined(
    _ said: [OrderLine], _ known: [OrderLine], _ stamp: RevisionStamp, _ sources: inout OrderSources
  ) -> [OrderLine] {
    // Rows of one file may stand apart: all of them in their order are the order's lines.
    let isOneRecord = known.allSatisfy { sources.source(of: $0) == stamp }
    var result = known
    var matches: [Int] = []
    if known.isEmpty { sources.note(.lines, from: stamp) }
    let twins = IncomingOrder.twins(of: said, in: known)
    let before = sources
    for (place, line) in said.enumerated() {
      let twin = twins[place]
      let taken = Set(twins.compactMap { $0 } + matches)
      if twin == nil, let index = IncomingOrder.edition(of: line, in: known, but: taken),
        let source = before.source(of: known[index]), source.revisedAt != stamp.revisedAt
      {
        matches.append(index)
        let fulfilled = max(line.fulfilledQuantity, result[index].fulfilledQuantity)
        if source < stamp {
          result[index] = line.edited(from: known[index])
          sources.note(result[index], from: stamp)
        }
        result[index].fulfilledQuantity = min(fulfilled, max(0, result[index].quantity))
        continue
      }
      guard let index = twin else {
        result.append(line)
        matches.append(result.count - 1)
        sources.note(line, from: stamp)
        continue
      }
      matches.append(index)
      let fulfilled = max(line.fulfilledQuantity, result[index].fulfilledQuantity)
      let counts = sources.source(of: result[index]).map { stamp >= $0 } ?? true
      let isFirstId = line.externalId != nil && result[index].externalId == nil
      if line.externalId != nil && counts || isFirstId {
        var fresh = line
        fresh.id = result[index].id
        fresh.personalRevision = result[index].personalRevision
        fresh.variantId = line.sku == result[index].sku ? result[index].variantId : nil
        fresh.keepCancelled(of: result[index])
        result[index] = fresh
      }
      // Who gives no ids does not say which line they mean: one that is known by its id stays whose it is.
      if counts && line.externalId == result[index].externalId || isFirstId {
        sources.note(result[index], from: stamp)
      }
      if result[index].sku.isEmpty, !line.sku.isEmpty {
        result[index].sku = line.sku
        result[index].variantId = line.variantId
        sources.note(result[index], from: before.source(of: known[index]).map { max($0, stamp) } ?? stamp)
      }
      result[index].fulfilledQuantity = fulfilled
    }
    if isOneRecord {
      let others = result.indices.filter { !matches.contains($0) }
      return matches.map { result[$0] } + others.map { result[$0] }
    }
    if let whole = sources.whole {
      let first = min(whole.count, known.count)
      return Array(result[..<first]) + result[first...].sorted { $0.comesBefore($1) }
    }
    return ordered(result, matches, known.count, stamp, &sources)
  }

  /// Of each line said the known one that it is, by its id or by its content; each known one once.
  private static func twins(of said: [OrderLine], in known: [OrderLine]) -> [Int?] {
    var taken: Set<Int> = []
    func twin(_ isTwin: (OrderLine) -> Bool) -> Int? {
      let index = known.indices.first { !taken.contains($0) && isTwin(known[$0]) }
      if let index { taken.insert(index) }
      return index
    }
    let exact = said.map { line in twin { $0.isSame(as: line) } }
    return zip(said, exact).map { line, index in index ?? twin { $0.isSame(asSkuless: line) } }
  }

  /// The known line that is the same thing at another count or price, where neither has an id.
  private static func edition(of line: OrderLine, in known: [OrderLine], but taken: Set<Int>) -> Int? {
    known.indices.first { !taken.contains($0) && line.isEdition(of: known[$0]) }
  }

  /// The lines in the order in which the newest record stands that lists them all; where none does, sorted.
  private func ordered(
    _ lines: [OrderLine], _ said: [Int], _ knownCount: Int, _ stamp: RevisionStamp, _ sources: inout OrderSources
  ) -> [OrderLine] {
    if lines.count < 2 {
      sources.forget(.lineOrder)
      return lines
    }
    let hasGrown = lines.count > knownCount
    if said.count == lines.count, hasGrown || sources.accepts(.lineOrder, from: stamp) {
      sources.note(.lineOrder, from: stamp)
      return said.map { lines[$0] }
    }
    if hasGrown { sources.leaveUnsaid(.lineOrder) }
    return sources.isSaid(.lineOrder) ? lines : lines.sorted { $0.comesBefore($1) }
  }

  /// The lines said, each under the number of the known line that it is: what is promised to it stays promised.
  private static func keepingMaps(of known: [OrderLine], in lines: [OrderLine]) -> [OrderLine] {
    var free = known
    func take(_ index: Int, into line: inout OrderLine) {
      let same = free.remove(at: index)
      line.id = same.id
      line.keepCancelled(of: same)
      if same.hasContent(of: line) { line.personalRevision = same.personalRevision }
    }
    var kept = lines.map { line in
      var line = line
      let twin = known.first { $0.sku == line.sku && $0.listingId == line.listingId && $0.variantId != nil }
      line.variantId = twin?.variantId
      let index =
        free.firstIndex { $0.externalId == line.externalId && $0.hasContent(of: line) }
        ?? free.firstIndex { $0.externalId != nil && $0.externalId == line.externalId }
        ?? free.firstIndex { $0.isSame(as: line) }
      if let index { take(index, into: &line) }
      return line
    }
    // What is left is the same thing at another count or price.
    for place in kept.indices where kept[place].id == 0 {
      if let index = free.firstIndex(where: { kept[place].isEdition(of: $0) }) { take(index, into: &kept[place]) }
    }
    return kept
  }

  func wholeLines() throws(OrderRefusal) -> [OrderLine] {
    var whole: [OrderLine] = []
    whole.reserveCapacity(lines.count)
    for line in lines { whole.append(try line.line()) }
    return whole
  }

  /// The lines with each id once, the first of them: an order has a line's id once.
  private static func once(_ lines: [OrderLine]) -> [OrderLine] {
    if lines.count < 2 { return lines }
    var ids: Set<String> = []
    return lines.filter { line in line.externalId.map { ids.insert($0).inserted } ?? true }
  }

  static func numbered(_ lines: [OrderLine]) -> [OrderLine] {
    var lines = lines
    for index in lines.indices { lines[index].position = index + 1 }
    return lines
  }
}

extension IncomingLine {
  /// The line with its missing figure worked out.
  func line() throws(OrderRefusal) -> OrderLine {
    var unit = unitPrice ?? 0
    var whole = amount ?? 0
    if let unitPrice, amount == nil {
      let (product, overflow) = unitPrice.multipliedReportingOverflow(by: quantity)
      if overflow { throw .sumTooLarge }
      whole = product
    } else if unitPrice == nil, let amount, quantity != 0, quantity > Int64.min, amount > Int64.min {
      let sign: Int64 = quantity < 0 ? -1 : 1
      unit = Rounding.halfUp.quotient(amount * sign, quantity * sign) ?? 0
    }
    if ![unit, whole, discount, tax].allSatisfy(OrderMoney.isReal) { throw .sumTooLarge }
    if max(quantity.magnitude, fulfilledQuantity.magnitude) > UInt64(OrderLine.quantityLimit) { throw .sumTooLarge }
    let (options, found) = Personalisation.split(options)
    let personal = [self.personal, found].filter { !$0.isEmpty }.joined(separator: "\n")
    return OrderLine(
      position: 0, externalId: externalId.flatMap { $0.isEmpty ? nil : $0 }, sku: sku, listingId: listingId,
      title: title, options: options, personal: personal, quantity: quantity, unitPrice: unit, amount: whole,
      discount: discount, tax: tax,
      fulfilledQuantity: fulfilledQuantity)
  }
}

extension OrderLine {
  /// What people here called off stays so, whatever a file says of the line.
  fileprivate mutating func keepCancelled(of known: OrderLine) {
    // A source that has heard of it lists the fewer.
    let hasHeard = known.cancelledQuantity > 0 && quantity == known.quantity - known.cancelledQuantity
    cancelledQuantity = hasHeard ? 0 : min(known.cancelledQuantity, max(0, quantity))
    source = known.source
  }
}

extension OrderLine {
  /// Whether both say the same was sold at the same price; how far it is shipped does not count, nor what was erased.
  func hasContent(of other: OrderLine) -> Bool {
    sku == other.sku && listingId == other.listingId && title == other.title && options == other.options
      && (personal == other.personal || personal.isEmpty && personalRevision != nil) && quantity == other.quantity
      && unitPrice == other.unitPrice && amount == other.amount
      && discount == other.discount && tax == other.tax
  }
}

extension OrderLine {
  /// Whether both are one line of an order: by its id, or by what was sold where one of them has none.
  fileprivate func isSame(as other: OrderLine) -> Bool {
    switch (externalId, other.externalId) {
    case (let one?, let two?): one == two
    case (nil, nil): hasContent(of: other)
    default:
      sku == other.sku && (title == other.title || title.isEmpty || other.title.isEmpty)
        && quantity == other.quantity && unitPrice == other.unitPrice
    }
  }

  /// Whether both are the same line, of which one table had no column for the SKU.
  fileprivate func isSame(asSkuless other: OrderLine) -> Bool {
    externalId == nil && other.externalId == nil && sku.isEmpty != other.sku.isEmpty && !title.isEmpty
      && title == other.title && options == other.options && listingId == other.listingId
      && quantity == other.quantity && unitPrice == other.unitPrice
  }

  /// Whether both are the same thing, of which a channel without line ids may say another count or price later.
  fileprivate func isEdition(of other: OrderLine) -> Bool {
    externalId == nil && other.externalId == nil && sku == other.sku && listingId == other.listingId
      && title == other.title && options == other.options && !(sku.isEmpty && title.isEmpty && listingId.isEmpty)
  }

  /// As a newer record has it, under the number of the line that was known.
  fileprivate func edited(from known: OrderLine) -> OrderLine {
    var line = self
    line.id = known.id
    line.variantId = known.variantId
    if line.personal.isEmpty { line.personalRevision = known.personalRevision }
    line.keepCancelled(of: known)
    return line
  }

  /// An order of lines that does not depend on when they came.
  fileprivate func comesBefore(_ other: OrderLine) -> Bool {
    func texts(_ line: OrderLine) -> [String] {
      let id = line.externalId ?? ""
      let padded = String(repeating: "0", count: max(0, 32 - id.utf8.count)) + id
      return [padded, line.sku, line.listingId, line.title, line.options]
    }
    // By their bytes: the same on every engine and in every year's Unicode.
    for (one, two) in zip(texts(self), texts(other)) where !one.utf8.elementsEqual(two.utf8) {
      return one.utf8.lexicographicallyPrecedes(two.utf8)
    }
    return [quantity, unitPrice, amount, discount, tax].lexicographicallyPrecedes(
      [other.quantity, other.unitPrice, other.amount, other.discount, other.tax])
  }
}
