/// From which sizes on the planner weighs instead of taking the first way in; tests make them small, so that a small
/// store goes every way that a large one does.
struct Weighing: Sendable {
  /// Index entries that are counted one by one, some 30 µs.
  var probe: Int64 = 1000
  /// Words that begin alike and are still asked for one by one.
  var expansions = 12
  /// Rows that a walk in a view's order looks at before another way in is taken: some 30 ms.
  var reach: Int64 = 20_000
  /// The same of a walk by another index than that of places, where each row is looked up far from the one before.
  var indexReach: Int64 = 5000
  /// The same where Swift has to cut and judge each row's texts.
  var judgedReach: Int64 = 1500

  @TaskLocal static var current = Weighing()
}
