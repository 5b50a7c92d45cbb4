/// A scan that was read, and all that it may name.
public struct ScanFinding: Hashable, Sendable {
  public var scan: Scan
  public var subjects: [ScanSubject]
  /// The step at which it was scanned.
  public var step: ScanStep

  public init(scan: Scan, subjects: [ScanSubject], step: ScanStep) {
    self.scan = scan
    self.subjects = subjects
    self.step = step
  }

  /// What is said of the code where nothing better is known.
  public var text: String { scan.readings.first?.text ?? scan.raw }

  /// The label's elements beside its trade item number: lot, expiry, weight.
  public var label: ScanReading? { scan.readings.first { $0.form == .elements && ($0.gtin ?? $0.contentGtin) != nil } }

  /// The names of one kind; a refusal where the code has none, saying what it is instead.
  public func names(_ kind: CodeKind) throws(ScanRefusal) -> [String] {
    let names = subjects.filter { $0.kind == kind }.map(\.name)
    if names.isEmpty { throw notOfKind }
    return names
  }

  /// The refusal of a code that names nothing that the step takes.
  public var notOfKind: ScanRefusal {
    if let other = subjects.first { return .codeOfAnotherKind(expected: step.accepts, found: other.kind) }
    if let doubt = scan.doubts.first { return doubt.isHalfScan ? .halfScan(doubt) : .unreadable(doubt) }
    return .unknownCode(text)
  }

  /// That the code names this location.
  public func prove(location expected: String) throws(ScanRefusal) {
    let found = try names(.location)
    if !found.contains(where: { isSame($0, expected) }) {
      throw .wrongLocation(expected: expected, found: found.first ?? text)
    }
  }

  /// Which of these products the code names, and how many units its pack holds.
  public func product(among skus: [String]) throws(ScanRefusal) -> (sku: String, packQuantity: Int64) {
    let names = try names(.product)
    var fitting: [(sku: String, packQuantity: Int64)] = []
    for case .product(let sku, let pack) in subjects where skus.contains(sku) { fitting.append((sku, pack)) }
    guard let first = fitting.first else { throw .wrongProduct(expected: skus, found: names.first ?? text) }
    // A code that stands for two products, or for two packs of one, proves neither.
    guard fitting.allSatisfy({ $0.sku == first.sku && $0.packQuantity == first.packQuantity }) else {
      throw .ambiguousCode(fitting.map { $0.packQuantity == 1 ? $0.sku : "\($0.sku) × \($0.packQuantity)" })
    }
    return first
  }

  /// That the label does not say that the goods have expired.
  public func refuseExpired(on today: CivilTime) throws(ScanRefusal) {
    if let expiry = label?.expiry, expiry.daysSinceEpoch < today.daysSinceEpoch { throw .expired(expiry) }
  }

  /// That the code is this lot's, and not of another product's label.
  public func prove(lot expected: String, of sku: String) throws(ScanRefusal) {
    try refuseLabel(butOf: sku)
    let lots = lots
    if lots.contains(where: { isSame($0, expected) }) { return }
    if label?.lot == nil, subjects.contains(where: { $0.kind != .lot }) { throw notOfKind }
    throw .wrongLot(expected: expected, found: lots.first ?? text)
  }

  /// That a label which names a product names this one.
  func refuseLabel(butOf sku: String) throws(ScanRefusal) {
    guard label != nil else { return }
    let names = subjects.filter { $0.kind == .product }.map(\.name)
    if names.isEmpty { throw notOfKind }
    if !names.contains(sku) { throw .wrongProduct(expected: [sku], found: names.first ?? text) }
  }

  /// The lot that the code names, whichever it is, of this product.
  public func anyLot(of sku: String) throws(ScanRefusal) -> String {
    try refuseLabel(butOf: sku)
    if label?.lot == nil, subjects.contains(where: { $0.kind != .lot }) { throw notOfKind }
    guard let first = lots.first else { throw notOfKind }
    if lots.count == 1 { return first }
    // Of several readings, one that is a known lot's.
    let known = lots.filter { lot in subjects.contains { isSame($0.name, lot) } }
    guard known.count == 1, let lot = known.first else { throw .ambiguousCode(lots) }
    return lot
  }

  /// The lot of the label, or the text itself.
  private var lots: [String] {
    var lots: [String] = []
    for reading in scan.readings {
      let lot = reading.lot ?? (reading.form == .elements ? nil : reading.text)
      if let lot, !lots.contains(lot) { lots.append(lot) }
    }
    return lots
  }
}

/// Whether two codes of our own are the same.
func isSame(_ a: String, _ b: String) -> Bool {
  a == b || ScanKeyText.key(a).utf8.elementsEqual(ScanKeyText.key(b).utf8)
}
