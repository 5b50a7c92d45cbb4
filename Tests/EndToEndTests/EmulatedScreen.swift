import CVterm
import Foundation

/// What a person would see: libvterm fed with the bytes that a program wrote.
final class EmulatedScreen {
  private(set) var columns: Int
  private(set) var rows: Int
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  private let properties = Properties()
  private var callbacks = VTermScreenCallbacks()

  /// What the program set by escape sequences.
  final class Properties {
    var isAlternate = false
    var showsCursor = true
    var mouse: Int32 = 0
  }

  init?(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    guard let terminal = vterm_new(Int32(rows), Int32(columns)), let screen = vterm_obtain_screen(terminal) else {
      return nil
    }
    self.terminal = terminal
    self.screen = screen
    vterm_set_utf8(terminal, 1)
    callbacks.settermprop = { property, value, user in
      guard let value, let user else { return 1 }
      let properties = Unmanaged<Properties>.fromOpaque(user).takeUnretainedValue()
      switch property {
      case VTERM_PROP_ALTSCREEN: properties.isAlternate = value.pointee.boolean != 0
      case VTERM_PROP_CURSORVISIBLE: properties.showsCursor = value.pointee.boolean != 0
      case VTERM_PROP_MOUSE: properties.mouse = value.pointee.number
      default: break
      }
      return 1
    }
    storedCallbacks.initialize(to: callbacks)
    vterm_screen_set_callbacks(screen, storedCallbacks, Unmanaged.passUnretained(properties).toOpaque())
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  private let storedCallbacks = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)

  deinit {
    vterm_free(terminal)
    storedCallbacks.deallocate()
  }

  var isAlternate: Bool { properties.isAlternate }
  var showsCursor: Bool { properties.showsCursor }
  var takesMouse: Bool { properties.mouse != 0 }

  /// Takes bytes in and gives the terminal's answers to questions among them.
  func feed(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { buffer in
      _ = vterm_input_write(terminal, buffer.assumingMemoryBound(to: CChar.self).baseAddress, buffer.count)
    }
    var answer = [CChar](repeating: 0, count: 4096)
    let count = vterm_output_read(terminal, &answer, answer.count)
    return answer.prefix(count).map { UInt8(bitPattern: $0) }
  }

  func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    // A wide sign in a screen of one column reaches beyond it in libvterm 0.1.4, which then falls over nothing.
    vterm_set_size(terminal, Int32(rows), Int32(max(columns, 2)))
  }

  var cursor: (x: Int, y: Int) {
    var place = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
    return (Int(place.col), Int(place.row))
  }

  /// The ground of one cell, as a number of xterm's 256 colours; nil where it is the terminal's own.
  func ground(x: Int, y: Int) -> UInt8? {
    var cell = VTermScreenCell()
    guard vterm_screen_get_cell(screen, VTermPos(row: Int32(y), col: Int32(x)), &cell) != 0,
      cell.bg.type & 1 == 1
    else { return nil }
    return cell.bg.indexed.idx
  }

  /// The colour of a cell's text, as a number of xterm's 256 colours; nil where it is the terminal's own.
  func ink(x: Int, y: Int) -> UInt8? {
    var cell = VTermScreenCell()
    guard vterm_screen_get_cell(screen, VTermPos(row: Int32(y), col: Int32(x)), &cell) != 0,
      cell.fg.type & 1 == 1
    else { return nil }
    return cell.fg.indexed.idx
  }

  /// The text of one cell: a blank where nothing stands, empty for the right half of a wide one.
  func cell(x: Int, y: Int) -> String {
    var cell = VTermScreenCell()
    guard vterm_screen_get_cell(screen, VTermPos(row: Int32(y), col: Int32(x)), &cell) != 0 else { return " " }
    let scalars = withUnsafeBytes(of: cell.chars) { Array($0.bindMemory(to: UInt32.self)) }
    guard let first = scalars.first, first != 0 else { return " " }
    if first == UInt32.max { return "" }
    return String(String.UnicodeScalarView(scalars.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)))
  }

  func row(_ y: Int) -> String { (0..<columns).map { cell(x: $0, y: y) }.joined() }

  /// The rows without the blanks at their ends.
  var lines: [String] {
    (0..<rows).map { y in
      var line = Substring(row(y))
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  var text: String { lines.joined(separator: "\n") }

  /// The row in which `text` stands first.
  func line(holding text: String) -> Int? { lines.firstIndex { $0.contains(text) } }
}
