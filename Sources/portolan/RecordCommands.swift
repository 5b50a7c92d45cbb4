internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Store

/// A record as somebody names it: a kind and a number.
enum NamedRecord {
  /// The record's id; a number that several have is refused with what would be clear.
  static func find(_ kind: Kind, _ number: String, in reader: any Reader) throws -> Int64 {
    try RecordNames.find(kind.rawValue, number, in: reader)
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
      return try RecordOutput.whole(
        kind, id, mayReadPersonal: actor.may(.seePersonal), forPeople: !json, at: Process.now(), in: reader)
    }
    if json { Output.json(whole, indented: true) } else { RecordOutput.say(whole) }
  }
}
