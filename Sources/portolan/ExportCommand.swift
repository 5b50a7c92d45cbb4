internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Foundation
internal import Store

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "The way out: a view as CSV, JSON or a marketplace's own format.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The sentence.") var sentence: String
  @Option(help: "csv, jsonl, json, shopify-products-csv or shopify-orders-csv.") var format = "csv"
  @Option(name: .customLong("to"), help: "The file; else standard output.") var target: String?

  func run() throws {
    let view = try AskedView(sentence, shared)
    let kind = view.query.sentence.kind
    let sink = try ExportSink(path: target)
    switch format {
    case "csv":
      let writer = CSVWriter()
      try sink.put(writer.line(view.query.columns.map(\.id)))
      try view.forEach(limit: nil) { try sink.put(writer.line(view.texts($0))) }
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
    case "shopify-products-csv":
      guard kind == .products else { throw wrongKind("products") }
      var ids: [Int64] = []
      try view.forEach(limit: nil) { ids.append($0.id) }
      let products = ids.lazy.compactMap { id in
        (try? view.store.connection.readNow { try ProductTable.load(id, in: $0) }) ?? nil
      }
      try ShopifyProductCSV.write(products) { try sink.put($0) }
    case "shopify-orders-csv":
      guard kind == .orders else { throw wrongKind("orders") }
      if !view.actor.may(.seePersonal) { throw ActionRefusal.notAllowed(.seePersonal, actor: view.actor.name) }
      let writer = CSVWriter()
      let export = ShopifyOrderExport()
      try sink.put(writer.line(ShopifyOrderExport.header))
      try view.forEach(limit: nil) { row in
        for cells in try rows(of: row.id, view, export) { try sink.put(writer.line(cells)) }
      }
    default:
      throw Failure(
        text: """
          “\(format)” is no format that goes out; csv, jsonl, json, shopify-products-csv and shopify-orders-csv are.
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
private final class ExportSink {
  private let path: String?
  private let handle: FileHandle?
  private var buffer = Data()

  init(path: String?) throws {
    self.path = path
    guard let path, path != "-" else {
      handle = nil
      return
    }
    let half = path + ".half"
    guard FileManager.default.createFile(atPath: half, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: half)
    else { throw Failure(text: "--to: \(path) cannot be written.") }
    self.handle = handle
  }

  func put(_ text: String) throws {
    guard let handle else { return Output.data(text) }
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 16 {
      try write(to: handle)
    }
  }

  private func write(to handle: FileHandle) throws {
    do {
      try handle.write(contentsOf: buffer)
    } catch {
      throw Failure(text: "\(path ?? "") cannot be written to its end: is the disk full?")
    }
    buffer.removeAll(keepingCapacity: true)
  }

  func close() throws {
    guard let handle, let path else { return }
    try write(to: handle)
    try handle.close()
    if rename(path + ".half", path) != 0 { throw Failure(text: "--to: \(path) cannot be written.") }
  }
}
