internal import CNcurses
internal import CTerminal
internal import Glibc

/// Why the terminal could not be taken.
public enum TerminalFailure: Error, Equatable, Sendable {
  /// Standard input or output is no terminal.
  case notATerminal
  /// It cannot move its cursor (`TERM=dumb`), or nothing is known about it.
  case unsupportedTerminal(String)
  /// The system refused; the number is errno.
  case system(Int32)
}

/// ncurses behind one type: takes frames, gives the bytes that turn the terminal's screen into them. It writes to a
/// file in memory, so it needs no terminal.
@MainActor
public final class CursesScreen {
  public private(set) var size: Size
  public private(set) var depth: ColourDepth
  /// The terminfo entry in use.
  public let terminalName: String

  private let screen: OpaquePointer
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  private let outputDescriptor: Int32
  private let window: UnsafeMutablePointer<WINDOW>
  private var palette: Palette
  private var forms = CellForms()
  private var shown: ContiguousArray<Cell>?
  private var scratch: [cchar_t] = []
  private var isCursorShown = true
  /// Where ncurses left the terminal's cursor.
  private var cursor = Point(0, 0)
  /// A resize may have moved it: it is put back before ncurses goes on from there.
  private var placesCursorFirst = false
  private var hasPainted = false
  /// Bytes that ncurses wrote before the first frame, to take the alternate screen.
  private let enterBytes: [UInt8]
  private let colours: Int32

  /// Sets ncurses up for a terminal type, `TERM` as it came. Throws `TerminalFailure`.
  public init(term: String?, hasColourTerm: Bool = false, size: Size, depth: ColourDepth?, theme: Theme) throws {
    CursesScreen.chooseLocale()
    let descriptor = ct_memory_file()
    guard descriptor >= 0, let output = fdopen(descriptor, "r+"), let input = fopen("/dev/null", "r") else {
      throw TerminalFailure.system(errno)
    }
    let candidates = TerminalName.candidates(term, hasColourTerm: hasColourTerm)
    var made: (OpaquePointer, String)?
    // ncurses asks the environment for the size, as its output is no terminal; nobody else is to read it there.
    setenv("LINES", String(size.rows), 1)
    setenv("COLUMNS", String(size.columns), 1)
    for name in candidates where made == nil {
      if let screen = newterm(name, output, input) { made = (screen, name) }
    }
    unsetenv("LINES")
    unsetenv("COLUMNS")
    guard let (screen, name) = made, let window = nc_main_window() else {
      fclose(output)
      fclose(input)
      throw TerminalFailure.unsupportedTerminal(String((term ?? "").prefix(64)))
    }
    (self.screen, terminalName, self.window) = (screen, name, window)
    (self.output, self.input, outputDescriptor) = (output, input, descriptor)
    self.size = size
    enterBytes = nc_string("smcup").map { Array(String(cString: $0).utf8) } ?? []

    resize_term(Int32(size.rows), Int32(size.columns))
    typeahead(-1)
    set_escdelay(25)
    colours = max(nc_number("colors"), 0)
    self.depth = CursesScreen.possible(depth, colours: colours, hasColourTerm: hasColourTerm)
    if self.depth > .none {
      start_color()
      use_default_colors()
    }
    palette = Palette(theme: theme, depth: self.depth, colours: colours)
    idlok(window, true)
    scrollok(window, true)
    applyBackground()
  }

  /// Frees what ncurses holds. Writes nothing to a terminal.
  public func close() {
    delscreen(screen)
    fclose(output)
    fclose(input)
  }

  /// Whether the terminal shows links.
  public var drawsLinks = false {
    didSet { if drawsLinks != oldValue, shown?.contains(where: { $0.link != 0 }) ?? false { redraw() } }
  }

  /// Whether signs joined to one are sent so. A multiplexer counts them as one and hands them on as they are; where its
  /// terminal draws them one beside the other, all that it puts behind them in the row stands elsewhere.
  public var joinsSigns = true {
    didSet { if joinsSigns != oldValue, shown?.contains(where: \.isDoubtful) ?? false { redraw() } }
  }

  /// Changes the colours; the next frame is painted whole.
  public func use(_ theme: Theme) {
    palette = Palette(theme: theme, depth: depth, colours: colours)
    applyBackground()
    redraw()
  }

  /// The terminal has another size; the next frame is painted whole, over what stands there: clearing first would
  /// flicker. A cursor that was cut off stands who knows where: then the screen is cleared after all.
  public func resize(to size: Size) {
    self.size = size
    resize_term(Int32(size.rows), Int32(size.columns))
    guard hasPainted, Rect(size).contains(cursor) else { return repaint() }
    placesCursorFirst = true
    redraw()
  }

  /// Every cell is sent again with the next frame, over what stands there.
  private func redraw() {
    shown = nil
    redrawwin(window)
  }

  /// Forgets what the terminal shows: the next frame is painted whole.
  public func repaint() {
    shown = nil
    werase(window)
    clearok(window, true)
  }

  /// The bytes that take the alternate screen, for coming back after a stop.
  var takeBytes: [UInt8] { enterBytes }

  /// The bytes that turn what the terminal shows into `frame`; none where nothing differs. A frame of another size is
  /// cut, or filled with blanks.
  public func render(_ frame: Frame) -> [UInt8] {
    let target = frame.size == size ? frame : fitted(frame)
    if shown != nil { scroll(to: target.cells) }
    for row in 0..<size.rows { draw(row, of: target.cells, over: shown) }
    shown = target.cells
    let next = placeCursor(target.cursor)
    wnoutrefresh(window)
    doupdate()
    var bytes = collect()
    if placesCursorFirst {
      placesCursorFirst = false
      bytes.insert(contentsOf: Array("\u{1B}[\(cursor.y + 1);\(cursor.x + 1)H".utf8), at: 0)
    }
    (cursor, hasPainted) = (next, true)
    return bytes
  }

  private func fitted(_ frame: Frame) -> Frame {
    var fitted = Frame(size: size, widths: frame.widths)
    fitted.draw(frame, at: Point(0, 0))
    return fitted
  }

  private func placeCursor(_ cursor: Point?) -> Point {
    let bounds = Rect(size)
    let isVisible = cursor.map(bounds.contains) ?? false
    if isVisible != isCursorShown {
      curs_set(isVisible ? 1 : 0)
      isCursorShown = isVisible
    }
    let point = isVisible ? cursor ?? Point(0, 0) : Point(0, 0)
    wmove(window, Int32(point.y), Int32(point.x))
    return point
  }

  /// Moves the rows that only moved.
  private func scroll(to new: ContiguousArray<Cell>) {
    guard var old = shown else { return }
    let shift = old.withUnsafeBufferPointer { oldCells in
      new.withUnsafeBufferPointer { ScrollShift.find(from: oldCells, to: $0, size: size) }
    }
    guard let shift else { return }
    wsetscrreg(window, Int32(shift.top), Int32(shift.bottom))
    wscrl(window, Int32(shift.rows))
    wsetscrreg(window, 0, Int32(size.rows - 1))
    shown = nil
    shift.apply(to: &old, columns: size.columns)
    shown = old
  }

  /// Gives ncurses the changed span of a row.
  private func draw(_ row: Int, of new: ContiguousArray<Cell>, over old: ContiguousArray<Cell>?) {
    let start = row * size.columns
    var first = 0, last = size.columns - 1
    if let old {
      while first <= last && new[start + first] == old[start + first] { first += 1 }
      if first > last { return }
      while last > first && new[start + last] == old[start + last] { last -= 1 }
      if new[start + first].width == 0 || old[start + first].width == 0 { first = max(first - 1, 0) }
      if new[start + first].width == 0 { first = max(first - 1, 0) }
      while last + 1 < size.columns && new[start + last + 1].width == 0 { last += 1 }
    }
    scratch.removeAll(keepingCapacity: true)
    var touchesDoubtful = false
    for x in first...max(first, last) {
      let cell = new[start + x]
      if cell.isDoubtful || old.map({ $0[start + x].isDoubtful }) ?? false { touchesDoubtful = true }
      append(cell)
    }
    mvwadd_wchnstr(window, Int32(row), Int32(first), scratch, Int32(scratch.count))
    // Some terminal may have drawn the cluster wider than its place: what follows it is written again.
    if touchesDoubtful { wredrawln(window, Int32(row), 1) }
  }

  @inline(__always)
  private func append(_ cell: Cell) {
    if cell.width == 0 { return }
    let cell = drawsLinks || cell.link == 0 ? cell : cell.with(link: 0)
    let role = Int(cell.roleByte)
    let attributes = palette.attributes[role], pair = palette.pairs[role]
    if cell.glyph < 0x7F && cell.link == 0 {
      scratch.append(nc_cell(cell.glyph, attributes, pair))
      return
    }
    switch forms.form(of: cell) {
    case .scalar(let scalar): scratch.append(nc_cell(scalar, attributes, pair))
    case .cluster(let scalars): scratch.append(nc_cluster(scalars, Int32(scalars.count), attributes, pair))
    case .placeHolder(let index):
      scratch.append(nc_cell(CellForms.firstHalves + UInt32(index), attributes, pair))
      if cell.width == 2 { scratch.append(nc_cell(CellForms.secondHalves + UInt32(index), attributes, pair)) }
    }
  }

  /// Takes what ncurses wrote out of the memory file.
  private func collect() -> [UInt8] {
    fflush(output)
    let count = Int(lseek(outputDescriptor, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(outputDescriptor, buffer.baseAddress, count, 0))
    }
    lseek(outputDescriptor, 0, SEEK_SET)
    return FrameBytes.mend(
      bytes, placeHolders: forms.placeHolders, palette: palette.trueColours, joinsSigns: joinsSigns)
  }

  private func applyBackground() {
    let role = Int(Role.text.rawValue)
    var blank = nc_cell(0x20, palette.attributes[role], palette.pairs[role])
    wbkgrndset(window, &blank)
  }

  private static func possible(_ wanted: ColourDepth?, colours: Int32, hasColourTerm: Bool) -> ColourDepth {
    let most: ColourDepth =
      if colours >= 256 { hasColourTerm ? .trueColour : .indexed256 } else { colours >= 8 ? .ansi16 : .none }
    guard let wanted else { return most }
    return wanted == .trueColour && colours >= 256 ? .trueColour : min(wanted, most)
  }

  /// Characters are UTF-8 whatever the locale says: a `POSIX` locale is common over SSH and in cron.
  private static func chooseLocale() {
    setlocale(LC_CTYPE, "")
    if nc_codeset_is_utf8() == 0 { setlocale(LC_CTYPE, "C.UTF-8") }
  }
}
