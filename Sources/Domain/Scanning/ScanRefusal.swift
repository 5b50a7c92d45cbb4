/// Why an event was refused, with its evidence. What was refused has changed nothing.
public enum ScanRefusal: Error, Hashable, Sendable {
  /// The code looks cut: scan once more.
  case halfScan(ScanFault)
  case unreadable(ScanFault)
  case unknownCode(String)
  case codeOfAnotherKind(expected: [CodeKind], found: CodeKind)
  /// Two meanings that both would do.
  case ambiguousCode([String])
  case wrongCart(expected: String, found: String)
  case wrongLocation(expected: String, found: String)
  case wrongProduct(expected: [String], found: String)
  case wrongLot(expected: String, found: String)
  /// The right product in a pack that holds more than is wanted.
  case wrongPack(holds: Int64, left: Int64)
  case wrongBin(expected: String, found: String)
  /// The bin, or the label, belongs to another order.
  case wrongOrder(expected: String, found: String)
  case wrongBox(String)
  case binIsFull(String)
  case emptyBin(String)
  case overPick(asked: Int64, left: Int64)
  /// More than was ordered and may be taken.
  case overReceipt(asked: Int64, left: Int64)
  case zeroQuantity
  case numberOutOfRange(found: Int64, least: Int64, most: Int64)
  case expired(CivilTime)
  case noSuchDate(String)
  case closedLocation(String)
  /// The order was cancelled: what was taken goes back.
  case cancelledOrder(String)
  case finishedRun
  /// The same code must be scanned again, or the key pressed again, before this is done.
  case needsConfirmation(ScanAct)
  case keyNotHere(ScanKey)
  /// The step takes no number, no text or no answer.
  case notExpectedHere
  /// Codes are scanned here, not typed.
  case scannerOnly
  case onlyTask
  case nothingCounted
  case notAllPacked(left: Int64)
  /// Grams.
  case weightOutside(found: Int64, least: Int64, most: Int64)
  case textTooLong(found: Int, allowed: Int)

  /// One word of its own for logs and wording: `wrongProduct`.
  public var name: String {
    let text = "\(self)"
    return String(text.prefix { $0 != "(" })
  }
}

/// A number within its bounds.
func checked(_ number: Int64, _ least: Int64, _ most: Int64) throws(ScanRefusal) -> Int64 {
  guard (least...max(least, most)).contains(number) else {
    throw .numberOutOfRange(found: number, least: least, most: most)
  }
  return number
}

extension ShortReason {
  /// As histories tell it: `not found`.
  public var words: String {
    rawValue.reduce(into: "") { text, letter in text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }

  /// The reason that a screen lists under this number, from 1.
  static func chosen(_ number: Int64) throws(ScanRefusal) -> ShortReason {
    allCases[Int(try checked(number, 1, Int64(allCases.count))) - 1]
  }
}
