/// What a code point does on a terminal's line, by Unicode 15.0.
enum ScalarClass: UInt8 {
  case narrow
  case wide
  /// One column in the West, two in many Chinese set-ups.
  case ambiguous
  /// Drawn over the base before it.
  case mark
  /// A combining vowel with a column of its own, in most terminals.
  case spacingMark
  /// Formats, direction marks, fillers: nothing to see.
  case hidden
  /// Unassigned, private use, no character.
  case unknown
  case control
  /// A space of another width than ours.
  case blank
  case selector
  case joiner
  case regional
  case modifier

  init(_ scalar: UInt32) {
    if scalar >= 0x4E00 && scalar <= 0x9FFF || scalar >= 0xAC00 && scalar <= 0xD7A3 {
      self = .wide
      return
    }
    self = ScalarClass.search(scalar)
  }

  private static func search(_ scalar: UInt32) -> ScalarClass {
    let raw = WidthTable.runs.withUnsafeBufferPointer { runs -> UInt8 in
      let key = scalar << 4 | 0xF
      var low = 0, high = runs.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if runs[middle] <= key { low = middle } else { high = middle }
      }
      return UInt8(truncatingIfNeeded: runs[low] & 0xF)
    }
    return ScalarClass(rawValue: raw) ?? .unknown
  }

  /// May such a code point change the cluster before it?
  var joinsBefore: Bool {
    switch self {
    case .mark, .spacingMark, .hidden, .selector, .joiner, .modifier: true
    case .narrow, .wide, .ambiguous, .unknown, .control, .blank, .regional: false
    }
  }
}
