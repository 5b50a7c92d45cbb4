/// What a person did at the terminal, or what became of it.
public enum Key: Hashable, Sendable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1…F24.
  case function(Int)
  /// Control with a lower-case letter, space or one of `\ ] ^ _`.
  case control(Character)
  case alt(Character)
  case shifted(Motion)
  case controlled(Motion)
  case mouse(MouseEvent)
  /// Text from the clipboard: line breaks as `\n`, at most 1 MiB, never a command.
  case paste(String)
  /// A barcode or the like, read by a scanner that types.
  case scan(String)
  /// Wide text that an input method committed at once where no text goes: never keys.
  case phrase(String)
  case resize(Size)
  /// Keys one after the other that mean one thing, such as `] c`: a name in a table, never read as such.
  case sequence([Key])
  case focus(Bool)
  /// Back from a stop (Ctrl-Z and `fg`): paint all.
  case resumed
  /// The terminal is gone or the program is told to end: save and leave within a second.
  case hangup

  public enum Motion: Hashable, Sendable {
    case up, down, left, right, home, end

    /// The key without Shift or Control.
    var key: Key {
      switch self {
      case .up: .up
      case .down: .down
      case .left: .left
      case .right: .right
      case .home: .home
      case .end: .end
      }
    }
  }
}

/// A mouse button or wheel at a cell.
public struct MouseEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case press, release, drag, wheelUp, wheelDown }

  public let kind: Kind
  /// 0 left, 1 middle, 2 right.
  public let button: Int
  public let point: Point
  public let isShifted: Bool
  public let isControlled: Bool

  public init(_ kind: Kind, button: Int = 0, at point: Point, isShifted: Bool = false, isControlled: Bool = false) {
    self.kind = kind
    self.button = button
    self.point = point
    self.isShifted = isShifted
    self.isControlled = isControlled
  }
}

extension Key {
  /// The key as a command: full-width letters and signs (`：／？１`), as a Chinese input method types them, are taken as
  /// their ASCII twins. Text fields use the key itself.
  public var commandTwin: Key {
    if case .sequence(let keys) = self { return .sequence(keys.map(\.commandTwin)) }
    guard case .character(let character) = self, character.unicodeScalars.count == 1,
      let scalar = character.unicodeScalars.first
    else { return self }
    switch scalar.value {
    case 0xFF01...0xFF5E:
      return .character(Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0))))
    case 0x3000: return .character(" ")
    case 0x3002: return .character(".")
    case 0x3010: return .character("[")
    case 0x3011: return .character("]")
    case 0x300A: return .character("<")
    case 0x300B: return .character(">")
    case 0xFFE5: return .character("$")
    default: return self
    }
  }
}
