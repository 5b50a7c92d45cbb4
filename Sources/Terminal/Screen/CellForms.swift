internal import CNcurses

/// How each kind of cell is handed to ncurses. What ncurses cannot hold, or would count otherwise than we do, goes in
/// as private place-holders of one column each, which `FrameBytes` replaces afterwards.
struct CellForms {
  struct PlaceHolder {
    let bytes: [UInt8]
    let columns: Int
    /// Terminals differ about its width; otherwise it is simply written.
    let isDoubtful: Bool
    /// What it leads to; 0 for nothing.
    var link = 0

    /// The first of several signs that a joiner makes one of: a family's first head.
    var firstSign: ArraySlice<UInt8> {
      bytes.firstRange(of: PlaceHolder.joiner).map { bytes[..<$0.lowerBound] } ?? bytes[...]
    }

    private static let joiner = Array("\u{200D}".utf8)
  }

  enum Form {
    case scalar(UInt32)
    case cluster([UInt32])
    case placeHolder(Int)
  }

  static let firstHalves: UInt32 = 0xF0000
  static let secondHalves: UInt32 = 0x100000
  private static let limit = 0xFFF0

  private(set) var placeHolders: [PlaceHolder] = []
  private var forms: [UInt64: Form] = [:]

  mutating func form(of cell: Cell) -> Form {
    let glyph = cell.glyph
    if cell.link == 0 && glyph & Cell.clusterBit == 0 && !cell.isDoubtful && nc_columns(glyph) == Int32(cell.width) {
      return .scalar(glyph)
    }
    let key = cell.bits & ~(0xFF << 32)
    if let known = forms[key] { return known }
    let form = newForm(of: cell)
    forms[key] = form
    return form
  }

  private mutating func newForm(of cell: Cell) -> Form {
    let text = cell.text
    let scalars = text.unicodeScalars.map(\.value)
    if cell.link == 0, !cell.isDoubtful, let base = scalars.first, nc_columns(base) == Int32(cell.width),
      scalars.count <= 5,
      scalars.dropFirst().allSatisfy({ nc_columns($0) == 0 })
    {
      return .cluster(scalars)
    }
    guard placeHolders.count < CellForms.limit else {
      if cell.link != 0 { return form(of: cell.with(link: 0)) }
      return .scalar(cell.width == 2 ? 0x3000 : 0x2370)
    }
    placeHolders.append(
      PlaceHolder(bytes: Array(text.utf8), columns: Int(cell.width), isDoubtful: cell.isDoubtful, link: cell.link))
    return .placeHolder(placeHolders.count - 1)
  }
}
