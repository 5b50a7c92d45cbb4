internal import ArgumentParser
internal import Domain
internal import Operations
internal import Store

/// What every command takes: which store, who acts.
struct SharedOptions: ParsableArguments, StoreChoosing {
  @Option(
    name: .customLong("store"),
    help: "The store: sqlite:PATH or a path; else $PORTOLAN_STORE, else the one in $XDG_DATA_HOME/portolan.")
  var storeAddress: String?

  @Option(
    name: .customLong("reads"),
    help: "A replica of the store's server that answers questions; else $PORTOLAN_READS. Changes go to the store.")
  var readsAddress: String?

  @Option(name: .customLong("as"), help: "Who acts; else $PORTOLAN_USER, else the system user.")
  var actorName: String?
}

/// Which store is meant and who acts, however that was said.
protocol StoreChoosing {
  var storeAddress: String? { get }
  var readsAddress: String? { get }
  var actorName: String? { get }
}

extension StoreChoosing {
  func url() throws -> StoreURL {
    guard let text = storeAddress ?? Process.environment("PORTOLAN_STORE") ?? usualPath else {
      throw Failure(text: "Neither --store, $PORTOLAN_STORE nor a home folder says where the store is.")
    }
    return try Self.url(text)
  }

  /// Whatever names a store: `--store`, `--reads`, an argument.
  static func url(_ text: String) throws -> StoreURL {
    guard let url = StoreURL(text) else {
      throw Failure(
        text: "“\(text)” names no store that this build knows; sqlite:PATH, a path or postgres://… was expected.")
    }
    return url
  }

  private var usualPath: String? {
    // The XDG rules want a path from the root; any other is to be ignored.
    let data = Process.environment("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (data ?? Process.home.map { $0 + "/.local/share" }).map { $0 + "/portolan/portolan.db" }
  }

  /// Who really sits there: the forced command of an SSH key says it, else the system does.
  var realName: String { Process.environment("PORTOLAN_USER") ?? Process.systemUser }

  func open(readOnly: Bool = false) throws -> (store: Store, actor: Actor) {
    let reads = try (readsAddress ?? Process.environment("PORTOLAN_READS")).flatMap {
      try $0.isEmpty ? nil : Self.url($0)
    }
    let store = try Store.open(try url(), reads: reads, readOnly: readOnly, patience: Patience.ours)
    if let behind = try store.connection.readsBehind(at: Process.now()) { Self.tell(behind) }
    let actor = try store.connection.readNow { try Users.actor(named: realName, as: actorName, in: $0) }
    return (store, actor)
  }

  /// What is read may be older than what is written: said where it is.
  private static func tell(_ behind: ReadsBehind) {
    switch behind.inSeconds {
    case .level: break
    case .behind(let changes, let milliseconds):
      Output.talk("portolan: the replica is \(milliseconds / 1000) s behind: \(changes) changes are not in it yet.")
    case .away: Output.talk("portolan: the replica does not answer; the store's own server does.")
    }
  }

  /// The same for a command that changes the shop: it does not end because nobody reads what it says.
  func openForChanges() throws -> (store: Store, actor: Actor) {
    Output.outlivesReader = true
    let opened = try open()
    if let entry = try opened.store.missingEntry() {
      Output.talk(
        "portolan: journal entry \(entry) was committed and is not there any more; run `portolan store doctor`.")
    }
    return opened
  }

  var zone: Zone { Process.environment("TZ").flatMap { ZoneFile.zone(named: $0) } ?? .utc }
}

/// How long a change waits for somebody else's: `PORTOLAN_WAIT` seconds, else 30.
enum Patience {
  static var ours: GatePatience {
    let seconds = Process.environment("PORTOLAN_WAIT").flatMap(Double.init).flatMap { $0 >= 0 ? $0 : nil }
    return GatePatience(seconds: min(seconds ?? 30, 86_400)) { holder in
      if Process.isTalkingToTerminal { Output.talk("Waiting for \(holder ?? "another program") …") }
    }
  }
}
