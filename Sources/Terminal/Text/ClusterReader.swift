/// Reads one grapheme cluster into cells: what is kept, how wide it is, and whether terminals agree on that.
struct ClusterReader {
  let widths: WidthPolicy

  private struct Reading {
    var kept: [Unicode.Scalar] = []
    var columns = 0
    var marks = 0
    var doubtful = false
    var isEmojiStyle = false
    var hidesSomething: Cell?
  }

  init(widths: WidthPolicy) { self.widths = widths }

  /// Calls `body` with each cell; false where it asked to stop.
  func cells(of cluster: Character, _ body: (Cell) -> Bool) -> Bool {
    let scalars = Array(cluster.unicodeScalars)
    guard let first = scalars.first else { return true }
    var reading = Reading()
    guard begin(with: first, alone: scalars.count == 1, &reading) else {
      for scalar in scalars where !body(mark(for: scalar)) { return false }
      return true
    }
    for index in scalars.indices.dropFirst() { add(scalars, index, &reading) }
    if !body(cell(of: reading)) { return false }
    return reading.hidesSomething.map(body) ?? true
  }

  /// Takes the first code point as base; false where the cluster has none that could be drawn.
  private func begin(with scalar: Unicode.Scalar, alone: Bool, _ reading: inout Reading) -> Bool {
    switch ScalarClass(scalar.value) {
    case .narrow: reading.columns = 1
    case .wide:
      reading.columns = 2
      reading.doubtful = SafeText.isLeadingJamo(scalar.value) && !alone
    case .ambiguous:
      reading.columns = widths.ambiguousColumns
      // Of those that such terminals draw wide, some are left out by each: xterm's Latin ones have one column still.
      reading.doubtful = widths.ambiguousColumns == 2
    case .blank:
      reading.kept = [" "]
      reading.columns = 1
      return true
    case .regional:
      reading.columns = alone ? 1 : 2
      reading.doubtful = true
    case .modifier: reading.columns = 2
    case .mark where isHangul(scalar.value):
      reading.columns = 1
      reading.doubtful = true
    case .mark:
      reading.kept = ["\u{25CC}"]
      reading.columns = 1
      reading.marks = 1
    case .spacingMark:
      reading.kept = ["\u{25CC}"]
      reading.columns = 2
      reading.doubtful = true
    case .hidden, .unknown, .control, .selector, .joiner: return false
    }
    reading.kept.append(scalar)
    return true
  }

  private func add(_ scalars: [Unicode.Scalar], _ index: Int, _ reading: inout Reading) {
    let scalar = scalars[index]
    switch ScalarClass(scalar.value) {
    case .mark:
      guard reading.marks < SafeText.marksPerCluster else { return }
      reading.marks += 1
      if scalar.value == 0x20E3 { reading.doubtful = true }
    case .spacingMark:
      guard reading.marks < SafeText.marksPerCluster else { return }
      reading.marks += 1
      reading.columns += 1
      reading.doubtful = true
    case .selector:
      guard selectorFits(scalar, scalars[index - 1]) else { return hide(scalar, &reading) }
      reading.doubtful = true
      if scalar.value == 0xFE0F { reading.isEmojiStyle = true }
    case .joiner:
      guard joinerFits(scalars, index) else { return hide(scalar, &reading) }
      reading.doubtful = true
    case .modifier, .regional: reading.doubtful = true
    case .hidden:
      if isFlagTag(scalars, index) { return reading.doubtful = true }
      return hide(scalar, &reading)
    case .unknown, .control:
      reading.hidesSomething = mark(for: scalar)
      return
    case .narrow, .wide, .ambiguous, .blank:
      if scalars[index - 1].value != 0x200D && !SafeText.isLeadingJamo(scalar.value) { reading.columns += 1 }
      reading.doubtful = true
    }
    reading.kept.append(scalar)
  }

  private func hide(_ scalar: Unicode.Scalar, _ reading: inout Reading) {
    reading.hidesSomething = mark(for: scalar)
  }

  private func cell(of reading: Reading) -> Cell {
    let width = UInt8(reading.isEmojiStyle ? 2 : min(max(reading.columns, 1), 2))
    let flags = reading.doubtful ? Cell.doubtful : 0
    if reading.kept.count == 1 { return Cell(glyph: reading.kept[0].value, flags: flags, width: width) }
    var text = ""
    text.unicodeScalars.append(contentsOf: reading.kept)
    guard let glyph = ClusterStore.glyph(text) else { return SafeText.unknown }
    return Cell(glyph: glyph, flags: flags, width: width)
  }

  private func mark(for scalar: Unicode.Scalar) -> Cell {
    switch ScalarClass(scalar.value) {
    case .control: SafeText.control(scalar.value)
    case .hidden, .selector, .joiner: SafeText.hidden(scalar.value)
    default: SafeText.unknown
    }
  }

  private func isHangul(_ value: UInt32) -> Bool {
    value >= 0x1161 && value <= 0x11FF || value >= 0xD7B0 && value <= 0xD7FB
  }

  private func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && (scalar.properties.isEmoji || scalar.properties.isEmojiPresentation)
  }

  /// Emoji and keycap selectors need an emoji base, the others anything but a Latin letter.
  private func selectorFits(_ selector: Unicode.Scalar, _ base: Unicode.Scalar) -> Bool {
    selector.value >= 0xFE0E ? base.properties.isEmoji : base.value > 0xFF
  }

  /// A joiner is kept between two pictographs, and in the scripts that write with it (Arabic, Indic, Mongolian).
  private func joinerFits(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let base = scalars[0].value
    if base >= 0x0600 && base < 0x1900 || base >= 0xA800 && base < 0xAC00 || base >= 0x11000 && base < 0x12000 {
      return true
    }
    guard scalars[index].value == 0x200D, index + 1 < scalars.count else { return false }
    return isPictograph(scalars[0]) && isPictograph(scalars[index + 1])
  }

  /// The letters of England's, Scotland's and Wales's flags are invisible: the plain flag is drawn without them.
  private func isFlagTag(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let value = scalars[index].value
    return scalars[0].value == 0x1F3F4 && scalars.last?.value == 0xE007F && value >= 0xE0020 && value <= 0xE007F
  }
}
