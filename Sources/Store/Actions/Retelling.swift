public import Domain

/// A past that is told to the store later: what is done within it happens at the time that each action is given, and
/// is written down as recorded when it was told.
public enum Retelling {
  @TaskLocal static var recordedAt: Instant?

  /// Its many small commits do not wait for the disk one by one: nobody was answered yet, and what a power cut takes is
  /// told again.
  public static func told<T>(at moment: Instant, in store: Store, _ body: () throws -> T) throws -> T {
    let file = store.connection as? SQLiteConnection
    try file?.maintain { try $0.execute("PRAGMA synchronous = NORMAL") }
    let result = Result { try $recordedAt.withValue(moment, operation: body) }
    try file?.maintain { try $0.execute("PRAGMA synchronous = FULL") }
    return try result.get()
  }
}
