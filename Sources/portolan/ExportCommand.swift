internal import ArgumentParser
internal import Dispatch
internal import Domain
internal import Exchange
internal import Glibc
internal import Operations
internal import Store

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "The way out: a view as CSV, JSON or a marketplace's own format.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The sentence.") var sentence: String
  @Option(
    help: ArgumentHelp(
      "csv, jsonl, json, shopify-products-csv, shopify-orders-csv, medusa-products-csv; of stock also "
        + StockExport.formats.joined(separator: ", ") + ".")) var format = "csv"
  @Option(name: .customLong("to"), help: "The file; else standard output.") var target: String?

  func run() throws {
    let view = try AskedView(sentence, shared)
    let kind = view.query.sentence.kind
    if let group = view.query.sentence.group {
      throw Failure(
        text: "An export gives rows, and group:\(group.id) asks for counts: "
          + "`portolan ls '\(sentence)' --csv` has them.")
    }
    let sink = try ExportSink(path: target)
    switch format {
    case "csv":
      let writer = CSVWriter()
      try sink.put(writer.line(view.tableHeader))
      try view.forEach(limit: nil) { try sink.put(writer.line(view.tableTexts($0))) }
    case "jsonl":
      let writer = JSONWriter()
      try view.forEach(limit: nil) { try sink.put(writer.text(view.output($0)) + "\n") }
    case "json":
      let writer = JSONWriter()
      var isFirst = true
      try sink.put("[")
      try view.forEach(limit: nil) { row in
        try sink.put((isFirst ? "\n" : ",\n") + writer.text(view.output(row)))
        isFirst = false
      }
      try sink.put("\n]\n")
    case "shopify-products-csv", "medusa-products-csv":
      guard kind == .products else { throw wrongKind("products") }
      var ids: [Int64] = []
      try view.forEach(limit: nil) { ids.append($0.id) }
      // Where no order was asked for, the one in which they came: a file that goes out again is the file that came in.
      if view.query.sentence.sort.isEmpty { ids.sort() }
      // The writer takes a sequence, which cannot throw: what failed is told when it is over.
      var failure: (any Error)?
      let products = ids.lazy.compactMap { id -> Product? in
        if failure != nil { return nil }
        do {
          return try view.store.connection.readNow { try ProductTable.load(id, in: $0) }
        } catch {
          failure = error
          return nil
        }
      }
      if format == "medusa-products-csv" {
        try MedusaProductCSV.write(products) { try sink.put($0) }
      } else {
        try ShopifyProductCSV.write(products) { try sink.put($0) }
      }
      if let failure { throw failure }
    case "shopify-orders-csv":
      guard kind == .orders else { throw wrongKind("orders") }
      try view.store.require(.seePersonal, of: view.actor)
      let writer = CSVWriter()
      let export = ShopifyOrderExport()
      try sink.put(writer.line(ShopifyOrderExport.header))
      try view.forEach(limit: nil) { row in
        for cells in try rows(of: row.id, view, export) { try sink.put(writer.line(cells)) }
      }
    case _ where StockExport.formats.contains(format):
      guard kind == .stock else { throw wrongKind("stock") }
      let export = StockExport(store: view.store, format: format, now: Process.now()) { try sink.put($0) }
      try export.begin()
      var ids: [Int64] = []
      try view.forEach(limit: nil) { row in
        ids.append(row.id)
        if ids.count < 500 { return }
        try export.add(ids)
        ids.removeAll(keepingCapacity: true)
      }
      try export.add(ids)
      try export.finish()
    default:
      throw Failure(
        text: """
          “\(format)” is no format that goes out; csv, jsonl, json, shopify-products-csv, \
          shopify-orders-csv, medusa-products-csv and \(StockExport.formats.joined(separator: ", ")) are.
          """)
    }
    try sink.close()
  }

  private func wrongKind(_ kind: String) -> Failure {
    Failure(text: "\(format) is written from \(kind); begin the sentence with “\(kind)”.")
  }

  private func rows(of id: Int64, _ view: AskedView, _ export: ShopifyOrderExport) throws -> [[String]] {
    try view.store.connection.readNow { reader in
      guard let order = try OrderTable.load(id, in: reader) else { return [] }
      func card(_ revision: Int64?) throws -> Card? {
        try order.customerId.flatMap { try PersonalTable.card(subject: $0, revision: revision, in: reader) }
      }
      let contact = try order.customerId.flatMap { try CustomerTable.load($0, in: reader)?.revision }
      let people = ShopifyOrderExport.People(
        buyer: try card(contact), shipTo: try card(order.shipToRevision), billTo: try card(order.billToRevision),
        message: try card(order.messageRevision)?.message)
      return export.rows(order, people)
    }
  }
}

/// Where an export goes: a file that appears whole or not at all, or standard output.
private struct ExportSink {
  private let file: OutputFile?
  /// An export that is broken off leaves nothing behind.
  private let interrupts: [any DispatchSourceSignal]

  init(path: String?) throws {
    guard let path, path != "-" else {
      file = nil
      interrupts = []
      return
    }
    let file = try OutputFile(path, option: "--to")
    let half = file.unfinished
    interrupts = Process.onInterrupt {
      if let half { unlink(half) }
      Output.talk("portolan: The export was stopped; \(path) is as it was.")
      Process.leave(2)
    }
    self.file = file
  }

  func put(_ text: String) throws {
    if let file { try file.put(text) } else { Output.data(text) }
  }

  func close() throws { try file?.close() }
}
