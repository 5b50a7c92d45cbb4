internal import Domain
internal import Foundation

/// Where files for channels are put by themselves.
public enum OutgoingFolder {
  /// The folder that the surroundings name; nil: nothing is sent by itself, because no one machine is the right one.
  public static let configured: String? = {
    guard let folder = ProcessInfo.processInfo.environment["PORTOLAN_OUTGOING"], !folder.isEmpty else { return nil }
    return folder
  }()

  /// Who sends what nobody asked for.
  static let sender = Actor(name: Actor.system.name, rights: [.shipOrders, .manageStock])

  /// How many files a sender wrote into it; none where no folder is named.
  static func filled(_ send: (String) throws -> ShippingSender.Report) rethrows -> Int {
    guard let configured else { return 0 }
    return try send(configured).files.count
  }
}
