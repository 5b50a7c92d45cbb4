/// Reads what scanners type: takes off prefixes and identifiers and says what the code is.
public struct ScanReader: Hashable, Sendable {
  public var settings: ScannerSettings
  /// The day on which labels are read: it settles the century of their dates.
  public var today: CivilTime

  public init(_ settings: ScannerSettings = ScannerSettings(), today: CivilTime) {
    self.settings = settings
    self.today = today
  }

  /// All that the text may mean. Where the scanner told the symbology, that is one reading or a fault; where it did
  /// not, the content speaks, and what it does not settle gives several readings.
  public func read(_ raw: String) throws(ScanFault) -> Scan {
    guard raw.utf8.count <= settings.longestScan else {
      throw .tooLong(found: raw.utf8.count, allowed: settings.longestScan)
    }
    let bare = try settings.bare(raw)
    let data = String(bare.data)
    if data.isEmpty { throw .empty }
    try ScanReader.refuseControls(in: data)
    guard let symbology = bare.symbology else { return try untold(data, raw: raw) }
    return Scan(raw: raw, readings: try told(data, symbology))
  }

  // MARK: Told by the scanner

  private func told(_ data: String, _ symbology: Symbology) throws(ScanFault) -> [ScanReading] {
    let count = data.utf8.count
    switch symbology {
    case .ean13:
      // Set so, some scanners send UPC-A without its zero and UPC-E as it is printed.
      guard [8, 12, 13].contains(count) else { throw .wrongLength(found: count, expected: [13, 12]) }
      return count == 8 ? try eightDigits(data, .ean13) : [item(try Gtin(data), data, .ean13)]
    case .upcA:
      guard [11, 12, 13].contains(count) else { throw .wrongLength(found: count, expected: [12]) }
      let digits = count == 11 ? data + String(decoding: [CheckDigit.of(Array(data.utf8))], as: UTF8.self) : data
      return [item(try Gtin(digits), digits, .upcA)]
    case .ean8:
      guard count == 8 else { throw .wrongLength(found: count, expected: [8]) }
      return [item(try Gtin(data), data, .ean8)]
    case .upcE:
      return [item(try count > 8 ? Gtin(data) : Gtin(shortForm: data), data, .upcE)]
    case .ean13AddOn:
      guard count == 15 || count == 18 else { throw .wrongLength(found: count, expected: [15, 18]) }
      guard let item = String(data.utf8.prefix(13)) else { throw .notDigits(data) }
      return [self.item(try Gtin(item), data, symbology)]
    case .addOn: throw .addOnAlone(data)
    case .interleaved:
      // The symbology holds any number; only fourteen digits with a right check digit are a pack's.
      if count == 14, let gtin = try? Gtin(data) { return [item(gtin, data, symbology)] }
      return [plain(data, symbology)]
    case .gs1Code128, .gs1DataBar, .gs1DataMatrix, .gs1QR, .gs1Aztec, .gs1DotCode:
      return [reading(of: try elements(data), symbology)]
    default:
      if data.utf8.contains(GS1Elements.separator) { throw .controlCharacter(0x1D, position: position(in: data)) }
      return link(data, symbology) + [plain(data, symbology)]
    }
  }

  /// What a web address on the label names; a faulty one is an address and no more.
  private func link(_ data: String, _ symbology: Symbology?) -> [ScanReading] {
    guard let elements = try? GS1DigitalLink.elements(of: data, inYear: today.year) else { return [] }
    return [reading(of: elements, symbology)]
  }

  // MARK: Told by the content

  private func untold(_ data: String, raw: String) throws(ScanFault) -> Scan {
    // FNC1 stands in GS1's symbols alone.
    if data.utf8.contains(GS1Elements.separator) {
      return Scan(raw: raw, readings: [reading(of: try elements(data), nil)])
    }
    var scan = Scan(raw: raw, readings: link(data, nil))
    if data.utf8.allSatisfy(\.isDigit) { readDigits(data, into: &scan) }
    readElements(data, into: &scan)
    if scan.readings.allSatisfy({ $0.form == .elements }) { scan.readings.append(plain(data, nil)) }
    return scan
  }

  /// The key of a trade item's reading is its digits, so a location or an order of the same digits is found by it too.
  private func readDigits(_ data: String, into scan: inout Scan) {
    let count = data.utf8.count
    guard [8, 12, 13, 14].contains(count) else {
      if let half = doubled(data) { scan.doubts.append(.doubled(half)) }
      return
    }
    do {
      scan.readings += count == 8 ? try eightDigits(data, nil) : [item(try Gtin(data), data, nil)]
    } catch {
      scan.doubts.append(error)
    }
  }

  private func readElements(_ data: String, into scan: inout Scan) {
    do {
      let found = try elements(data)
      // Any digits are an element of some kind (a German EAN is an order number, 400): these need a date or a check
      // digit that speaks for them.
      if data.utf8.allSatisfy(\.isDigit), !found.contains(where: { $0.isProved }) { return }
      scan.readings.insert(reading(of: found, nil), at: 0)
    } catch {
      // Any text with digits at its front is no element string; these begin like one.
      let looksLikeElements = ["01", "02", "00"].contains { data.hasPrefix($0) } && data.utf8.count >= 15
      if looksLikeElements && scan.readings.isEmpty || data.hasPrefix("(") { scan.doubts.append(error) }
    }
  }

  /// Eight digits are an EAN-8 or a UPC-E; where both check digits are right, both are said.
  private func eightDigits(_ data: String, _ symbology: Symbology?) throws(ScanFault) -> [ScanReading] {
    var readings: [ScanReading] = []
    if let short = try? Gtin(shortForm: data) { readings.append(item(short, data, symbology.map { _ in .upcE })) }
    do {
      readings.insert(item(try Gtin(data), data, symbology.map { _ in .ean8 }), at: 0)
    } catch {
      if readings.isEmpty { throw error }
    }
    return readings
  }

  /// The half, where the text is one code of an item twice.
  private func doubled(_ data: String) -> String? {
    let bytes = Array(data.utf8)
    let half = bytes.count / 2
    guard bytes.count.isMultiple(of: 2), half >= 8, bytes[..<half].elementsEqual(bytes[half...]) else { return nil }
    let text = String(decoding: bytes[..<half], as: UTF8.self)
    return (try? Gtin(text)) == nil ? nil : text
  }

  // MARK: Parts

  private func elements(_ data: String) throws(ScanFault) -> [GS1Element] {
    var data = data
    for substitute in settings.separatorSubstitutes where !substitute.isEmpty {
      data = ScanReader.replacing(substitute, in: data)
    }
    let bytes = Array(data.utf8)
    if bytes.first == UInt8(ascii: "(") { return try GS1Elements.readPrinted(bytes, inYear: today.year) }
    return try GS1Elements.read(bytes, inYear: today.year)
  }

  private func reading(of elements: [GS1Element], _ symbology: Symbology?) -> ScanReading {
    let gtin = elements.first { $0.identifier == "01" }.flatMap { try? Gtin($0.value) }
    return ScanReading(
      form: .elements, symbology: symbology, text: GS1Elements.printed(elements), gtin: gtin, elements: elements)
  }

  private func item(_ gtin: Gtin, _ text: String, _ symbology: Symbology?) -> ScanReading {
    ScanReading(form: .gtin, symbology: symbology, text: text, gtin: gtin)
  }

  private func plain(_ text: String, _ symbology: Symbology?) -> ScanReading {
    ScanReading(form: .text, symbology: symbology, text: text)
  }

  private func position(in data: String) -> Int {
    data.unicodeScalars.prefix { $0.value != 0x1D }.count
  }
}

extension ScanReader {
  /// Control, invisible and unassigned characters are in no code; FNC1's 0x1D is.
  fileprivate static func refuseControls(in text: String) throws(ScanFault) {
    for (position, scalar) in text.unicodeScalars.enumerated() where scalar.value != 0x1D {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        throw .controlCharacter(scalar.value, position: position)
      default: continue
      }
    }
  }

  /// Each occurrence of a substitute becomes FNC1, byte by byte.
  fileprivate static func replacing(_ substitute: String, in text: String) -> String {
    let sought = Array(substitute.utf8)
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at...].starts(with: sought) {
        result.append(GS1Elements.separator)
        at += sought.count
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
