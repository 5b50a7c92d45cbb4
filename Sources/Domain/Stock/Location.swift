/// Where goods are or may be: a warehouse, a bin in it, or a place outside that goods come from and go to.
public struct Location: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  /// Unique without letter case; what is printed on the shelf: `SZ`, `SZ-A-03-12`.
  public var code: String
  public var name: String
  public var type: LocationKind
  public var role: LocationRole
  /// The warehouse that a bin or zone stands in; of a warehouse and of a place outside its own id.
  public var warehouseId: Int64
  /// What a bin is for; of a warehouse, what stands in it outside any bin.
  public var use: BinUse
  /// Bins are walked in the order of it; equal ones by their code.
  public var sequence: Int64
  /// ISO 3166 alpha-2; nil where it does not matter.
  public var country: String?
  /// Where a warehouse sends to; empty: everywhere.
  public var shipsTo: [String]
  /// Warehouses that could do the same are asked in the order of it, least first.
  public var priority: Int64
  public var isClosed: Bool
  /// When a mirror of somebody else's books (FBA) was last told; nil for stock of our own.
  public var mirroredAt: Instant?

  public init(
    id: Int64, version: Int64 = 1, code: String, name: String = "", type: LocationKind,
    role: LocationRole = .warehouse, warehouseId: Int64? = nil, use: BinUse = .picking, sequence: Int64 = 0,
    country: String? = nil, shipsTo: [String] = [], priority: Int64 = 0, isClosed: Bool = false,
    mirroredAt: Instant? = nil
  ) {
    self.id = id
    self.version = version
    self.code = code
    self.name = name
    self.type = type
    self.role = role
    self.warehouseId = warehouseId ?? id
    self.use = use
    self.sequence = sequence
    self.country = country
    self.shipsTo = shipsTo
    self.priority = priority
    self.isClosed = isClosed
    self.mirroredAt = mirroredAt
  }

  /// Whether what stands here may be promised to a buyer.
  public var isSellable: Bool { type.isOwn && use.isSellable && !isClosed }
}

public enum LocationKind: String, Hashable, Sendable, CaseIterable {
  /// 国内仓
  case domestic
  /// 保税仓
  case bonded
  /// 海外仓, run by the shop.
  case overseas
  /// An overseas warehouse of somebody else that works for the shop.
  case thirdParty
  /// Amazon's own count of what lies with them: a mirror, never counted on here.
  case fba
  case inTransit
  case supplier
  case customer
  /// Where lost, broken and found units are booked against.
  case loss

  /// Whether the shop decides what happens to what stands there.
  public var isOwn: Bool {
    switch self {
    case .domestic, .bonded, .overseas, .thirdParty: true
    case .fba, .inTransit, .supplier, .customer, .loss: false
    }
  }

  /// Whether more may leave a place than ever came: a supplier gives what we never saw.
  public var mayOwe: Bool { self == .supplier || self == .loss || self == .customer }
}

public enum LocationRole: String, Hashable, Sendable, CaseIterable {
  case warehouse, zone, bin
}

/// What a bin is for, which decides whether what lies in it may be sold.
public enum BinUse: String, Hashable, Sendable, CaseIterable {
  /// Picked from.
  case picking
  /// Bulk behind the picking bins.
  case reserve
  /// Came in and is not put away yet.
  case receiving
  /// Waits for its quality check.
  case quality
  /// Picked, not yet on its way.
  case packing
  /// Came back and is not judged yet.
  case returns
  case damaged

  public var isSellable: Bool { self == .picking || self == .reserve }
}
