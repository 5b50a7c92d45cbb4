public import Domain

/// A past that is told to the store later: what is done within it happens at the time that each action is given, and
/// is written down as recorded when it was told.
public enum Retelling {
  @TaskLocal static var recordedAt: Instant?

  public static func told<T>(at moment: Instant, _ body: () throws -> T) rethrows -> T {
    try $recordedAt.withValue(moment, operation: body)
  }
}
