extension Sample {
  /// How much of a file is looked at, in bytes.
  public static let limit = 65_536
  static let recordLimit = 20

  /// The sample of decoded bytes: delimiter and first records are found.
  public init(bytes: UnsafeBufferPointer<UInt8>) {
    let beginning = UnsafeBufferPointer(rebasing: bytes.prefix(Sample.limit))
    let (delimiter, records) = DelimiterSearch.find(beginning)
    self.init(
      text: String(decoding: beginning, as: UTF8.self), header: records.first ?? [], delimiter: delimiter,
      records: records
    )
  }
}

/// Finds which sign parts the fields of a file.
enum DelimiterSearch {
  static let candidates: [UInt8] = [0x2c, 0x09, 0x3b, 0x7c]

  /// The delimiter whose records agree best on a number of fields, and the first records cut by it. nil: one column,
  /// or no delimited file.
  static func find(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt8?, [[String]]) {
    var best: (delimiter: UInt8?, records: [[String]], score: Int) = (nil, [], 0)
    for delimiter in candidates {
      let records = self.records(bytes, delimiter)
      let score = self.score(records)
      if score > best.score { best = (delimiter, records, score) }
    }
    if best.delimiter == nil { best.records = records(bytes, 0x2c) }
    return (best.delimiter, best.records)
  }

  static func records(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> [[String]] {
    var records: [[String]] = []
    var scanner = RowScanner(delimiter: delimiter)
    let take: (Row) -> Void = { row in
      if records.count < Sample.recordLimit { records.append(row.texts) }
    }
    scanner.consume(bytes, row: take)
    // What is left is whole only where the file ends here; a record cut off by the sample still shows its beginning.
    if records.count < Sample.recordLimit { scanner.finish(row: take) }
    return records
  }

  /// How many records have the commonest number of fields, times that number.
  private static func score(_ records: [[String]]) -> Int {
    var tally: [Int: Int] = [:]
    for record in records where record.count > 1 { tally[record.count, default: 0] += 1 }
    var best = 0
    for (fields, count) in tally { best = max(best, min(fields, 200) * count) }
    return best
  }
}
