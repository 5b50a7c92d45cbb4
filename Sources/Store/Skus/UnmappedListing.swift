internal import Domain

/// What a channel sells of which nobody has said yet what it is of ours.
public enum UnmappedListing {
  /// Lines that wait for a mapping of this SKU (and listing, where it is not empty), and the orders they are of.
  public static func waiting(account: Int64, sku: String, listingId: String, in reader: any Reader) throws
    -> (lines: Int64, orders: Int64)
  {
    try reader.first(
      """
      SELECT COUNT(*), COUNT(DISTINCT l.order_id)
      FROM order_lines AS l INDEXED BY order_lines_sku
      CROSS JOIN orders AS o ON o.id = l.order_id
      WHERE l.sku_key = \(FoldedText.fold(sku)) AND l.variant_id IS NULL AND o.account_id = \(account)
        AND (\(listingId) = '' OR l.listing_id = \(listingId))
      """
    ) { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
  }
}
