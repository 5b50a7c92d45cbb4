/// A paper as it is drawn, whatever draws it: boxes, texts and codes in tenths of a millimetre.
public struct PaperLayout: Hashable, Sendable {
  public var kind: PaperKind
  public var sheets: [PaperSheet]

  public init(kind: PaperKind, sheets: [PaperSheet]) {
    self.kind = kind
    self.sheets = sheets
  }
}

/// One sheet, from its upper left corner.
public struct PaperSheet: Hashable, Sendable {
  public struct Frame: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }

    public func overlaps(_ other: Frame) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
  }

  public enum Align: Hashable, Sendable { case start, centre, end }

  public struct Text: Hashable, Sendable {
    public var frame: Frame
    public var content: String
    /// Of the font; made smaller, down to half, where the text does not fit its frame.
    public var size: Int
    public var isBold = false
    public var align = Align.start
    /// White on a filled box.
    public var isInverted = false
    /// Left out where no font has it.
    public var isOptional = false
    /// Chooses among the shapes of an ideograph.
    public var language = ""
  }

  public enum Symbology: Hashable, Sendable { case code128, qr, dataMatrix, ean13 }

  public struct Code: Hashable, Sendable {
    public var frame: Frame
    public var symbology: Symbology
    public var content: String
  }

  public enum Item: Hashable, Sendable {
    case box(Frame, line: Int)
    case fill(Frame)
    case text(Text)
    case code(Code)
  }

  public var width: Int
  public var height: Int
  public private(set) var items: [Item] = []

  public init(_ size: (width: Int, height: Int)) {
    width = size.width
    height = size.height
  }

  /// 4 × 6 inches, the roll of most label printers.
  public static var roll: (width: Int, height: Int) { (1016, 1524) }
  public static var a4: (width: Int, height: Int) { (2100, 2970) }
  public static var a5: (width: Int, height: Int) { (1480, 2100) }
  /// The size of a CN22 after the Universal Postal Union.
  public static var cn22: (width: Int, height: Int) { (740, 1050) }

  public mutating func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int, line: Int = 3) {
    items.append(.box(Frame(x, y, width, height), line: line))
  }

  public mutating func fill(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    items.append(.fill(Frame(x, y, width, height)))
  }

  /// A line across or down.
  public mutating func rule(_ x: Int, _ y: Int, across width: Int, line: Int = 3) { fill(x, y, width, line) }
  public mutating func rule(_ x: Int, _ y: Int, down height: Int, line: Int = 3) { fill(x, y, line, height) }

  public mutating func text(
    _ content: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, size: Int, bold: Bool = false,
    align: Align = .start, inverted: Bool = false, optional: Bool = false, language: String = ""
  ) {
    if content.isEmpty { return }
    items.append(
      .text(
        Text(
          frame: Frame(x, y, width, height), content: content, size: size, isBold: bold, align: align,
          isInverted: inverted, isOptional: optional, language: language)))
  }

  public mutating func code(_ symbology: Symbology, _ content: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int)
  {
    if content.isEmpty { return }
    items.append(.code(Code(frame: Frame(x, y, width, height), symbology: symbology, content: content)))
  }

  /// A square to be ticked, with what it stands for.
  public mutating func tick(_ isTicked: Bool, _ words: String, _ x: Int, _ y: Int, _ width: Int, size: Int) {
    box(x, y, size, size, line: 2)
    if isTicked { text("X", x, y, size, size, size: size * 9 / 10, bold: true, align: .centre) }
    text(words, x + size + 8, y, width - size - 8, size * 5 / 4, size: size)
  }

  public var texts: [Text] { items.compactMap { if case .text(let text) = $0 { text } else { nil } } }
  public var codes: [Code] { items.compactMap { if case .code(let code) = $0 { code } else { nil } } }

  /// The same drawn larger, in the middle of another sheet.
  public func scaled(onto size: (width: Int, height: Int)) -> PaperSheet {
    let (factor, over) =
      size.width * height < size.height * width ? (size.width, width) : (size.height, height)
    var sheet = PaperSheet(size)
    let left = (size.width - width * factor / over) / 2
    let top = (size.height - height * factor / over) / 2
    func moved(_ frame: Frame) -> Frame {
      Frame(
        left + frame.x * factor / over, top + frame.y * factor / over, max(1, frame.width * factor / over),
        max(1, frame.height * factor / over))
    }
    sheet.items = items.map { item in
      switch item {
      case .box(let frame, let line): return .box(moved(frame), line: line)
      case .fill(let frame): return .fill(moved(frame))
      case .text(var text):
        text.frame = moved(text.frame)
        text.size = text.size * factor / over
        return .text(text)
      case .code(var code):
        code.frame = moved(code.frame)
        return .code(code)
      }
    }
    return sheet
  }
}
