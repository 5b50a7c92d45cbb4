internal import Domain

/// Lines of an order as somebody types them: `SKU*COUNT@PRICE`, divided by commas.
enum EnteredLines {
  /// Whole lines; the price of an own SKU is its price in that currency where none is said.
  static func lines(_ words: [String], _ currency: Currency, account: Int64, in reader: any Reader) throws
    -> [OrderLine]
  {
    var lines: [OrderLine] = []
    for word in words {
      var line = try self.line(word, currency, in: reader)
      line.position = lines.count + 1
      line.variantId = try LineMapping.variant(
        key: FoldedText.fold(line.sku), listing: "", account: account, in: reader)
      lines.append(line)
    }
    return lines
  }

  private static func line(_ word: String, _ currency: Currency, in reader: any Reader) throws -> OrderLine {
    let parts = word.split(separator: "@", maxSplits: 1)
    let (sku, count) = try ActionArguments.counted(String(parts.first ?? ""), field: "lines")
    if sku.allSatisfy(\.isWhitespace) {
      throw ActionRefusal.badField("lines", found: word, expected: .orderLine)
    }
    let own = try reader.first(
      """
      SELECT variants.prices, products.title, variants.sku
      FROM variants
      JOIN products ON products.id = variants.product_id
      WHERE variants.id = \(try SkuAlias.variant(called: sku, in: reader))
      """
    ) {
      (
        prices: (Plain(json: $0.text(0))?.list ?? []).compactMap(Money.init(plain:)), title: $0.text(1),
        sku: $0.text(2)
      )
    }
    var price = own?.prices.first { $0.currency == currency }?.minorUnits
    if parts.count == 2 {
      guard let money = Money(exactly: parts[1], currency: currency), !money.isNegative else {
        throw ActionRefusal.badField("lines", found: word, expected: .amount(currency))
      }
      price = money.minorUnits
    }
    guard let price else {
      let example = Money(minorUnits: 1230, currency: currency).amount
      throw ActionRefusal.badField(
        "lines", found: word, expected: .orderLineWithPrice(example: "\(sku)*\(count)@\(example)"))
    }
    let (amount, overflow) = price.multipliedReportingOverflow(by: count)
    if overflow || amount > OrderMoney.limit { throw ActionRefusal.order(.sumTooLarge) }
    return OrderLine(
      position: 0, sku: own?.sku ?? sku, title: own?.title ?? sku, quantity: count, unitPrice: price, amount: amount)
  }

  /// `SKU*COUNT` or `#LINE*COUNT` of the lines of an order; a SKU that stands on several lines takes them in turn.
  /// `open` tells how many units of a line may be meant.
  static func counts(
    _ words: [String], of order: Order, left open: (OrderLine) -> Int64 = { $0.openQuantity }
  ) throws -> [LineCount] {
    var left = order.lines.map { max(0, open($0)) }
    var counts: [LineCount] = []
    for word in words {
      let (name, count) = try ActionArguments.counted(word, field: "lines")
      if name.hasPrefix("#") {
        guard let position = Int(name.dropFirst()) else {
          throw ActionRefusal.badField("lines", found: word, expected: .lineAndCount)
        }
        counts.append(LineCount(position: position, quantity: count))
        continue
      }
      let key = FoldedText.fold(name)
      let own = order.lines.indices.filter { FoldedText.fold(order.lines[$0].sku) == key }
      guard let last = own.last else { throw OrderRefusal.noSuchLine(name) }
      var wanted = count
      for index in own where wanted > 0 {
        let taken = index == last ? wanted : min(wanted, left[index])
        if taken == 0 { continue }
        left[index] -= taken
        wanted -= taken
        counts.append(LineCount(position: order.lines[index].position, quantity: taken))
      }
    }
    return counts
  }
}
