internal import Domain
internal import Store

/// A dry run of several files: each knows what those before it bring.
///
/// Not Sendable: one run owns it, and one file at a time.
public final class FileRehearsal {
  let intake = IntakeRehearsal()
  /// Orders of the files so far, beyond those that the intake remembers whole.
  var seen = SeenOrders()
  var hasMoreFiles: Bool
  /// Carriers' tables of the files so far.
  var ways: [(intake: WaysIntake, rows: [IncomingWay])] = []

  public init(ofSeveral: Bool = false) { hasMoreFiles = ofSeveral }
}
