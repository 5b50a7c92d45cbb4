import Domain

/// How many fields the rows of a table may have: as many as its header, and the empty ones more that most of its rows
/// end with. Some exports close every row with one delimiter too many; where one row of several has it, something in
/// that row was parted that belongs together, and its fields stand one column too far to the right.
struct RowWidths {
  let header: Int
  /// How many fields rows have that carry the file's superfluous delimiters.
  private(set) var padded: Int
  /// How many fields of the whole rows are filled at most; nought where none has been seen.
  private var filled = 0
  /// Whether rows end with their last filled field, as some programs write them.
  private var isTrimmed = false

  init(header: Int) {
    self.header = header
    padded = header
  }

  /// Looks at the rows behind the header of a file's beginning.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, headerNumber: Int, header: Int) {
    self.init(header: header)
    var regular = 0
    var (shorter, blankEnds) = (0, 0)
    var filled = 0
    var longer: [Int: Int] = [:]
    var isProse = false
    var number = 0
    let take: (Row) -> Void = { row in
      defer { number += 1 }
      guard number > headerNumber, !row.isBlank else { return }
      if row.count == header {
        regular += 1
        let last = (0..<header).last { !row[$0].isBlank } ?? 0
        filled = max(filled, last + 1)
        if last + 1 < header { blankEnds += 1 }
      }
      if row.count < header { shorter += 1 }
      if row.count > header, row.isBlank(from: header) {
        longer[row.count, default: 0] += 1
        if row.hasBlankBeginning { isProse = true }
      }
    }
    var scanner = RowScanner(delimiter: delimiter)
    scanner.consume(bytes, row: take)
    // The last row of a small file; of a large one its cut-off beginning, which is shorter than the others.
    scanner.finish(row: take)
    self.filled = filled
    // The last row of the beginning may be cut off.
    isTrimmed = blankEnds == 0 && shorter > 2
    guard let most = longer.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return }
    // One row alone shows no habit: there, a delimiter with a blank behind it is a comma of some address.
    if most.value > regular, most.value > 1 || !isProse { padded = most.key }
  }

  /// The issue of a row that has more fields than it may have, empty ones or not.
  func tooWide(_ row: Row) -> RowIssue? {
    if row.count <= header || row.count == padded && row.isBlank(from: header) { return nil }
    return ragged(row)
  }

  /// Whether a row may end after so many fields: nothing stands further on in any row, or rows end where they are
  /// empty.
  func mayEnd(at count: Int) -> Bool { filled == 0 || count >= filled || isTrimmed }

  /// A row with another number of fields than the header.
  func ragged(_ row: Row) -> RowIssue {
    RowIssue(line: row.line, code: .raggedRow, found: "\(row.count) of \(header)")
  }
}

extension Row {
  /// Whether the text of any field begins with a blank.
  fileprivate var hasBlankBeginning: Bool {
    (0..<count).contains { self[$0].bytes.first == 0x20 && !self[$0].isBlank }
  }

  /// Whether nothing stands in the fields from that number on.
  func isBlank(from first: Int) -> Bool {
    for index in first..<max(first, count) where !self[index].isBlank { return false }
    return true
  }
}
