internal import Terminal

/// Which keys mean which command, in each place: a ready set and what a person changed in it.
struct KeyMap: Hashable, Sendable {
  private var keys: [Command.Place: [Command: [Key]]] = [:]
  private var commands: [Command.Place: [Key: Command]] = [:]
  /// What a person asked for; it goes before what the set says.
  private var chosen: [Command.Place: Set<Command>] = [:]

  static let standard = KeyMap(.standard)

  init(_ set: KeySet) {
    for place in Command.Place.allCases {
      for command in Command.allCases {
        // Of two commands of a set that name one key, the first has it.
        let free = set.keys(of: command, in: place).filter { commands[place]?[$0] == nil }
        keys[place, default: [:]][command] = free
        for key in free { commands[place, default: [:]][key] = command }
      }
    }
  }

  /// The keys of a command, the one to show first.
  func keys(of command: Command, in place: Command.Place) -> [Key] { keys[place]?[command] ?? [] }

  /// The command of a key; full-width letters and signs are taken as their ASCII twins.
  func command(of key: Key, in place: Command.Place) -> Command? { commands[place]?[key.commandTwin] }

  /// Gives a command these keys in place of its own. A key that the set gave to another command is taken from it; one
  /// that a person gave to another stays there and is answered as a clash.
  mutating func choose(_ wanted: [Key], for command: Command, in place: Command.Place) -> [(Key, Command)] {
    var clashes: [(Key, Command)] = []
    for key in keys(of: command, in: place) { commands[place]?[key] = nil }
    var got: [Key] = []
    for key in wanted {
      if let holder = commands[place]?[key], holder != command {
        if chosen[place]?.contains(holder) == true {
          clashes.append((key, holder))
          continue
        }
        keys[place]?[holder]?.removeAll { $0 == key }
      }
      commands[place, default: [:]][key] = command
      got.append(key)
    }
    keys[place, default: [:]][command] = got
    chosen[place, default: []].insert(command)
    return clashes
  }
}

/// Why a key is a bad choice, though it works.
enum KeyAdvice: Hashable, Sendable {
  /// Typed with AltGr on some keyboards.
  case altGr
  /// Ctrl-S and Ctrl-Q stop and start a line's flow.
  case flowControl
  /// The only key of the command is what tmux or screen waits for.
  case multiplexerPrefix
  /// A command that is hard to take back stands beside one that only moves.
  case besideMotion(Command)
}

extension KeyMap {
  /// Every doubtful key, by place and command.
  var advice: [(place: Command.Place, command: Command, key: Key, advice: KeyAdvice)] {
    var found: [(Command.Place, Command, Key, KeyAdvice)] = []
    for place in Command.Place.allCases {
      let motions = Command.allCases.filter { $0.section == .moving }
      for command in Command.allCases {
        let own = keys(of: command, in: place)
        for key in own {
          if key.needsAltGr { found.append((place, command, key, .altGr)) }
          if key == .control("s") || key == .control("q") { found.append((place, command, key, .flowControl)) }
          if own.count == 1, key == .control("a") || key == .control("b") {
            found.append((place, command, key, .multiplexerPrefix))
          }
          guard command.isHardToTakeBack else { continue }
          for motion in motions where keys(of: motion, in: place).contains(where: { $0.isBeside(key) }) {
            found.append((place, command, key, .besideMotion(motion)))
          }
        }
      }
    }
    return found
  }
}

extension Command {
  /// It ends something: undo brings it back, but what went out to the world meanwhile does not come back.
  var isHardToTakeBack: Bool {
    switch self {
    case .cancel, .close, .ship, .deliver, .takeBack, .markRefunded, .reject, .retire: true
    default: false
    }
  }
}

extension Key {
  /// Signs that German, French, Spanish, Nordic or Swiss keyboards have on AltGr.
  var needsAltGr: Bool {
    switch self {
    case .character(let character), .control(let character), .alt(let character):
      "@[]{}\\|~€^`#".contains(character)
    default: false
    }
  }

  /// Neighbours on a QWERTY keyboard, whatever is held down with them.
  func isBeside(_ other: Key) -> Bool {
    guard let one = place, let two = other.place, one != two else { return false }
    return abs(one.row - two.row) <= 1 && abs(one.column - two.column) <= 1
  }

  private struct Seat: Hashable {
    let row: Int
    let column: Int
  }

  private var place: Seat? {
    guard case .character(let character) = self, let letter = character.lowercased().first else { return nil }
    for (row, letters) in ["1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./"].enumerated() {
      if let column = Array(letters).firstIndex(of: letter) { return Seat(row: row, column: column) }
    }
    return nil
  }
}
