/// Cuts a stream of bytes into records by brackets and quotation marks alone, holding one record at a time.
///
/// Whether a record is good JSON is the parser's business: a bad one is refused by itself and the array goes on.
/// Objects around the records are entered as far as `JSONShape` names them.
struct JSONSplitter {
  typealias Sink = (JSONEvent) throws -> Void

  private enum Phase {
    case beforeValue, value, afterValue, beforeKey, key, afterKey
  }

  private struct Frame {
    var isObject: Bool
    /// The key that held this container; the records of an array bear it.
    var key: String
    var line: Int
    /// Where the object begins in `held`; it is dropped once the object proves to be an envelope.
    var start: Int
    var holdsRecords: Bool
    var count = 0
  }

  private let shape: JSONShape
  private var frames: [Frame] = []
  private var phase = Phase.beforeValue
  private var held: [UInt8] = []
  private var line = 1
  private var scan = JSONScan()
  private var key = ""
  private var keyStart = 0
  private var keyEscaped = false
  private var valueKey = ""
  private var valueLine = 1
  private var valueStart = 0
  private var valueIsRecord = false
  private var tooLong = false
  /// Whether an outermost value stood on a line of its own: then a line's end is a record's end (JSON lines).
  private var isLines = false
  private var saidDisorder = 0
  /// Bytes since the line's beginning, and whether only blanks were among them.
  private var column = 0
  private var isBlankSoFar = true
  /// Deeper envelopes are nobody's: the object is then a record.
  private static let frameLimit = 8

  init(shape: JSONShape) { self.shape = shape }

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: Sink) throws {
    var index = 0
    while index < bytes.count {
      if phase == .value {
        let from = index
        let ended = scan.run(bytes, &index, line: &line)
        hold(bytes, from, index)
        if ended {
          isBlankSoFar = false
          try endValue(sink)
        }
      } else {
        let (byte, before) = (bytes[index], index)
        try envelope(byte, &index, sink)
        if index > before { count(byte) }
      }
    }
  }

  private mutating func count(_ byte: UInt8) {
    if byte == 0x0a {
      (column, isBlankSoFar) = (0, true)
    } else {
      column += 1
      if byte != 0x20, byte != 0x09 { isBlankSoFar = false }
    }
  }

  mutating func finish(into sink: Sink) throws {
    if phase == .value, valueIsRecord || frames.isEmpty {
      if scan.isScalar { try endValue(sink) } else { try endValue(sink, cutOff: true) }
    } else if let frame = frames.last {
      // An object that was opened and never closed is a record cut off; an array has lost at least one.
      valueKey = frame.key
      valueLine = frame.isObject && !frame.holdsRecords ? frame.line : line
      valueStart = frame.isObject && !frame.holdsRecords ? min(frame.start, held.count) : held.count
      valueIsRecord = true
      try endValue(sink, cutOff: true)
    }
    frames = []
    phase = .beforeValue
  }

  /// Keeps the bytes of what may be a record, up to the limit.
  private mutating func hold(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) {
    guard to > from, !tooLong else { return }
    if held.count + to - from > JSONLimits.recordBytes {
      tooLong = true
      held.removeLast(max(0, held.count - 4096))
      return
    }
    held.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<to]))
  }

  private mutating func envelope(_ byte: UInt8, _ index: inout Int, _ sink: Sink) throws {
    if phase == .key {
      index += 1
      held.append(byte)
      try keyByte(byte, sink)
      return
    }
    switch byte {
    case 0x0a, 0x20, 0x0d, 0x09:
      if byte == 0x0a { line += 1 }
      index += 1
      if let frame = frames.last, frame.isObject, !frame.holdsRecords { held.append(byte) }
      return
    default: break
    }
    switch phase {
    case .beforeValue: try beginValue(byte, &index, sink)
    case .afterValue: try separator(byte, &index, sink)
    case .beforeKey:
      if byte == 0x7d, let frame = frames.last {
        if frame.count > 0 { try disorder("a key expected after the comma", sink) }
        index += 1
        held.append(byte)
        try closeFrame(sink)
      } else if byte == 0x22 {
        index += 1
        keyStart = held.count + 1
        held.append(byte)
        keyEscaped = false
        phase = .key
      } else {
        try becomePlain(sink)
      }
    case .afterKey:
      if byte == 0x3a {
        index += 1
        held.append(byte)
        phase = .beforeValue
      } else {
        try becomePlain(sink)
      }
    case .key, .value: index += 1
    }
  }

  private mutating func keyByte(_ byte: UInt8, _ sink: Sink) throws {
    if keyEscaped {
      keyEscaped = false
    } else if byte == 0x5c {
      keyEscaped = true
    } else if byte == 0x22 {
      key = String(decoding: held[keyStart..<held.count - 1], as: UTF8.self)
      phase = .afterKey
    } else if byte < 0x20 || held.count - keyStart > 1024 {
      if byte == 0x0a { line += 1 }
      try becomePlain(sink)
    }
  }

  private mutating func beginValue(_ byte: UInt8, _ index: inout Int, _ sink: Sink) throws {
    guard let frame = frames.last else {
      // Outermost: values one after the other (JSON lines) are records each.
      held.removeAll(keepingCapacity: held.capacity < 1 << 20)
      if byte == 0x5b {
        index += 1
        frames.append(Frame(isObject: false, key: "", line: line, start: 0, holdsRecords: true))
      } else if byte == 0x7b {
        index += 1
        held.append(byte)
        frames.append(Frame(isObject: true, key: "", line: line, start: 0, holdsRecords: false))
        phase = .beforeKey
      } else {
        beginScan(key: "", start: 0, isRecord: true)
      }
      return
    }
    if !frame.isObject {
      if byte == 0x5d {
        if frame.count > 0 { try disorder("a record expected after the comma", sink) }
        index += 1
        try closeFrame(sink)
      } else if byte == 0x2c || byte == 0x7d {
        try disorder("a record expected, found ‘\(Character(Unicode.Scalar(byte)))’", sink)
        index += 1
      } else {
        held.removeAll(keepingCapacity: held.capacity < 1 << 20)
        beginScan(key: frame.key, start: 0, isRecord: true)
      }
      return
    }
    if frames.count >= Self.frameLimit { return try becomePlain(sink) }
    if byte == 0x5b, shape.lists.contains(key) {
      index += 1
      markEnvelope()
      held.removeAll(keepingCapacity: true)
      frames.append(Frame(isObject: false, key: key, line: line, start: 0, holdsRecords: true))
    } else if byte == 0x7b, shape.singles.contains(key) {
      markEnvelope()
      held.removeAll(keepingCapacity: true)
      beginScan(key: key, start: 0, isRecord: true)
    } else if byte == 0x7b, shape.wrappers.contains(key) {
      index += 1
      frames.append(Frame(isObject: true, key: key, line: line, start: held.count, holdsRecords: false))
      held.append(byte)
      phase = .beforeKey
    } else if frame.holdsRecords || byte == 0x7b || byte == 0x5b || shape.beside.contains(key) {
      beginScan(key: key, start: held.count, isRecord: false)
    } else {
      try becomePlain(sink)
    }
  }

  private mutating func beginScan(key: String, start: Int, isRecord: Bool) {
    valueKey = key
    valueLine = line
    valueStart = start
    valueIsRecord = isRecord
    if start == 0 { tooLong = false }
    scan = JSONScan(
      endsWithLine: frames.isEmpty && isLines, isOutermost: frames.isEmpty, column: isBlankSoFar ? column : -1)
    phase = .value
  }

  /// The innermost object is the record itself: the rest of it is scanned as plain text.
  private mutating func becomePlain(_ sink: Sink) throws {
    guard let frame = frames.last, frame.isObject else { return }
    if frame.holdsRecords {
      try disorder("a key in quotation marks expected beside the records", sink)
      held.removeAll(keepingCapacity: true)
      valueStart = 0
      beginScan(key: key, start: 0, isRecord: false)
      return
    }
    frames.removeLast()
    valueKey = frame.key
    valueLine = frame.line
    valueStart = frame.start
    valueIsRecord = true
    scan = JSONScan(insideObject: true, endsWithLine: frames.isEmpty && isLines)
    phase = .value
  }

  private mutating func markEnvelope() {
    for place in frames.indices { frames[place].holdsRecords = true }
  }

  private mutating func endValue(_ sink: Sink, cutOff: Bool = false) throws {
    defer { afterValue() }
    guard valueIsRecord else {
      if frames.last?.holdsRecords == true { held.removeAll(keepingCapacity: true) }
      return
    }
    markEnvelope()
    if frames.isEmpty, !cutOff, valueLine == line { isLines = true }
    let (key, line, long) = (valueKey, valueLine, tooLong)
    let start = min(valueStart, held.count)
    try held.withUnsafeBufferPointer { bytes in
      let piece = UnsafeBufferPointer(rebasing: bytes[start...])
      try sink(.record(JSONPiece(key: key, line: line, bytes: piece, isTooLong: long, isCutOff: cutOff)))
    }
    held.removeAll(keepingCapacity: held.capacity < 1 << 20)
  }

  private mutating func afterValue() {
    if valueIsRecord { tooLong = false }
    if let place = frames.indices.last {
      frames[place].count += 1
      phase = .afterValue
    } else {
      phase = .beforeValue
    }
  }

  private mutating func separator(_ byte: UInt8, _ index: inout Int, _ sink: Sink) throws {
    guard let frame = frames.last else {
      phase = .beforeValue
      return
    }
    switch byte {
    case 0x2c:
      index += 1
      if frame.isObject { held.append(byte) }
      phase = frame.isObject ? .beforeKey : .beforeValue
    case 0x7d, 0x5d:
      if frame.isObject == (byte == 0x7d) {
        index += 1
        if frame.isObject { held.append(byte) }
        try closeFrame(sink)
      } else if frames.contains(where: { $0.isObject == (byte == 0x7d) }) {
        // A bracket is missing: the innermost container ends here, the next one looks at this byte again.
        try disorder("‘\(frame.isObject ? "}" : "]")’ expected", sink)
        try closeFrame(sink)
      } else {
        index += 1
        try disorder("no ‘\(Character(Unicode.Scalar(byte)))’ expected", sink)
      }
    default:
      if frame.isObject, !frame.holdsRecords { return try becomePlain(sink) }
      try disorder("a comma expected between records", sink)
      phase = frame.isObject ? .beforeKey : .beforeValue
      if frame.isObject, byte != 0x22 { index += 1 }
    }
  }

  private mutating func closeFrame(_ sink: Sink) throws {
    guard let frame = frames.popLast() else { return }
    if frame.isObject, !frame.holdsRecords {
      valueKey = frame.key
      valueLine = frame.line
      valueStart = frame.start
      valueIsRecord = true
      try endValue(sink)
    } else {
      if frames.last?.holdsRecords == true { held.removeAll(keepingCapacity: true) }
      afterValue()
    }
  }

  private mutating func disorder(_ text: String, _ sink: Sink) throws {
    // A file of nothing but commas is said once, not a million times.
    saidDisorder += 1
    if saidDisorder <= 20 { try sink(.disorder(line: line, text)) }
  }
}
