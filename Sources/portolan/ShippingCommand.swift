internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Operations
internal import Store

struct ShippingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shipping", abstract: "Files that tell channels of parcels: written out, and what was said to them.",
    discussion: """
      `portolan do confirmShipping orders NUMBER carrier=DHL tracking=00340…` leaves a parcel to be told; `send` \
      writes a file for each account; what the channel answers comes in by `portolan import`.
      """,
    subcommands: [Send.self, List.self], defaultSubcommand: List.self)

  struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "send", abstract: "Writes what is to be told as each channel's own file.")
    @OptionGroup var shared: SharedOptions
    @OptionGroup var outgoing: OutgoingOptions
    @Option(help: "A format in place of the channel's own: shopify-shipping-json, shipping-csv …") var format: String?

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      let folder = try outgoing.place()
      let chosen = try format.map { name in
        guard let named = ShippingFormats.named(name) else {
          let known = ShippingFormats.all.map(\.id).joined(separator: ", ")
          throw Failure(text: "“\(name)” is no format of parcels; \(known) are.")
        }
        return named
      }
      let sender = ShippingSender(
        store: store, actor: actor, folder: folder, holder: ShippingSender.ownHolder,
        format: { chosen ?? ShippingFormats.of(channel: $0.channel) })
      let report = try sender.run(at: Process.now(), account: try outgoing.account(in: store))
      let waiting = try store.connection.readNow { try Outbox.waitingConfirmations(at: Process.now(), in: $0) }
      var nothing = "Nothing is to be told."
      if let waiting {
        let parcels = waiting.count == 1 ? "1 parcel waits" : "\(waiting.count) parcels wait"
        nothing = "Nothing is to be told yet: \(parcels), the first until \(waiting.until.iso8601)."
      }
      outgoing.say(report, things: "records", nothing: nothing)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the newest files for channels, and whether they were answered.")
    @OptionGroup var shared: SharedOptions
    @Option(help: "At most so many.") var limit = 50
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, _) = try shared.open()
      let files = try store.connection.readNow { try ChannelFiles.newest(limit: max(limit, 0), in: $0) }
      if json {
        Output.json([
          "files": .list(
            files.map {
              [
                "file": .text($0.name), "channel": .text($0.account), "format": .text($0.format),
                "records": .integer($0.records), "writtenAt": .time(orNull: $0.writtenAt),
                "deliveredAt": .time(orNull: $0.deliveredAt), "answeredAt": .time(orNull: $0.answeredAt),
              ]
            })
        ])
        return
      }
      for file in files {
        let state = file.answeredAt != nil ? "answered" : file.deliveredAt != nil ? "unanswered" : "not delivered"
        Output.line("\(file.name) · \(file.format) · \(file.records) records · \(state)")
      }
      if files.isEmpty { Output.line("No file was sent.") }
    }
  }
}
