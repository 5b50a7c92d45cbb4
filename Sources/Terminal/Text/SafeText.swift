/// The one way of outside text to a terminal: what steers, reorders or hides becomes a visible mark of one column.
///
/// Marks: `␀…␡` control pictures for C0 and DEL, `⌧` for C1, `␤` for line and paragraph separators, `⇄` for direction
/// marks, `␣` for what is invisible, `⍰` for unassigned and private code points, `◌` under a combining mark without a
/// base. All of them are East Asian Neutral: one column everywhere. Spaces of other widths become plain spaces.
public enum SafeText {
  /// Combining marks kept on one base; an ncurses cell holds no more.
  public static let marksPerCluster = 4

  /// The text as it may leave to a terminal by standard output; line breaks become marks too.
  public static func line(_ text: String) -> String {
    var safe = ""
    safe.reserveCapacity(text.utf8.count)
    forEachCell(of: text, widths: .standard) { cell in
      if cell.glyph < 0x80 {
        safe.unicodeScalars.append(Unicode.Scalar(UInt8(cell.glyph)))
      } else {
        safe += cell.text
      }
      return true
    }
    return safe
  }

  /// Is the text already free of everything that would be marked?
  public static func isSafe(_ text: String) -> Bool { line(text) == text }

  /// Calls `body` with a cell (width 1 or 2, role text) for each cluster or mark, until it returns false.
  @inline(__always)
  static func forEachCell(of text: String, widths: WidthPolicy, _ body: (Cell) -> Bool) {
    let walked: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      walk(bytes, of: text, widths: widths, body)
    }
    if walked == nil {
      var native = text
      native.makeContiguousUTF8()
      let copy = native
      _ = copy.utf8.withContiguousStorageIfAvailable { walk($0, of: copy, widths: widths, body) }
    }
  }

  @inline(__always)
  private static func walk(
    _ bytes: UnsafeBufferPointer<UInt8>, of text: String, widths: WidthPolicy, _ body: (Cell) -> Bool
  ) {
    var at = 0
    let end = bytes.count
    while at < end {
      let byte = bytes[at]
      if byte < 0x80 && (at + 1 == end || bytes[at + 1] < 0x80) {
        let cell = byte >= 0x20 && byte < 0x7F ? Cell(glyph: UInt32(byte)) : control(UInt32(byte))
        if !body(cell) { return }
        at += 1
        continue
      }
      let (scalar, length) = decode(bytes, at)
      if let cell = lone(scalar, next: at + length < end ? decode(bytes, at + length).0 : 0x20, widths: widths) {
        if !body(cell) { return }
        at += length
        continue
      }
      let start = text.utf8.index(text.startIndex, offsetBy: at)
      guard let cluster = text[start...].first else { return }
      at += cluster.utf8.count
      if !ClusterReader(widths: widths).cells(of: cluster, body) { return }
    }
  }

  /// A code point that stands alone as a cluster; nil where it may be part of a longer one.
  @inline(__always)
  private static func lone(_ scalar: UInt32, next: UInt32, widths: WidthPolicy) -> Cell? {
    if next >= 0x80 && ScalarClass(next).joinsBefore { return nil }
    if scalar < 0x80 { return scalar >= 0x20 && scalar < 0x7F ? Cell(glyph: scalar) : control(scalar) }
    switch ScalarClass(scalar) {
    case .narrow: return isPrefix(scalar) ? nil : Cell(glyph: scalar)
    case .wide: return isLeadingJamo(scalar) ? nil : Cell(glyph: scalar, width: 2)
    case .ambiguous:
      let isWide = widths.ambiguousColumns == 2
      return Cell(glyph: scalar, flags: isWide ? Cell.doubtful : 0, width: isWide ? 2 : 1)
    default: return nil
    }
  }

  static func isLeadingJamo(_ scalar: UInt32) -> Bool {
    scalar >= 0x1100 && scalar <= 0x115F || scalar >= 0xA960 && scalar <= 0xA97C
  }

  /// Letters that join the cluster after them (Indic repha and the like).
  private static func isPrefix(_ scalar: UInt32) -> Bool {
    scalar == 0x0D4E || scalar >= 0x111C2 && scalar <= 0x111C3 || scalar >= 0x1193F && scalar <= 0x11941
      || scalar >= 0x11A3A && scalar <= 0x11A3A || scalar >= 0x11A84 && scalar <= 0x11A89 || scalar == 0x11D46
      || scalar == 0x11F02
  }

  static func control(_ scalar: UInt32) -> Cell {
    switch scalar {
    case 0..<0x20: Cell(glyph: 0x2400 + scalar)
    case 0x7F: Cell(glyph: 0x2421)
    default: Cell(glyph: 0x2327)
    }
  }

  static func hidden(_ scalar: UInt32) -> Cell {
    switch scalar {
    case 0x2028, 0x2029: Cell(glyph: 0x2424)
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: Cell(glyph: 0x21C4)
    default: Cell(glyph: 0x2423)
    }
  }

  static let unknown = Cell(glyph: 0x2370)

  /// Swift strings are valid UTF-8, so the lead byte tells the length.
  @inline(__always)
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[at])
    if lead < 0x80 { return (lead, 1) }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F), 2) }
    if lead < 0xF0 {
      return ((lead & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F), 3)
    }
    let high = (lead & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
    return (high | UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F), 4)
  }
}
