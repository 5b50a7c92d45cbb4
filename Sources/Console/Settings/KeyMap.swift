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

  /// The commands of two keys of which the first is this one.
  func sequences(beginning first: Key, in place: Command.Place) -> [(second: Key, command: Command)] {
    let all = (commands[place] ?? [:]).compactMap { key, command -> (second: Key, command: Command)? in
      guard case .sequence(let keys) = key, keys.first == first, let second = keys.last else { return nil }
      return (second, command)
    }
    return all.sorted { $0.second.name < $1.second.name }
  }

  /// A key that a person's choice took from another command.
  struct Taken: Hashable, Sendable {
    var place: Command.Place
    var key: Key
    var from: Command
    var by: Command
  }

  private(set) var taken: [Taken] = []

  /// Gives a command these keys in place of its own. A key that the set gave to another command is taken from it; one
  /// that a person gave to another stays there and is answered as a clash.
  mutating func choose(_ wanted: [Key], for command: Command, in place: Command.Place) -> [(Key, Command)] {
    var clashes: [(Key, Command)] = []
    for key in keys(of: command, in: place) where commands[place]?[key] == command { commands[place]?[key] = nil }
    var got: [Key] = []
    for key in wanted where !got.contains(key) {
      // A key that does something by itself begins nothing.
      if case .sequence(let keys) = key, let first = keys.first, let holder = commands[place]?[first] {
        clashes.append((key, holder))
        continue
      }
      if let holder = commands[place]?[key], holder != command {
        if chosen[place]?.contains(holder) == true {
          clashes.append((key, holder))
          continue
        }
        keys[place]?[holder]?.removeAll { $0 == key }
        taken.append(Taken(place: place, key: key, from: holder, by: command))
      }
      commands[place, default: [:]][key] = command
      got.append(key)
    }
    keys[place, default: [:]][command] = got
    chosen[place, default: []].insert(command)
    // Who chooses other keys for a command has not lost those that it had.
    taken.removeAll { $0.place == place && $0.from == command }
    return clashes
  }
}
