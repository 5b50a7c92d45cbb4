/// Reads whole numbers as spreadsheets leave them: `12`, `1,200`, `17850.0`, `-3`.
public enum WholeNumber {
  public static func read(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { read(Cell($0)) }
  }

  public static func read(_ cell: Cell) -> Int64? {
    let bytes = cell.bytes
    guard bytes.count > 0, bytes.count <= 64 else { return nil }
    var value: Int64 = 0
    var index = bytes[0] == 0x2d ? 1 : 0
    let first = index
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39, index < 18 {
      value = value * 10 + Int64(bytes[index] - 0x30)
      index += 1
    }
    if index == bytes.count && index > first { return first == 1 ? -value : value }
    guard let amount = AmountScanner.read(bytes, currency: nil, decimal: nil) else { return nil }
    let power = Amount.powers[amount.decimals]
    return amount.digits % power == 0 ? amount.digits / power : nil
  }
}

/// Reads yes and no.
public enum Truth {
  public static func read(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "y", "1", "ja", "oui", "sí", "si", "wahr", "vrai", "是", "on": true
    case "false", "no", "n", "0", "nein", "non", "falsch", "faux", "否", "off": false
    default: nil
    }
  }
}

/// Reads a share: `19 %`, `7,7%`, `0.2 %` as millionths of the whole (190000); nil for anything else.
public enum Percent {
  public static func millionths(_ text: String, decimal: DecimalSign? = nil) -> Int64? {
    var words = text
    words.removeAll { $0 == "%" || $0 == "％" || $0 == " " }
    guard let amount = Amount.read(words, decimal: decimal) else { return nil }
    let (scaled, overflow) = amount.digits.multipliedReportingOverflow(by: 10_000)
    return overflow ? nil : scaled / Amount.powers[amount.decimals]
  }
}
