import TestSupport
import Testing

@testable import Terminal

/// One width for each cluster, decided by us, against all of Unicode 15.0.
@Suite struct UnicodeTests {
  private static func scalars(_ codes: Substring) -> [Unicode.Scalar] {
    codes.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
  }

  private static func cells(_ text: String, _ widths: WidthPolicy = .standard) -> [Cell] {
    var cells: [Cell] = []
    SafeText.forEachCell(of: text, widths: widths) {
      cells.append($0)
      return true
    }
    return cells
  }

  @Test func `Every emoji is one cell, of two columns or doubtful`() {
    var checked = 0
    var wrong: [String] = []
    for line in SharedData.text("unicode-15.0/emoji-test.txt").split(whereSeparator: \.isNewline) {
      guard let semicolon = line.firstIndex(of: ";"), line.contains("; fully-qualified") else { continue }
      let scalars = UnicodeTests.scalars(line[..<semicolon])
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      checked += 1
      let cells = UnicodeTests.cells(text)
      // Terminals give a narrow base with a skin tone one column, two or three: it is drawn so that none counts.
      let isSingle = scalars.count == 1
      let isRight = cells.count == 1 && (isSingle ? cells[0].width == 2 : cells[0].isDoubtful)
      if !isRight { wrong.append(String(line)) }
    }
    #expect(checked > 3600)
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(10))")
  }

  @Test func `East Asian widths are Unicode's, ambiguous ones by the setting`() {
    let chinese = WidthPolicy(ambiguousColumns: 2)
    var checked = 0
    var wrong: [String] = []
    for line in SharedData.text("unicode-15.0/EastAsianWidth.txt").split(whereSeparator: \.isNewline) {
      let rule = line.prefix { $0 != "#" }.split(separator: ";")
      guard rule.count == 2, let first = rule[0].split(separator: ".").first.flatMap({ UInt32($0, radix: 16) }) else {
        continue
      }
      let width = rule[1].filter { $0 != " " }
      // A later Unicode may have assigned what 15.0 reserves.
      if line.contains("<reserved-") { continue }
      guard width == "W" || width == "F" || width == "A", let scalar = Unicode.Scalar(first) else { continue }
      let properties = scalar.properties
      // Marks, private and unassigned code points are drawn as marks of ours.
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark, .privateUse, .unassigned, .format, .surrogate, .control,
        .spaceSeparator:
        continue
      default: break
      }
      checked += 1
      let text = String(Character(scalar))
      let (western, eastern) = (WidthPolicy.standard.columns(of: text), chinese.columns(of: text))
      let isRight = width == "A" ? western == 1 && eastern == 2 : western == 2 && eastern == 2
      if !isRight { wrong.append("\(line) -> \(western), \(eastern)") }
    }
    #expect(checked > 200)
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
  }

  @MainActor
  @Test func `What follows any emoji is placed by us, not by the terminal`() throws {
    let size = Size(columns: 40, rows: 1)
    let screen = try CursesScreen(term: "xterm-256color", size: size, depth: nil, theme: .portolanDark)
    defer { screen.close() }
    for cluster in ["👨‍👩‍👧", "🇩🇪", "👍🏽", "☎️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ᄒᆞᆫ", "ก็"] {
      var frame = Frame(size: size)
      frame.write(cluster + "|next", at: Point(0, 0))
      let width = UnicodeTests.cells(cluster).reduce(0) { $0 + Int($1.width) }
      #expect(frame.cells[width].glyph == 0x7C, "\(cluster)")
      let text = String(decoding: screen.render(frame), as: UTF8.self)
      guard UnicodeTests.cells(cluster).contains(where: \.isDoubtful) else { continue }
      // Restored to where it began, then stepped over: a column for a column.
      let step = String(repeating: "\u{1B}[C", count: width)
      #expect(text.contains("\u{1B}8\(step)|"), "\(cluster): \(text.debugDescription)")
    }
  }
}
