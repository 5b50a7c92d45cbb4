/// A kind of box that parcels are packed in.
public struct Box: Hashable, Sendable {
  public var id: Int64
  /// Hangs at the packing table to be scanned.
  public var code: String
  /// Inside.
  public var lengthMillimetres: Int64
  public var widthMillimetres: Int64
  public var heightMillimetres: Int64
  public var emptyGrams: Int64
  /// With what is in it; nil: any weight.
  public var mostGrams: Int64?
  public var isClosed: Bool

  public init(
    id: Int64, code: String, lengthMillimetres: Int64, widthMillimetres: Int64, heightMillimetres: Int64,
    emptyGrams: Int64 = 0, mostGrams: Int64? = nil, isClosed: Bool = false
  ) {
    self.id = id
    self.code = code
    self.lengthMillimetres = lengthMillimetres
    self.widthMillimetres = widthMillimetres
    self.heightMillimetres = heightMillimetres
    self.emptyGrams = emptyGrams
    self.mostGrams = mostGrams
    self.isClosed = isClosed
  }

  /// Ten metres: no box has a longer side, and no volume overflows.
  public static let longestSide: Int64 = 10_000

  var sides: [Int64] { [lengthMillimetres, widthMillimetres, heightMillimetres].sorted() }
  /// Cubic millimetres.
  var volume: Int64 { sides.reduce(1) { $0 * max(0, min($1, Box.longestSide)) } }
}

/// Which box a parcel goes into, and why not another.
public struct BoxChoice: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public var sku: String
    public var quantity: Int64
    public var measures: Measures

    public init(sku: String, quantity: Int64, measures: Measures) {
      self.sku = sku
      self.quantity = quantity
      self.measures = measures
    }
  }

  public enum Verdict: Hashable, Sendable {
    case fits
    /// A smaller one does.
    case larger(than: String)
    case tooShort(sku: String)
    /// Cubic centimetres.
    case tooLittleRoom(needed: Int64, has: Int64)
    case tooHeavy(grams: Int64, most: Int64)
    case closed
  }

  /// nil where no box takes it all, or where nobody has measured something in it.
  public private(set) var box: Box?
  /// In the order in which they were asked: the smallest first.
  public var verdicts: [(code: String, verdict: Verdict)] { said.map { ($0.code, $0.verdict) } }
  /// What nobody has measured.
  public private(set) var unmeasured: [String] = []
  private var said: [Said] = []

  private struct Said: Hashable, Sendable {
    var code: String
    var verdict: Verdict
  }

  /// Goods do not fill a box to its last corner: of a hundred parts this many.
  static let fill: Int64 = 85

  public init(_ items: [Item], among boxes: [Box]) {
    unmeasured = items.filter { BoxChoice.sides($0) == nil }.map(\.sku)
    if !unmeasured.isEmpty { return }
    var volume: Int64 = 0
    var grams: Int64 = 0
    for item in items {
      let one = (BoxChoice.sides(item) ?? []).reduce(Int64(1)) { $0 * $1 }
      volume = volume.addingClamped(one.multipliedClamped(by: item.quantity))
      grams = grams.addingClamped((item.measures.grams ?? 0).multipliedClamped(by: item.quantity))
    }
    let asked = boxes.sorted { $0.volume == $1.volume ? FoldedText.precedes($0.code, $1.code) : $0.volume < $1.volume }
    for candidate in asked {
      let verdict = verdict(of: candidate, items, volume, grams)
      said.append(Said(code: candidate.code, verdict: verdict))
      if verdict == .fits { box = candidate }
    }
  }

  private func verdict(of candidate: Box, _ items: [Item], _ volume: Int64, _ grams: Int64) -> Verdict {
    if candidate.isClosed { return .closed }
    if let box { return .larger(than: box.code) }
    let inner = candidate.sides
    for item in items where zip(BoxChoice.sides(item) ?? [], inner).contains(where: { $0 > $1 }) {
      return .tooShort(sku: item.sku)
    }
    let room = candidate.volume / 100 * BoxChoice.fill
    // What one box holds of one thing alone, it holds to the last corner.
    let isOneThing = items.count == 1 && items.first?.quantity == 1
    if volume > room && !isOneThing { return .tooLittleRoom(needed: volume / 1000, has: room / 1000) }
    let whole = grams.addingClamped(candidate.emptyGrams)
    if let most = candidate.mostGrams, whole > most { return .tooHeavy(grams: whole, most: most) }
    return .fits
  }

  /// Shortest first; nil where one is not known.
  private static func sides(_ item: Item) -> [Int64]? {
    let sides = item.measures.sides
    return sides.isEmpty ? nil : sides.map { max(1, min($0, Box.longestSide)) }.sorted()
  }
}

extension Int64 {
  fileprivate func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  fileprivate func multipliedClamped(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}

extension Measures {
  /// Length, width and height in millimetres; empty while one of them is not known.
  public var sides: [Int64] {
    guard let lengthMillimetres, let widthMillimetres, let heightMillimetres else { return [] }
    return [lengthMillimetres, widthMillimetres, heightMillimetres]
  }
}
