/// The codes that a run knows and what each names.
public struct CodeBook: Hashable, Sendable {
  private var byKey: [String: [ScanSubject]] = [:]
  private var byGtin: [Gtin: [ScanSubject]] = [:]

  public init() {}

  /// A code as it is printed; one that is a trade item number is found in each of its lengths.
  public mutating func add(_ code: String, _ subject: ScanSubject) {
    let key = ScanKeyText.key(code)
    if key.isEmpty { return }
    if byKey[key]?.contains(subject) != true { byKey[key, default: []].append(subject) }
    if case .product = subject, let gtin = try? Gtin(key), byGtin[gtin]?.contains(subject) != true {
      byGtin[gtin, default: []].append(subject)
    }
  }

  /// The codes of a product's packs, and its SKU printed as a code.
  public mutating func add(sku: String, _ codes: [Barcode]) {
    add(sku, .product(sku: sku, packQuantity: 1))
    for code in codes { add(code.code, .product(sku: sku, packQuantity: max(1, code.packQuantity))) }
  }

  /// What a scan may name, each once.
  public func subjects(of scan: Scan) -> [ScanSubject] {
    var subjects: [ScanSubject] = []
    func add(_ more: [ScanSubject]?) {
      for subject in more ?? [] where !subjects.contains(subject) { subjects.append(subject) }
    }
    for reading in scan.readings {
      if let gtin = reading.gtin { add(byGtin[gtin]) }
      if let inside = reading.contentGtin { add(byGtin[inside]?.compactMap { $0.times(reading.count ?? 1) }) }
      if let sscc = reading.sscc { add(byKey[sscc]) }
      add(byKey[reading.key])
    }
    return subjects
  }
}

extension ScanSubject {
  /// A parcel of so many of these packs; nil where the label cannot be true.
  fileprivate func times(_ count: Int64) -> ScanSubject? {
    guard case .product(let sku, let pack) = self else { return self }
    let (product, overflow) = pack.multipliedReportingOverflow(by: count)
    return overflow || product <= 0 ? nil : .product(sku: sku, packQuantity: product)
  }
}
