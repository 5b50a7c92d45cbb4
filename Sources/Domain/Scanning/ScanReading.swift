/// One thing that a scanned code may mean.
public struct ScanReading: Hashable, Sendable {
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// A trade item number by itself: EAN, UPC, ITF-14.
    case gtin
    /// GS1 elements with their identifiers.
    case elements
    /// Any other text: a location, a cart, an order, a number of our own.
    case text
  }

  public var form: Form
  /// As the scanner told it; nil where the content alone speaks, which knows no symbology.
  public var symbology: Symbology?
  /// Without what the scanner put around it; elements in their printed form.
  public var text: String
  public var gtin: Gtin?
  /// In the order of the label; empty in other forms.
  public var elements: [GS1Element]

  public init(
    form: Form, symbology: Symbology? = nil, text: String, gtin: Gtin? = nil, elements: [GS1Element] = []
  ) {
    self.form = form
    self.symbology = symbology
    self.text = text
    self.gtin = gtin
    self.elements = elements
  }

  /// What locations, carts and orders are compared by.
  public var key: String { ScanKeyText.key(text) }

  public func value(of identifier: String) -> String? { elements.first { $0.identifier == identifier }?.value }
  private func date(of identifier: String) -> CivilTime? { elements.first { $0.identifier == identifier }?.date }

  public var lot: String? { value(of: "10") }
  public var serial: String? { value(of: "21") }
  public var expiry: CivilTime? { date(of: "17") ?? date(of: "7003") }
  public var bestBefore: CivilTime? { date(of: "15") }
  public var producedOn: CivilTime? { date(of: "11") }
  /// Eighteen digits of a parcel or pallet.
  public var sscc: String? { value(of: "00") }
  /// The item that a parcel or pallet holds `count` of.
  public var contentGtin: Gtin? { value(of: "02").flatMap { try? Gtin($0) } }
  /// Units of variable count (30), or units in a parcel (37).
  public var count: Int64? { (value(of: "30") ?? value(of: "37")).flatMap { Int64($0) } }

  /// Net weight in whole grams, rounded half up; nil where the label tells none in kilograms.
  public var netGrams: Int64? {
    for decimals in 0...5 {
      guard let digits = value(of: "310\(decimals)"), digits.utf8.count == 6, let number = Int64(digits) else {
        continue
      }
      // Six digits at most, so nothing overflows: the last of the identifier's digits places the point.
      let tens = (0..<decimals).reduce(Int64(1)) { product, _ in product * 10 }
      return (number * 1000 + tens / 2) / tens
    }
    return nil
  }
}

/// The form in which codes of our own are compared.
public enum ScanKeyText {
  /// Folded (full-width narrow, no accents), upper case, no blanks around it.
  public static func key(_ text: String) -> String {
    let folded = FoldedText.fold(text)
    let trimmed = folded.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
    return String(decoding: Array(trimmed), as: UTF8.self).uppercased()
  }
}

/// A scan and all that it may mean. What the content leaves open stays open: the screen that asked for a product, a
/// location or a lot knows which reading it can use.
public struct Scan: Hashable, Sendable {
  /// As it came.
  public var raw: String
  /// At least one, the one that says most first.
  public var readings: [ScanReading]
  /// What the text looked like and was not: a wrong check digit, a cut element.
  public var doubts: [ScanFault]

  public init(raw: String, readings: [ScanReading], doubts: [ScanFault] = []) {
    self.raw = raw
    self.readings = readings
    self.doubts = doubts
  }

  /// Whether there is but one reading.
  public var isClear: Bool { readings.count == 1 }
  /// Whether to scan once more may help.
  public var looksCut: Bool { doubts.contains(where: \.isHalfScan) }
}
