internal import Domain

/// Takes everything personal of one customer out of the store; the journal keeps only that it happened.
enum Erasure {
  /// Erases the person, so everybody who was found to be the same person too.
  static func erase(_ id: Int64, _ work: Work) throws -> Int64? {
    guard let customer = try CustomerTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "customers", String(id))
    }
    if try CustomerTable.isErased(id, in: work.writer) { throw ActionRefusal.erased }
    try erase(customer, work)
    for other in try CustomerTable.cluster(of: id, in: work.writer).dropFirst() {
      guard let same = try CustomerTable.load(other, in: work.writer),
        try !CustomerTable.isErased(other, in: work.writer)
      else { continue }
      try erase(same, work)
    }
    return id
  }

  private static func erase(_ customer: Customer, _ work: Work) throws {
    let (writer, id) = (work.writer, customer.id)
    let orders = try writer.all("SELECT id FROM orders WHERE customer_id = \(id)") { $0.integer(0) }
    // The search words are made of the cards, so they are taken out before the cards go.
    var wordsBefore: [(Int64, String, Order)] = []
    for order in orders {
      guard let whole = try OrderTable.load(order, in: writer),
        try !OrderTable.isWithdrawn(order, in: writer)
      else { continue }
      wordsBefore.append((OrderTable.placeKey(whole), try OrderWords.words(whole, in: writer), whole))
    }
    let card = try PersonalTable.card(subject: id, revision: customer.revision, in: writer)
    let customerWords = CustomerTable.words(customer, card)
    try Sessions.erase(customer: id, in: writer)
    try writer.run(
      """
      UPDATE personal
      SET name = NULL, name_key = '', company = NULL, email = NULL, phone = NULL, street = NULL, city = NULL,
        region = NULL, postcode = NULL, country = NULL, tax_id = NULL, message = NULL
      WHERE subject = ?
      """, [.integer(id)])
    try writer.run(
      """
      UPDATE raw_records
      SET body = NULL, salt = NULL
      WHERE kind = 'orders' AND subject IN (SELECT id FROM orders WHERE customer_id = ?)
      """, [.integer(id)])
    try writer.run("UPDATE orders SET note = '' WHERE customer_id = ? AND note <> ''", [.integer(id)])
    // What people wrote about the person: notes of holds, and the texts of the journal.
    try writer.run(
      """
      UPDATE order_holds
      SET note = ''
      WHERE order_id IN (SELECT id FROM orders WHERE customer_id = ?) AND note <> '' AND note <> ?
      """, [.integer(id), .text(Hold.sourcesOwn)])
    try Letters.erase(customer: id, in: writer)
    try SealedTexts.erase(kind: "customers", subject: id, in: writer)
    for order in orders { try SealedTexts.erase(kind: "orders", subject: order, in: writer) }
    let returns = try writer.all(
      "SELECT id FROM returns WHERE order_id IN (SELECT id FROM orders WHERE customer_id = \(id))"
    ) { $0.integer(0) }
    for known in returns {
      try writer.run("UPDATE returns SET note = '' WHERE id = ?", [.integer(known)])
      try SealedTexts.erase(kind: "returns", subject: known, in: writer)
    }
    try writer.run(
      "UPDATE refunds SET note = '' WHERE order_id IN (SELECT id FROM orders WHERE customer_id = ?) AND note <> ''",
      [.integer(id)])
    try eraseTracking(customer: id, writer)
    // Labels and forms bear the name; that they were printed, and their digest, stays.
    try writer.run(
      """
      UPDATE papers
      SET body = NULL
      WHERE order_id IN (SELECT id FROM orders WHERE customer_id = ?) AND body IS NOT NULL
      """, [.integer(id)])
    try writer.run("UPDATE customers SET erased_at = ? WHERE id = ?", [.integer(work.now.milliseconds), .integer(id)])
    for (key, words, noted) in wordsBefore {
      var order = noted
      order.note = ""
      try OrderTable.removeText(key, words, in: work)
      try TextIndex.orders.insert(key, try OrderWords.words(order, in: writer), in: writer)
    }
    try CustomerTable.index(customer, nil, was: customerWords, in: writer)
    // Deleted words stay in the index's old pieces until they are merged into new ones.
    try TextMerging.ask(in: writer)
    try work.append(
      action: "eraseCustomer", kind: "customers", subject: id,
      changes: [FieldChange(field: "erased", before: .flag(false), after: .flag(true))])
  }
}
