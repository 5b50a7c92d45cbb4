internal import Terminal

/// Keys that a person gives a command in place of its own.
struct KeyChoice: Hashable, Sendable {
  var place: Command.Place
  var command: Command
  var keys: [Key]

  /// A key that another of the person's own choices has already.
  struct Clash: Hashable, Sendable {
    var choice: KeyChoice
    var key: Key
    var holder: Command
  }
}
