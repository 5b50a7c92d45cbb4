import Domain

/// Holds a table's beginning back until delimiter and header are known: 64 KiB at most.
struct TablePrelude {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.append(contentsOf: piece)
    return bytes.count >= Sample.limit
  }

  mutating func take() -> [UInt8] {
    let all = bytes
    bytes = []
    return all
  }

  /// Which sign parts the fields: the given one, the one that `sep=` names, or the one that fits the header best.
  static func delimiter(_ bytes: [UInt8], given: UInt8?, score: ([[String]]) -> Int) -> UInt8 {
    if let given { return given }
    return bytes.withUnsafeBufferPointer { buffer in
      let (found, records) = DelimiterSearch.find(buffer)
      var best = (delimiter: found ?? 0x2c, score: score(records))
      for candidate in DelimiterSearch.candidates where candidate != found {
        let score = score(DelimiterSearch.records(buffer, candidate))
        if score > best.score { best = (candidate, score) }
      }
      return best.delimiter
    }
  }
}
