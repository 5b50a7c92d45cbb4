/// Mends the bytes that ncurses made of a frame: place-holders become their clusters, colour numbers true colours.
enum FrameBytes {
  private static let save: [UInt8] = [0x1B, 0x37]
  private static let restore: [UInt8] = [0x1B, 0x38]
  private static let step: [UInt8] = [0x1B, 0x5B, 0x43]

  private static let plainSet: [UInt8] = [0x1B, 0x28, 0x42]
  private static let reset: [UInt8] = [0x1B, 0x5B, 0x6D]
  private static let defaultColours: [[UInt8]] = ["\u{1B}[39m", "\u{1B}[49m", "\u{1B}[39;49m"].map { Array($0.utf8) }

  /// Place-holders are of four bytes, F3 B0… to F4 8F…, which nothing else makes: private code points are marked.
  /// Left out is what ncurses says twice: the character set (no other is ever chosen) and colours before a reset.
  /// Where signs are not to be joined, only the first of them is sent.
  static func mend(
    _ bytes: [UInt8], placeHolders: [CellForms.PlaceHolder], palette: [UInt8: Colour], joinsSigns: Bool = true
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 256)
    var at = 0, copied = 0
    var openLink = 0
    /// A link goes on only from one of its cells straight to the next.
    func turn(to link: Int) {
      guard link != openLink else { return }
      let address = LinkStore.address(link) ?? ""
      out += Array("\u{1B}]8;;\(address)\u{1B}\\".utf8)
      openLink = link
    }
    while at < bytes.count {
      let byte = bytes[at]
      guard byte == 0x1B || byte >= 0xF3 else {
        at += 1
        continue
      }
      if byte >= 0xF3, at + 3 < bytes.count, let half = half(bytes, at) {
        if copied < at { turn(to: 0) }
        out += bytes[copied..<at]
        if half.isFirst, half.index < placeHolders.count { turn(to: placeHolders[half.index].link) }
        append(half, placeHolders, joinsSigns, to: &out)
        at += 4
        copied = at
      } else if byte == 0x1B, let length = redundant(bytes, at) {
        if copied < at { turn(to: 0) }
        out += bytes[copied..<at]
        at += length
        copied = at
      } else if byte == 0x1B, !palette.isEmpty, let (index, isForeground, length) = colour(bytes, at),
        let colour = palette[index]
      {
        turn(to: 0)
        out += bytes[copied..<at]
        let numbers = "\u{1B}[\(isForeground ? 38 : 48);2;\(colour.red);\(colour.green);\(colour.blue)m"
        out.append(contentsOf: numbers.utf8)
        at += length
        copied = at
      } else {
        at += 1
      }
    }
    turn(to: 0)
    out += bytes[copied...]
    return out
  }

  private static func redundant(_ bytes: [UInt8], _ at: Int) -> Int? {
    if matches(plainSet, bytes, at) { return plainSet.count }
    for colours in defaultColours where matches(colours, bytes, at) {
      var next = at + colours.count
      if matches(plainSet, bytes, next) { next += plainSet.count }
      if matches(reset, bytes, next) { return colours.count }
    }
    return nil
  }

  private static func matches(_ sequence: [UInt8], _ bytes: [UInt8], _ at: Int) -> Bool {
    guard at + sequence.count <= bytes.count else { return false }
    for index in sequence.indices where bytes[at + index] != sequence[index] { return false }
    return true
  }

  private static func half(_ bytes: [UInt8], _ at: Int) -> (index: Int, isFirst: Bool)? {
    let high = UInt32(bytes[at] & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
    let scalar = high | UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F)
    if scalar >= CellForms.secondHalves { return (Int(scalar - CellForms.secondHalves), false) }
    return scalar >= CellForms.firstHalves ? (Int(scalar - CellForms.firstHalves), true) : nil
  }

  /// A doubtful cluster: blanks where it stands, the glyph over them, and a step from where it began, so that the
  /// column after it does not depend on the terminal's opinion. Its second half, if any, is a step of its own.
  private static func append(
    _ half: (index: Int, isFirst: Bool), _ placeHolders: [CellForms.PlaceHolder], _ joinsSigns: Bool,
    to out: inout [UInt8]
  ) {
    guard half.index < placeHolders.count else { return }
    let holder = placeHolders[half.index]
    guard half.isFirst else {
      if holder.isDoubtful { out += step }
      return
    }
    guard holder.isDoubtful else {
      out += holder.bytes
      return
    }
    out += save
    out += [UInt8](repeating: 0x20, count: holder.columns)
    out += restore + save + (joinsSigns ? holder.bytes[...] : holder.firstSign) + restore + step
  }

  /// `CSI 38 ; 5 ; n m` or `CSI 48 ; 5 ; n m`.
  private static func colour(_ bytes: [UInt8], _ at: Int) -> (index: UInt8, isForeground: Bool, length: Int)? {
    guard at + 8 < bytes.count, bytes[at + 1] == 0x5B, bytes[at + 2] == 0x33 || bytes[at + 2] == 0x34,
      bytes[at + 3] == 0x38, bytes[at + 4] == 0x3B, bytes[at + 5] == 0x35, bytes[at + 6] == 0x3B
    else { return nil }
    var value = 0
    var end = at + 7
    while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39, value < 256 {
      value = value * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    guard end < bytes.count, bytes[end] == 0x6D, let index = UInt8(exactly: value) else { return nil }
    return (index, bytes[at + 2] == 0x33, end - at + 1)
  }
}
