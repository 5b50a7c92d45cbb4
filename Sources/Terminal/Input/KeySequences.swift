/// The key and answer sequences of xterm, its descendants, rxvt, the Linux console and the vt family.
enum KeySequences {
  /// `ESC O x`.
  static func applicationKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x48: .home
    case 0x46: .end
    case 0x4D: .enter
    case 0x50...0x53: .function(Int(byte) - 0x4F)
    case 0x61: .controlled(.up)
    case 0x62: .controlled(.down)
    case 0x63: .controlled(.right)
    case 0x64: .controlled(.left)
    default: nil
    }
  }

  /// `CSI body final`.
  static func input(body: String, final: UInt8, awaitedPositions: inout Int) -> KeyLexer.Input? {
    if body.hasPrefix("<") { return mouse(String(body.dropFirst()), isPress: final == 0x4D).map { .key($0) } }
    if final == 0x63 && body.hasPrefix("?") { return .answer(.deviceAttributes) }
    if final == 0x63 && body.hasPrefix(">") {
      let parts = body.dropFirst().split(separator: ";").map { Int($0) ?? 0 }
      return .answer(.model(family: parts.first ?? 0, version: parts.count > 1 ? parts[1] : 0))
    }
    if final == 0x6E && body == "0" { return .answer(.ready) }
    if final == 0x79 { return mode(body) }
    if final == 0x6E && body.hasPrefix("?997;") {
      return .answer(.colourScheme(isLight: body.dropFirst(5) == "2"))
    }
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    if final == 0x52 && awaitedPositions > 0 && numbers.count == 2 {
      awaitedPositions -= 1
      return .answer(.cursorPosition(Point(numbers[1] - 1, numbers[0] - 1)))
    }
    return key(numbers, final).map { .key($0) }
  }

  private static func key(_ numbers: [Int], _ final: UInt8) -> Key? {
    let modifier = numbers.count > 1 ? numbers[1] : 1
    switch final {
    case 0x41: return modified(.up, .up, modifier)
    case 0x42: return modified(.down, .down, modifier)
    case 0x43: return modified(.right, .right, modifier)
    case 0x44: return modified(.left, .left, modifier)
    case 0x48: return modified(.home, .home, modifier)
    case 0x46: return modified(.end, .end, modifier)
    case 0x5A: return .backTab
    case 0x50...0x53: return .function(Int(final) - 0x4F)
    case 0x49: return .focus(true)
    case 0x4F: return .focus(false)
    case 0x61: return .shifted(.up)
    case 0x62: return .shifted(.down)
    case 0x63: return .shifted(.right)
    case 0x64: return .shifted(.left)
    case 0x7E, 0x24, 0x5E: return numbered(numbers.first ?? 0, modifier)
    default: return nil
    }
  }

  private static func modified(_ plain: Key, _ motion: Key.Motion, _ modifier: Int) -> Key {
    switch modifier {
    case 2, 4, 6, 8: .shifted(motion)
    case 3, 5, 7: .controlled(motion)
    default: plain
    }
  }

  /// `CSI n ~`.
  private static func numbered(_ number: Int, _ modifier: Int) -> Key? {
    switch number {
    case 1, 7: modified(.home, .home, modifier)
    case 4, 8: modified(.end, .end, modifier)
    case 2: .insert
    case 3: .delete
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// `CSI ? 2026 ; n $ y`: 1 set, 2 reset, 3 always set; 0 unknown and 4 never.
  private static func mode(_ body: String) -> KeyLexer.Input? {
    guard body.hasPrefix("?2026;"), body.hasSuffix("$") else { return nil }
    let state = body.dropFirst(6).dropLast()
    return .answer(.synchronisedOutput(state == "1" || state == "2" || state == "3"))
  }

  static func mouse(_ body: String, isPress: Bool) -> Key? {
    let numbers = body.split(separator: ";").compactMap { Int($0) }
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0, numbers[1] <= 10_000, numbers[2] <= 10_000 else {
      return nil
    }
    let code = numbers[0]
    let kind: MouseEvent.Kind
    switch code & 0x60 {
    case 0x40: kind = code & 1 == 0 ? .wheelUp : .wheelDown
    case 0x20: kind = .drag
    default: kind = isPress ? .press : .release
    }
    return .mouse(
      MouseEvent(
        kind, button: code & 0x40 == 0 ? code & 3 : 0, at: Point(numbers[1] - 1, numbers[2] - 1),
        isShifted: code & 4 != 0, isControlled: code & 16 != 0))
  }

  /// `11;rgb:RRRR/GGGG/BBBB`, one to four digits each.
  static func background(_ body: String) -> Colour? {
    guard body.hasPrefix("11;rgb:") || body.hasPrefix("11;rgba:") else { return nil }
    guard let colon = body.firstIndex(of: ":") else { return nil }
    let parts = body[body.index(after: colon)...].split(separator: "/").prefix(3).compactMap { part -> UInt8? in
      guard (1...4).contains(part.utf8.count), let value = UInt32(part, radix: 16) else { return nil }
      let most = UInt32(1) << (4 * UInt32(part.utf8.count)) - 1
      return UInt8(value * 255 / most)
    }
    return parts.count == 3 ? Colour(red: parts[0], green: parts[1], blue: parts[2]) : nil
  }
}
