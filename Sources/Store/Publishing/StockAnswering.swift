internal import Domain

/// What channels say of the quantities that they were told: each answer is about the wish that its file held, and one
/// that is older than what they have answered already is put aside.
enum StockAnswering {
  static func isStock(_ file: ChannelFiles.Sent, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT 1 FROM published_records WHERE file_id = \(file.id) LIMIT 1") != nil
  }

  private struct Record {
    var number: Int
    var published: Int64
    var wish: PublishedStock.Wish
  }

  static func apply(
    _ answers: [ChannelAnswer], _ file: ChannelFiles.Sent, _ result: inout Answering.Result, _ work: Work
  ) throws {
    let records = try work.writer.all(
      """
      SELECT record, published_id, quantity, sequence
      FROM published_records
      WHERE file_id = \(file.id)
      ORDER BY record
      """
    ) { row in
      Record(
        number: Int(row.integer(0)), published: row.integer(1),
        wish: .init(quantity: row.integer(2), sequence: row.integer(3)))
    }
    var refused: [Int: ChannelAnswer] = [:]
    var named: Set<Int> = []
    var hasSummary = false
    for answer in answers {
      switch answer.verdict {
      case .summary: hasSummary = true
      case .refused, .accepted, .warned:
        guard let record = answer.record, records.contains(where: { $0.number == record }) else {
          result.strays.append(answer)
          continue
        }
        named.insert(record)
        if answer.verdict == .refused { refused[record] = answer }
      }
    }
    for record in records where hasSummary || named.contains(record.number) {
      guard var one = try PublishedTable.load(record.published, in: work.writer) else { continue }
      let before = one
      var isNews: Bool
      if let answer = refused[record.number] {
        let said = [answer.code, answer.reason].filter { !$0.isEmpty }.joined(separator: " ")
        isNews = one.refuse(record.wish.sequence, saying: said)
        if isNews {
          result.refusals.append(
            .init(order: one.sku, record: record.number, said: said, line: answer.line))
        }
      } else {
        isNews = one.acknowledge(record.wish, at: work.now)
      }
      isNews = isNews && one != before
      if !isNews {
        result.unchanged += 1
        continue
      }
      result.changed += 1
      try PublishedTable.keep(one, in: work.writer)
      try work.append(
        action: "answerStock", kind: PublishedStock.kind, subject: one.id,
        changes: [
          FieldChange(
            field: "acknowledged", before: Plain(before.acknowledged?.quantity),
            after: one.refusal.isEmpty ? Plain(one.acknowledged?.quantity) : .text(one.refusal))
        ])
    }
  }
}

extension Publishing {
  /// The quantity that a wish was, as a file held it.
  static func quantity(of published: Int64, _ sequence: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer(
      """
      SELECT quantity
      FROM published_records
      WHERE published_id = \(published) AND sequence = \(sequence)
      ORDER BY file_id DESC
      LIMIT 1
      """)
  }
}
