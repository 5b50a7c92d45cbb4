internal import Terminal

/// A ready set of keys; settings change single ones on top of it.
public enum KeySet: String, Hashable, Sendable, CaseIterable {
  /// Arrows and letters side by side.
  case standard
  /// The standard keys and more of that editor's.
  case vim
  /// Nothing but arrows, named keys and function keys moves or acts: a slip on a letter does nothing.
  case arrows
  /// One hand on the number block (Num Lock on), the other on the scanner.
  case numpad

  /// The keys of a command in a place, the one to show first.
  func keys(of command: Command, in place: Command.Place) -> [Key] {
    if place == .field {
      // A text takes every key of the number block but the one that inserts (Num Lock off).
      let leaves = self == .numpad && command == .leaveForm
      return (leaves ? [.insert] : []) + command.keys(in: place)
    }
    return switch self {
    case .standard: command.keys(in: place)
    case .vim: command.keys(in: place) + vimKeys(of: command, in: place)
    case .arrows: arrowKeys(of: command, in: place)
    case .numpad: numpadKeys(of: command, in: place) + command.keys(in: place).filter { !$0.isOnNumberBlock }
    }
  }

  private func vimKeys(of command: Command, in place: Command.Place) -> [Key] {
    switch command {
    case .pageDown: [.control("d")]
    case .pageUp: [.control("u")]
    case .redo: [.control("r")]
    case .back: place == .detail ? [.character("-")] : []
    case .quit: [.character("Z")]
    default: []
    }
  }

  private func arrowKeys(of command: Command, in place: Command.Place) -> [Key] {
    let plain = command.keys(in: place).filter { key in
      switch key {
      case .character, .sequence: return false
      default: return true
      }
    }
    switch command {
    case .edit: return [.function(2)]
    case .filter: return [.function(3)]
    case .sort: return [.function(4)]
    case .jump: return [.function(6)]
    case .hold: return [.function(7)]
    case .release: return [.function(8)]
    case .undo: return [.function(9)]
    case .quit: return [.function(10)] + plain
    case .redo: return [.function(11)]
    // The rest is a few arrows away in here.
    case .menu: return [.function(12)] + plain
    case .views: return [.insert]
    default: return plain
    }
  }

  private func numpadKeys(of command: Command, in place: Command.Place) -> [Key] {
    switch command {
    case .up: [.character("8")]
    case .down: [.character("2")]
    case .pageUp: [.character("9")]
    case .pageDown: [.character("3")]
    case .first: [.character("7")]
    case .last: [.character("1")]
    case .open: place == .list ? [.character("6")] : []
    case .back: place == .detail ? [.character("4")] : []
    case .historyBack: place == .list ? [.character("4")] : []
    case .nextTab: place == .detail ? [.character("6")] : []
    case .nextRecord: place == .detail ? [.character("5")] : []
    case .nextPane: place == .list ? [.character("5")] : []
    case .jump: [.character(".")]
    case .filter: [.character("/")]
    case .hold: [.character("*")]
    case .release: [.character("+")]
    case .undo: [.character("-")]
    // Whatever has no key of its own stands in here, moved in by the same keys.
    case .menu: [.character("0")]
    default: []
    }
  }
}

extension Key {
  fileprivate var isOnNumberBlock: Bool {
    if case .character(let character) = self { return "0123456789./*+-".contains(character) }
    return false
  }
}
