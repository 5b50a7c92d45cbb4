internal import Store
internal import Terminal

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
  /// It was another command's, which has these keys left.
  case takes(from: Command, left: [Key])
}

extension KeyMap {
  /// A doubtful key, with its place and command.
  struct Doubt: Hashable, Sendable {
    var place: Command.Place
    var command: Command
    var key: Key
    var advice: KeyAdvice
  }

  /// Every doubtful key; what is doubtful in both places alike is said of the first.
  var advice: [Doubt] {
    var found: [Doubt] = []
    for place in Command.Place.allCases {
      let motions = Command.allCases.filter { $0.section == .moving }
      for command in Command.allCases {
        let own = keys(of: command, in: place)
        for key in own {
          var advice: [KeyAdvice] = []
          if key.needsAltGr { advice.append(.altGr) }
          if key == .control("s") || key == .control("q") { advice.append(.flowControl) }
          if own.count == 1, key == .control("a") || key == .control("b") { advice.append(.multiplexerPrefix) }
          if command.isHardToTakeBack {
            // One neighbour is reason enough to choose another key.
            let motion = motions.first { keys(of: $0, in: place).contains { $0.isBeside(key) } }
            if let motion { advice.append(.besideMotion(motion)) }
          }
          for taken in taken where taken.place == place && taken.by == command && taken.key == key {
            advice.append(.takes(from: taken.from, left: keys(of: taken.from, in: place)))
          }
          found += advice.map { Doubt(place: place, command: command, key: key, advice: $0) }
        }
      }
    }
    var seen: Set<Doubt> = []
    return found.filter { doubt in
      var anywhere = doubt
      anywhere.place = .list
      return seen.insert(anywhere).inserted
    }
  }
}

extension Command {
  /// It ends something: undo brings it back, but what went out to the world meanwhile does not come back.
  var isHardToTakeBack: Bool {
    switch self {
    case .cancel, .close, .ship, .deliver, .takeBack, .markRefunded, .reject, .retire: true
    default: storeActions.contains { ActionTable.named($0)?.undo == .final }
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

  /// Neighbours on a QWERTY keyboard or on its number block, or the same key with Shift, Ctrl or Alt more or less: what
  /// a finger that slips hits.
  func isBeside(_ other: Key) -> Bool {
    guard self != other else { return false }
    return seats.contains { one in
      other.seats.contains { one.block == $0.block && abs(one.row - $0.row) <= 1 && abs(one.column - $0.column) <= 1 }
    }
  }

  private struct Seat: Hashable {
    let block: Int
    let row: Int
    let column: Int
  }

  private var seats: [Seat] {
    switch self {
    case .character(let character), .control(let character), .alt(let character): Key.seats[character] ?? []
    default: []
    }
  }

  private static let seats: [Character: [Seat]] = {
    let blocks = [
      ["1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./"],
      ["!@#$%^&*()_+", "QWERTYUIOP{}|", "ASDFGHJKL:\"", "ZXCVBNM<>?"],
      ["/*-", "789+", "456", "123"],
    ]
    var seats: [Character: [Seat]] = [:]
    for (index, rows) in blocks.enumerated() {
      for (row, letters) in rows.enumerated() {
        for (column, letter) in letters.enumerated() {
          // With Shift it is the same place; the number block's top row stands above its second column.
          let shift = index == 2 && row == 0 ? 1 : 0
          seats[letter, default: []].append(Seat(block: index == 2 ? 1 : 0, row: row, column: column + shift))
        }
      }
    }
    return seats
  }()
}
