internal import Domain

/// The batches that records were in: `batch:17` and, with what result, `batch:17.failed`.
extension SentenceSQL {
  /// Batches that a sentence may name; an older one is gone from views, not from the journal.
  static let batchLimit: Int64 = 2000

  func batchShape() throws -> FieldShape {
    let known = try knownBatches()
    return .labels(
      known,
      holds: { [self] values in
        SQL.any(
          values.compactMap { value in
            BatchLabel(value).map { label in
              "EXISTS (SELECT 1 FROM bulk_items AS b WHERE b.subject = \(kind.idColumn) AND \(label.condition))"
            }
          })
      },
      present: """
        EXISTS (SELECT 1 FROM bulk_items AS b JOIN bulk_batches AS q ON q.id = b.batch \
        WHERE b.subject = \(kind.idColumn) AND q.kind = \(kind.rawValue) AND q.id > \(try oldestBatch()))
        """)
  }

  private func oldestBatch() throws -> Int64 {
    (try reader.integer("SELECT MAX(id) FROM bulk_batches") ?? 0) - SentenceSQL.batchLimit
  }

  func knownBatches() throws -> [FieldShape.KnownValue] {
    let ids = try reader.all(
      "SELECT id FROM bulk_batches WHERE kind = \(kind.rawValue) AND id > \(try oldestBatch()) ORDER BY id"
    ) { $0.integer(0) }
    return ids.flatMap { id in
      [BatchLabel(batch: id, result: nil)] + BulkItem.Result.allCases.map { BatchLabel(batch: id, result: $0) }
    }.map { FieldShape.KnownValue(value: .text($0.text), folded: $0.text) }
  }

  /// Both forms of each, the newest first.
  var batchLabels: SQL {
    """
    (SELECT group_concat(label) FROM (SELECT b.batch || ',' || b.batch || '.' || b.result AS label \
    FROM bulk_items AS b JOIN bulk_batches AS q ON q.id = b.batch \
    WHERE b.subject = \(kind.idColumn) AND q.kind = \(kind.rawValue) \
    AND q.id > (SELECT MAX(id) FROM bulk_batches) - \(SentenceSQL.batchLimit) ORDER BY b.batch DESC) AS labels)
    """
  }

  /// `17.failed wrongState:shipped`: of the batch that the sentence names, else of the newest.
  var newestResult: SQL {
    let named: SQL =
      namedBatches.isEmpty ? "1 = 1" : "b.batch IN (\(SQL.list(namedBatches.map { SQLValue.integer($0) })))"
    return """
      (SELECT b.batch || '.' || b.result || CASE b.code WHEN '' THEN '' ELSE ' ' || b.code END \
      FROM bulk_items AS b JOIN bulk_batches AS q ON q.id = b.batch \
      WHERE b.subject = \(kind.idColumn) AND q.kind = \(kind.rawValue) AND \(named) ORDER BY b.batch DESC LIMIT 1)
      """
  }
}

/// A batch in a sentence.
struct BatchLabel: Hashable {
  var batch: Int64
  var result: BulkItem.Result?

  init(batch: Int64, result: BulkItem.Result?) {
    self.batch = batch
    self.result = result
  }

  init?(_ value: SQLValue) {
    guard case .text(let text) = value else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let batch = Int64(first) else { return nil }
    self.batch = batch
    if parts.count > 1 {
      guard let result = BulkItem.Result(rawValue: String(parts[1])) else { return nil }
      self.result = result
    }
  }

  var text: String { result.map { "\(batch).\($0.rawValue)" } ?? String(batch) }

  /// Of `bulk_items AS b`.
  var condition: SQL {
    result.map { "b.batch = \(batch) AND b.result = \($0.rawValue)" } ?? "b.batch = \(batch)"
  }
}

extension Condition {
  /// The batches that every row was in, by the words of the sentence.
  var namedBatches: [Int64] {
    switch self {
    case .all(let parts): return parts.flatMap(\.namedBatches)
    case .field(let field, let tests) where field.isBatch:
      let labels = tests.map { test -> BatchLabel? in
        if case .code(let text) = test { BatchLabel(.text(FoldedText.fold(text))) } else { nil }
      }
      return labels.contains(nil) ? [] : labels.compactMap { $0?.batch }
    case .any, .not, .text, .field: return []
    }
  }
}

extension Field {
  var isBatch: Bool {
    switch self {
    case .order(.batch), .line(.batch), .product(.batch), .variant(.batch), .customer(.batch): true
    default: false
    }
  }
}

extension Driver {
  /// Of `bulk_items AS b`.
  var batchCondition: SQL {
    guard case .batch(let id, let result) = self else { return .always }
    return BatchLabel(batch: id, result: result.flatMap(BulkItem.Result.init(rawValue:))).condition
  }

  /// The records of the batch, each looked up by its id.
  func batchItems(_ table: SQL, _ id: SQL) -> DriverSource {
    DriverSource(from: "bulk_items AS b CROSS JOIN \(table)", conditions: [batchCondition, "\(id) = b.subject"])
  }
}

extension Planner {
  /// One batch a driver: two results of one batch are asked of it together.
  func batches(_ tests: [ValueTest]) throws -> ([Driver], Bool)? {
    let known = try sql.knownBatches()
    var drivers: [Driver] = []
    for test in tests {
      switch test {
      case .folded, .foldedBegins:
        for value in known where FieldShape.fits(value.folded, test) {
          guard let label = BatchLabel(value.value) else { return nil }
          let driver = Driver.batch(label.batch, result: label.result?.rawValue)
          if !drivers.contains(driver) { drivers.append(driver) }
        }
      case .absent, .present, .words, .choice, .flag, .number, .amount, .moment: return nil
      }
    }
    return drivers.count <= 16 ? (drivers, true) : nil
  }
}
