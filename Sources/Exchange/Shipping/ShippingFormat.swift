public import Domain

/// A file that tells a channel of parcels: how it is written, and which of its records tells of which units.
public struct ShippingFormat: Sendable {
  /// Stable: `amazon-shipping-txt`.
  public let id: String
  public let title: String
  /// Channels whose own way this is; none: any channel's.
  public let channels: [String]
  /// `txt`, `csv`, `json`.
  public let ending: String
  /// Whether a record is a whole parcel rather than a line of it.
  public let isByParcel: Bool
  let text: @Sendable ([ShippedParcel]) -> String
  /// How the same file is read, where it comes in.
  let reading: Format

  /// The whole file's text.
  public func write(_ parcels: [ShippedParcel]) -> String { text(parcels) }

  /// The record of each of the units, from 1: as the channel numbers what it answers.
  public func records(of parcels: [ShippedParcel]) -> [(unit: Int64, record: Int)] {
    var records: [(unit: Int64, record: Int)] = []
    var next = 0
    for parcel in parcels {
      if isByParcel { next += 1 }
      for line in parcel.lines {
        if !isByParcel { next += 1 }
        records.append((line.unit, next))
      }
    }
    return records
  }
}

/// Every way to tell a channel of parcels.
public enum ShippingFormats {
  public static let all: [ShippingFormat] = [
    AmazonShipping.format, EbayShipping.format, ShopifyShipping.table, ShopifyShipping.document, EtsyShipping.format,
    GeneralShipping.format,
  ]

  public static func named(_ id: String) -> ShippingFormat? { all.first { $0.id == id } }

  /// The channel's own way, else the general one.
  public static func of(channel: String) -> ShippingFormat {
    all.first { $0.channels.contains(channel.lowercased()) } ?? GeneralShipping.format
  }

  /// The same files on their way in.
  static let incoming: [Format] = all.map(\.reading)
}

/// `2026-09-22T15:04:11+00:00`: what every channel takes.
enum ShippingTime {
  static func text(_ time: Instant?) -> String {
    guard let civil = time?.civil() else { return "" }
    return "\(civil.dateText)T\(civil.clockText)+00:00"
  }

  static func day(_ time: Instant?) -> String { time?.civil().dateText ?? "" }
}
