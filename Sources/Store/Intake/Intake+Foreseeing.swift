public import Domain

extension Intake {
  /// What `take` would answer, judged by reading alone and without writing: known content is unchanged, a known record
  /// with another content would be updated, anything else imported.
  public func foresee(_ items: [IntakeItem]) throws -> [Outcome] { try foresee(items.map { IntakeRecord($0) }) }

  public func foresee(_ records: [IntakeRecord]) throws -> [Outcome] {
    try store.connection.readNow { reader in
      try records.map { record in
        switch record.item {
        case .order(let order): try foresee("orders", order.externalId, record.body, reader)
        case .product(let product): try foresee("products", product.externalId, record.body, reader)
        case .stock: .imported(0)
        case .skipped(let issue), .refused(let issue, _), .noted(let issue): .refused(issue)
        }
      }
    }
  }

  private func foresee(_ kind: String, _ externalId: String, _ body: BodyDigest, _ reader: any Reader) throws -> Outcome
  {
    // Whatever the account has under this id, in one look at the index.
    var known = false
    var same = false
    try reader.forEach(
      """
      SELECT content_hash
      FROM raw_records
      WHERE account_id = \(account.id) AND kind = \(kind) AND external_id = \(externalId) AND withdrawn_at IS NULL
      """
    ) { row in
      known = true
      same = same || row.integer(0) == body.contentHash
      return !same
    }
    return same ? .unchanged(0) : known ? .updated(0) : .imported(0)
  }
}
