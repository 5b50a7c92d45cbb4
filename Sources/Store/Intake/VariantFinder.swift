internal import Domain

/// Which own variant a channel's SKU stands for: the account's mapping first, then the same SKU of ours.
///
/// Answers are remembered for a run (20,000 at most): a shop sells the same things again and again.
struct VariantFinder {
  private var known: [String: Int64?] = [:]

  mutating func variant(of line: OrderLine, account: Int64, in reader: any Reader) throws -> Int64? {
    let key = FoldedText.fold(line.sku)
    let memo = line.listingId.isEmpty ? key : key + "\u{1}" + line.listingId
    if let answer = known[memo] { return answer }
    var found = try reader.integer(
      """
      SELECT variant_id
      FROM channel_skus
      WHERE account_id = \(account) AND sku_key = \(key) AND listing_id IN (\(line.listingId), '')
      ORDER BY listing_id DESC
      LIMIT 1
      """)
    if found == nil && !key.isEmpty {
      found = try reader.integer("SELECT id FROM variants WHERE sku_key = \(key)")
    }
    if known.count >= 20_000 { known.removeAll(keepingCapacity: true) }
    known[memo] = .some(found)
    return found
  }

  /// After the library changed in the same run.
  mutating func forget() { known.removeAll(keepingCapacity: true) }
}
