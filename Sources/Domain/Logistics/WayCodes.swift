/// What services are called, and times of the day as they are written.
public enum WayCodes {
  /// Whether a carrier or a service may be called so.
  public static func isCode(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 40
      && !text.contains { $0.isWhitespace || $0 == "," || $0 == "/" || $0 == ":" || $0.isNewline }
  }

  /// A code made of a name: blanks and what else no code has become dashes; nil where nothing is left.
  public static func code(_ name: String) -> String? {
    var code = ""
    for character in name {
      let fits = !character.isWhitespace && !",/:：、，".contains(character)
      if fits {
        code.append(character)
      } else if !code.isEmpty, code.last != "-" {
        code.append("-")
      }
    }
    while code.last == "-" { code.removeLast() }
    return code.isEmpty ? nil : String(code.prefix(40))
  }

  /// Minute of the day: `16:00`, `9:30`; nil for what is no time.
  public static func minute(_ text: String) -> Int64? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "：" }
    guard parts.count >= 2, let hour = Int64(parts[0]), let minute = Int64(parts[1]), (0...23).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }

  public static func time(_ minute: Int64) -> String {
    "\(minute / 60):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60)"
  }
}

extension ShippingService.Feature {
  /// What a word of a carrier or a person means; nil for one that nobody knows.
  public static func named(_ word: String) -> ShippingService.Feature? {
    let key = FoldedText.fold(word).filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
    return allCases.first { FoldedText.fold($0.rawValue) == key } ?? words[key]
  }

  private static let words: [String: ShippingService.Feature] = [
    "tracking": .tracked, "可追踪": .tracked, "有轨迹": .tracked, "全程追踪": .tracked, "跟踪": .tracked, "追踪": .tracked,
    "轨迹": .tracked, "挂号": .tracked,
    "registered": .tracked, "签收": .signature, "签名": .signature, "signed": .signature, "insurance": .insured,
    "保险": .insured, "cod": .cashOnDelivery, "货到付款": .cashOnDelivery, "ddp": .dutiesPaid, "包税": .dutiesPaid,
    "pickup": .pickupPoint, "自提": .pickupPoint, "退件": .returns, "退货": .returns, "return": .returns,
  ]
}
