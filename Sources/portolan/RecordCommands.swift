internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Store

/// A record as somebody names it: a kind and a number.
enum NamedRecord {
  /// The record's id; a number that several have is refused with what would be clear.
  static func find(_ kind: Kind, _ number: String, in reader: any Reader) throws -> Int64 {
    // Stock is known by its SKU: a row of it comes and goes with the units in a place.
    if kind == .stock || kind == .moves { return try find(.variants, number, in: reader) }
    // `W-12`, `w-12` and `12` are the same wave.
    if FulfilmentNames.kinds.contains(kind.rawValue),
      let id = try FulfilmentNames.find(kind.rawValue, number, in: reader)
    {
      return id
    }
    let found = try Views.find(number, kind: kind, in: reader)
    guard let first = found.first else { throw ActionRefusal.noSuchRecord(kind: kind.rawValue, number) }
    if found.count > 1 {
      throw ActionRefusal.ambiguous(
        kind: kind.rawValue, number, fits: try found.map { try RecordNumber.of(kind.rawValue, $0, in: reader) })
    }
    return first
  }

  static func kind(_ word: String) throws -> Kind {
    guard let kind = Kind(named: word) else {
      throw Failure(text: "“\(word)” is no kind; \(Kind.allCases.map(\.rawValue).joined(separator: ", ")) are.")
    }
    return kind
  }
}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows one thing, whole, with its history.")
  @OptionGroup var shared: SharedOptions
  @Argument(
    help: """
      orders, products, variants, customers, locations, suppliers, purchases, receipts, returns, rules, waves, \
      fulfilments, runs, parcels, manifests, alerts, claims, lanes, or stock by its SKU.
      """)
  var kind: String
  @Argument(help: "Its number.") var number: String
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let kind = try NamedRecord.kind(kind)
    let (store, actor) = try shared.open()
    let whole = try store.connection.readNow { reader -> JSONOutput in
      let id = try NamedRecord.find(kind, number, in: reader)
      return try RecordOutput.whole(kind, id, mayReadPersonal: actor.may(.seePersonal), at: Process.now(), in: reader)
    }
    if json { Output.json(whole, indented: true) } else { RecordOutput.say(whole) }
  }
}
