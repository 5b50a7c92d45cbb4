internal import ArgumentParser
internal import Domain
internal import Operations
internal import Store

/// What every command takes: which store, who acts.
struct SharedOptions: ParsableArguments {
  @Option(name: .customLong("store"), help: "The store: sqlite:PATH or a path; else $PORTOLAN_STORE.")
  var storeAddress: String?

  @Option(name: .customLong("as"), help: "Who acts; else $PORTOLAN_USER, else the system user.")
  var actorName: String?

  func url() throws -> StoreURL {
    let home = Process.environment("HOME") ?? "."
    let data = Process.environment("XDG_DATA_HOME") ?? home + "/.local/share"
    let text = storeAddress ?? Process.environment("PORTOLAN_STORE") ?? data + "/portolan/portolan.db"
    guard let url = StoreURL(text) else {
      throw Failure(text: "“\(text)” names no store that this build knows; sqlite:PATH or a path was expected.")
    }
    return url
  }

  /// Who really sits there: the forced command of an SSH key says it, else the system does.
  var realName: String { Process.environment("PORTOLAN_USER") ?? Process.systemUser }

  func open(readOnly: Bool = false) throws -> (store: Store, actor: Actor) {
    let store = try Store.open(try url(), readOnly: readOnly)
    let actor = try store.connection.readNow { try Users.actor(named: realName, as: actorName, in: $0) }
    return (store, actor)
  }

  var zone: Zone { Process.environment("TZ").flatMap { ZoneFile.zone(named: $0) } ?? .utc }
}
