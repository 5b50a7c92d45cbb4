internal import Domain

/// Which own variant a channel's SKU stands for, as `LineMapping` says.
///
/// Answers are remembered for a run (20,000 at most): a shop sells the same things again and again.
struct VariantFinder {
  private var known: [String: Int64?] = [:]

  mutating func variant(of line: OrderLine, account: Int64, in reader: any Reader) throws -> Int64? {
    let key = FoldedText.fold(line.sku)
    let memo = line.listingId.isEmpty ? key : key + "\u{1}" + line.listingId
    if let answer = known[memo] { return answer }
    let found = try LineMapping.variant(key: key, listing: line.listingId, account: account, in: reader)
    if known.count >= 20_000 { known.removeAll(keepingCapacity: true) }
    known[memo] = .some(found)
    return found
  }

  /// After the library changed in the same run.
  mutating func forget() { known.removeAll(keepingCapacity: true) }
}
