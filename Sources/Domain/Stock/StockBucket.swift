/// Where in Amazon's own flow units lie, as its inventory summaries tell it.
public enum StockBucket: String, Hashable, Sendable, CaseIterable {
  case fulfillable
  case inboundWorking, inboundShipped, inboundReceiving
  case pendingCustomerOrder, pendingTransshipment, fcProcessing
  case unfulfillable, researching, futureSupply
}

extension [StockBucket: Int64] {
  /// As it is kept: buckets of nought are not named.
  public var plain: Plain {
    var map: [String: Plain] = [:]
    for (bucket, units) in self where units != 0 { map[bucket.rawValue] = .number(units) }
    return .map(map)
  }

  /// What `plain` once held; words of another program are passed over.
  public init(plain: Plain) {
    self = [:]
    for (name, value) in plain.map ?? [:] {
      if let bucket = StockBucket(rawValue: name), let units = value.number { self[bucket] = units }
    }
  }
}
