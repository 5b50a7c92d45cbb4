/// Ids of what somebody means to do: 128 random bits, made when a form opens.
public enum OperationId {
  @Sendable public static func made() -> String { make() }

  @Sendable static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let text = (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return text.joined()
  }
}
