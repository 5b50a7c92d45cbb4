/// Writes papers in the language of label printers, with commands from `ZPLCommand.allowed` alone.
public struct ZPLWriter: Sendable {
  /// One bit a dot, rows filled up to whole bytes, black set.
  public struct Bitmap: Hashable, Sendable {
    public var width: Int
    public var height: Int
    public var bytes: [UInt8]

    public init(width: Int, height: Int, bytes: [UInt8]) {
      self.width = width
      self.height = height
      self.bytes = bytes
    }

    public var bytesPerRow: Int { (width + 7) / 8 }
  }

  /// Draws a text that the printer has no letters for, so many dots large; nil where no font has it either.
  public typealias Rasteriser = @Sendable (_ text: PaperSheet.Text, _ dotsPerInch: Int) -> Bitmap?

  /// 203 (8 dots a millimetre) or 300 (12).
  public var dotsPerInch: Int
  public var rasterise: Rasteriser?

  public init(dotsPerInch: Int = 203, rasterise: Rasteriser? = nil) {
    self.dotsPerInch = dotsPerInch
    self.rasterise = rasterise
  }

  public enum Refusal: Error, Hashable, Sendable {
    /// The printer has no letters for it, and nothing here draws them.
    case noFont(text: String)
    /// The code has more bars than fit side by side.
    case codeTooLong(String)
    case tooWide(kind: PaperKind)
  }

  /// Each sheet as a label of its own.
  public func write(_ layout: PaperLayout) throws(Refusal) -> String {
    if !layout.kind.fitsLabelPrinter { throw .tooWide(kind: layout.kind) }
    var text = ""
    for sheet in layout.sheets { text += try write(sheet) }
    return text
  }

  private func dots(_ tenths: Int) -> Int { (tenths * dotsPerInch + 127) / 254 }

  private func write(_ sheet: PaperSheet) throws(Refusal) -> String {
    var out = "^XA\n^CI28\n^PW\(dots(sheet.width))\n^LL\(dots(sheet.height))\n^LH0,0\n"
    for item in sheet.items {
      switch item {
      case .box(let frame, let line):
        out += at(frame) + "^GB\(dots(frame.width)),\(dots(frame.height)),\(max(1, dots(line)))^FS\n"
      case .fill(let frame):
        let (width, height) = (max(1, dots(frame.width)), max(1, dots(frame.height)))
        out += at(frame) + "^GB\(width),\(height),\(min(width, height))^FS\n"
      case .text(let text): out += try write(text)
      case .code(let code): out += try write(code)
      }
    }
    return out + "^PQ1\n^XZ\n"
  }

  private func at(_ frame: PaperSheet.Frame) -> String { "^FO\(dots(frame.x)),\(dots(frame.y))" }

  // MARK: Texts

  private func write(_ text: PaperSheet.Text) throws(Refusal) -> String {
    guard let content = PaperText.printable(text.content) else {
      if let bitmap = rasterise?(text, dotsPerInch) { return graphic(bitmap, text) }
      if text.isOptional { return "" }
      throw .noFont(text: text.content)
    }
    let width = dots(text.frame.width)
    let room = dots(text.frame.height)
    var height = max(10, dots(text.size))
    let least = max(10, height / 2)
    var lines = PaperText.wrapped(content, width: width, height: height)
    while height > least, lines.count * step(height) > room + height / 3 {
      height -= 1
      lines = PaperText.wrapped(content, width: width, height: height)
    }
    let most = max(1, (room + height / 3) / step(height))
    if lines.count > most {
      lines = Array(lines.prefix(most))
      lines[most - 1] = String(lines[most - 1].dropLast(2)) + "…"
    }
    var out = ""
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let taken = PaperText.width(line, height: height)
      let left =
        switch text.align {
        case .start: 0
        case .centre: max(0, (width - taken) / 2)
        case .end: max(0, width - taken)
        }
      out += "^FO\(dots(text.frame.x) + left),\(dots(text.frame.y) + index * step(height))^A0N,\(height),"
      // The printer's narrow font twice: there is no other weight in it.
      out += "\(text.isBold ? height : height * 9 / 10)" + (text.isInverted ? "^FR" : "") + field(line) + "\n"
    }
    return out
  }

  private func step(_ height: Int) -> Int { height * 23 / 20 }

  /// What begins a command in the printer's eyes goes as its number.
  private func field(_ content: String) -> String {
    var needsHex = false
    var out = ""
    for character in content {
      switch character {
      case "^": (out, needsHex) = (out + "_5E", true)
      case "~": (out, needsHex) = (out + "_7E", true)
      case "_": (out, needsHex) = (out + "_5F", true)
      default: out.append(character)
      }
    }
    // Without ^FH an underscore is one.
    return needsHex ? "^FH_^FD\(out)^FS" : "^FD\(content)^FS"
  }

  private func graphic(_ bitmap: Bitmap, _ text: PaperSheet.Text) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var hex: [UInt8] = []
    hex.reserveCapacity(bitmap.bytes.count * 2)
    for byte in bitmap.bytes {
      hex.append(digits[Int(byte >> 4)])
      hex.append(digits[Int(byte & 15)])
    }
    let count = bitmap.bytes.count
    return at(text.frame) + (text.isInverted ? "^FR" : "")
      + "^GFA,\(count),\(count),\(bitmap.bytesPerRow),\(String(decoding: hex, as: UTF8.self))^FS\n"
  }

  // MARK: Codes

  private func write(_ code: PaperSheet.Code) throws(Refusal) -> String {
    guard let modules = BarcodeSize.modules(code.symbology, code.content) else { throw .codeTooLong(code.content) }
    let quiet = BarcodeSize.quiet(code.symbology)
    let width = dots(code.frame.width)
    let height = dots(code.frame.height)
    let isSquare = code.symbology == .qr || code.symbology == .dataMatrix
    let module = (isSquare ? min(width, height) : width) / (modules + 2 * quiet)
    // Bars of one dot are not read by anybody's scanner.
    if module < 2 { throw .codeTooLong(code.content) }
    let left = dots(code.frame.x) + (width - module * modules) / 2
    let top = dots(code.frame.y) + (isSquare ? (height - module * modules) / 2 : 0)
    let place = "^FO\(left),\(top)"
    switch code.symbology {
    case .code128:
      return place + "^BY\(min(module, 10))^BCN,\(height),N,N,N,N^FD\(ZPLWriter.subsets(code.content))^FS\n"
    case .ean13: return place + "^BY\(min(module, 10))^BEN,\(height),N,N^FD\(code.content.prefix(12))^FS\n"
    case .qr:
      // The printer starts a QR code ten dots lower than it is told.
      let raised = "^FO\(left),\(max(0, top - 10))"
      return raised + "^BQN,2,\(min(module, 10))" + field("MA," + code.content) + "\n"
    case .dataMatrix: return place + "^BXN,\(module),200" + field(code.content) + "\n"
    }
  }

  /// The content with the changes of subset written out, so that it is as long as it was reckoned.
  private static func subsets(_ content: String) -> String {
    var out = ""
    for (index, part) in BarcodeSize.code128Parts(Array(content.utf8)).enumerated() {
      out += index == 0 ? (part.inC ? ">;" : ">:") : (part.inC ? ">5" : ">6")
      for byte in part.bytes {
        // What begins a change of subset goes as a pair of signs, as do the signs that begin commands.
        switch byte {
        case 0x3E: out += ">0"
        case 0x5E: out += "><"
        case 0x7E: out += ">="
        default: out.unicodeScalars.append(Unicode.Scalar(byte))
        }
      }
    }
    return out
  }
}
