internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Operations
internal import Store

struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Files that tell channels how many units they may sell.",
    discussion: """
      `portolan do publishStock variants SKU channel=AMZ-DE buffer=2 cap=50` says that a channel sells a SKU; `send` \
      writes a file for each account whose quantities have changed; what the channel answers comes in by \
      `portolan import`.
      """,
    subcommands: [Send.self, List.self], defaultSubcommand: List.self)

  struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "send", abstract: "Writes the quantities that have changed as each channel's own file.")
    @OptionGroup var shared: SharedOptions
    @OptionGroup var outgoing: OutgoingOptions
    @Option(help: "A format in place of the channel's own: quantity-csv …") var format: String?

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      let folder = try outgoing.place()
      let chosen = try format.map { name in
        guard let named = StockFeeds.named(name) else {
          let known = StockFeeds.all.map(\.id).joined(separator: ", ")
          throw Failure(text: "“\(name)” is no format of quantities; \(known) are.")
        }
        return named
      }
      let sender = StockSender(
        store: store, actor: actor, folder: folder, holder: ShippingSender.ownHolder,
        format: { chosen ?? StockFeeds.of(channel: $0.channel) })
      outgoing.say(
        try sender.run(at: Process.now(), account: try outgoing.account(in: store)), things: "SKUs",
        nothing: "No quantity has changed.")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists what channels are to be told, were told and have taken.")
    @OptionGroup var shared: SharedOptions
    @Option(help: "One channel account alone.") var channel: String?
    @Option(help: "At most so many.") var limit = 1000
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, _) = try shared.open()
      let account = try OutgoingOptions.account(channel, in: store)
      let rows = try store.connection.readNow { reader in
        try PublishedTable.of(account: account, limit: max(0, limit), in: reader).map { one in
          try StockReport.Channel(one, in: reader)
        }
      }
      if json {
        Output.json(["published": .list(rows.map(RecordOutput.channel))])
        return
      }
      for row in rows { Output.line("\(row.account)  \(row.published.sku)  \(PublishCommand.told(row.published))") }
      if rows.isEmpty { Output.line("No channel is told of any SKU.") }
    }
  }

  /// `wanted 7 (#3), written 7 (#3), taken 9 (#2)`
  static func told(_ one: PublishedStock) -> String {
    func wish(_ word: String, _ wish: PublishedStock.Wish?) -> String {
      wish.map { "\(word) \($0.quantity) (#\($0.sequence))" } ?? "\(word) nothing"
    }
    var text = [wish("wanted", one.desired), wish("written", one.pushed), wish("taken", one.acknowledged)]
    if !one.refusal.isEmpty { text.append("refused: \(one.refusal)") }
    if one.isStopped { text.append("stopped") }
    return text.joined(separator: ", ")
  }
}

/// What a channel is told of a SKU, and how the number came about.
struct PublishedReason {
  static let fields = ["published"]

  private let channels: [StockReport.Channel]

  init(of variant: Int64, at now: Instant, in reader: any Reader) throws {
    channels = try StockReport(of: variant, at: now, in: reader)?.channels ?? []
  }

  private static func rule(_ channel: StockReport.Channel) -> String {
    let one = channel.published
    if one.isStopped { return "\(channel.account): sold there no more" }
    let cap = one.cap.map { ", \($0) at most" } ?? ""
    return "\(channel.account): \(one.available) can be promised − \(one.buffer) kept back\(cap) = "
      + "\(one.desired.quantity); \(PublishCommand.told(one))"
  }

  var json: JSONOutput {
    [
      "field": "published", "value": .list(channels.map(RecordOutput.channel)),
      "rule": .list(channels.map { .text(PublishedReason.rule($0)) }), "source": .null,
    ]
  }

  func say() {
    if channels.isEmpty { Output.line("published: no channel is told of it") }
    for channel in channels { Output.line("rule: \(PublishedReason.rule(channel))") }
  }
}
