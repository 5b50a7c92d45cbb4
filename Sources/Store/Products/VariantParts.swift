public import Domain

/// What belongs to a variant beside its product.
public struct VariantParts: Hashable, Sendable {
  public struct Channel: Hashable, Sendable {
    /// The account's code.
    public var account: String
    /// Folded; empty where the listing alone is mapped.
    public var sku: String
    public var listing: String
  }

  /// `SKU*COUNT`; empty: no kit.
  public var kit: [String]
  /// Other codes of ours.
  public var aliases: [String]
  /// What channel accounts call it, where somebody said so.
  public var channelSkus: [Channel]

  public init(of id: Int64, in reader: any Reader) throws {
    kit = try Kit.parts(of: id, in: reader).map { "\($0.sku)*\($0.quantity)" }
    aliases = try SkuAlias.all(of: id, in: reader)
    channelSkus = try reader.all(
      """
      SELECT accounts.code, channel_skus.sku_key, channel_skus.listing_id
      FROM channel_skus
      JOIN accounts ON accounts.id = channel_skus.account_id
      WHERE channel_skus.variant_id = \(id)
      ORDER BY accounts.code, channel_skus.sku_key, channel_skus.listing_id
      """
    ) { Channel(account: $0.text(0), sku: $0.text(1), listing: $0.text(2)) }
  }

  /// The product that a variant belongs to.
  public static func product(of id: Int64, in reader: any Reader) throws -> Product? {
    try reader.integer("SELECT product_id FROM variants WHERE id = \(id)").flatMap {
      try ProductTable.load($0, in: reader)
    }
  }
}
