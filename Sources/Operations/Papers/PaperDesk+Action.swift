public import Domain
internal import Foundation
public import Store

extension PaperDesk {
  /// The action that is done around the store: drawing and printing have no place in its transactions.
  public static let printing = "printPapers"
  /// So many parcels' papers are printed in one go.
  public static let mostParcels = 200

  /// Performs any action: printing around the store's transactions, everything else in one of them.
  public static func perform(_ request: ActionRequest, in store: Store, as actor: Actor, now: Instant, zone: Zone)
    throws -> ActionResult
  {
    guard request.action == printing else {
      return try store.perform(request, as: actor, now: now, zone: zone)
    }
    guard let id = request.subject else { throw ActionRefusal.missingField("subject") }
    return try PaperDesk(store: store, actor: actor).perform(request, on: [id], at: now)
  }

  /// Prints, saves or pipes the papers of parcels as a form or `do` asks for it.
  ///
  /// Its changes name each paper by its kind, and the files that were written. Where some parcels lack something the
  /// others are printed all the same, and then it is refused with the names of those.
  public func perform(_ request: ActionRequest, on parcels: [Int64], at now: Instant) throws -> ActionResult {
    try store.require(.shipOrders, of: actor)
    if parcels.count > PaperDesk.mostParcels {
      throw ActionRefusal.papers(.tooManyParcels(parcels.count, limit: PaperDesk.mostParcels))
    }
    let order = try Order(request)
    var files: [String] = []
    let outlet: PaperOutlet =
      order.file.isEmpty ? .each { try order.put($0) } : .together { files = try order.save($0, at: now) }
    let report: Report
    do {
      report = try self.print(
        parcels, kinds: order.kinds, format: order.format, reason: request.reason, at: now, to: outlet)
      if let failure = report.failure { throw failure }
    } catch let fault as PaperFault {
      throw ActionRefusal.papers(.notMade(fault))
    }
    if report.printed.isEmpty { throw PaperDesk.refusal(report) }
    var changes = report.printed.map {
      FieldChange(field: $0.kind.rawValue, before: .null, after: .text($0.number))
    }
    changes += files.map { FieldChange(field: "file", before: .null, after: .text($0)) }
    if !report.refused.isEmpty {
      let printed = Set(report.printed.map(\.parcel)).count
      throw ActionRefusal.papers(.printedInPart(parcels: printed, not: report.refused.map(\.parcel)))
    }
    let first = parcels.first ?? 0
    let entry = try store.connection.readNow {
      try JournalTable.history(kind: "parcels", subject: first, in: $0).first?.seq
    }
    return ActionResult(entry: entry, subject: parcels.count == 1 ? first : nil, changes: changes)
  }

  /// Why nothing at all came out.
  private static func refusal(_ report: Report) -> ActionRefusal {
    if let refused = report.refused.first {
      switch refused.why {
      case .action(let refusal): return refusal
      case .fault(let fault): return .papers(.notMade(fault))
      }
    }
    if let left = report.left.first {
      return .papers(.printedBefore(paper: left.paper.number, kind: left.paper.kind))
    }
    let kind = report.skipped.first?.kind ?? .invoice
    return .papers(.notMade(.zpl(.tooWide(kind: kind), drawsDocuments: PaperPress.drawsDocuments)))
  }

  /// What is asked for, read off the action's fields.
  private struct Order {
    var kinds: [PaperKind] = []
    var format: PaperFormat
    var printer = ""
    var file = ""
    var isPiped = false
    let places = PaperPlaces.own

    init(_ request: ActionRequest) throws(ActionRefusal) {
      let known = ActionTable.named(PaperDesk.printing)?.fields.map(\.name) ?? []
      if let stray = request.fields.keys.sorted().first(where: { !known.contains($0) }) {
        throw .unknownField(stray, fits: known)
      }
      func word(_ name: String) -> String { (request.fields[name] ?? "").trimmingCharacters(in: .whitespaces) }
      if !word("kind").isEmpty {
        let kinds = PaperKind.allCases.filter(\.goesOnParcel)
        guard let kind = kinds.first(where: { FoldedText.areAlike($0.rawValue, word("kind")) }) else {
          throw .badField(
            "kind", found: word("kind"), expected: .oneOf(kinds.map(\.rawValue)))
        }
        self.kinds = [kind]
      }
      format = PaperPress.drawsDocuments ? .pdf : .zpl
      if !word("format").isEmpty {
        guard let asked = PaperFormat(rawValue: word("format").lowercased()) else {
          throw .badField(
            "format", found: word("format"), expected: .oneOf(PaperFormat.allCases.map(\.rawValue)))
        }
        format = asked
      }
      (printer, file) = (word("printer"), word("file"))
      if !printer.isEmpty, !PaperPrinter.isName(printer) {
        throw .badField("printer", found: printer, expected: .printer)
      }
      if !file.isEmpty {
        guard PaperPlaces.isName(file) else {
          throw .badField("file", found: file, expected: .file)
        }
        if places.folder == nil { throw .papers(.notMade(.file(path: file, why: "HOME?"))) }
        if !file.contains(".") { file += ".\(format.rawValue)" }
      }
      isPiped = ["yes", "true", "1"].contains(word("pipe").lowercased())
      if isPiped, places.program == nil { throw .papers(.notMade(.noProgram)) }
      if [!printer.isEmpty, !file.isEmpty, isPiped].count(where: \.self) > 1 {
        throw .badField(
          "printer", found: [printer, file, isPiped ? "pipe" : ""].filter { !$0.isEmpty }.joined(separator: ", "),
          expected: .onePlaceForPapers)
      }
    }

    /// Hands one paper to the printer or the program.
    func put(_ paper: Printed) throws(PaperFault) {
      if isPiped { return try PaperPrinter.pipe(paper.bytes, to: places.program ?? "") }
      let title = "\(paper.parcel) \(paper.kind.rawValue)"
      try PaperPrinter.print(paper.bytes, as: paper.format, title: title, on: printer, program: places.printing)
    }

    /// - Returns: the files that were written.
    func save(_ report: Report, at now: Instant) throws(PaperFault) -> [String] {
      do {
        // PDFs that were printed before are not drawn anew: each is a file of its own then.
        let isWhole = report.printed.count == 1 || format != .pdf || report.printed.allSatisfy { $0.layout != nil }
        if isWhole { return [try places.save(report.whole(format: format, at: now), as: file)] }
        let dot = file.lastIndex(of: ".") ?? file.endIndex
        return try report.printed.map { paper in
          try places.save(
            paper.bytes, as: "\(file[..<dot])-\(paper.parcel)-\(paper.kind.rawValue)\(file[dot...])")
        }
      } catch let fault as PaperFault {
        throw fault
      } catch {
        throw .file(path: "\(places.folder ?? "")/\(file)", why: error.localizedDescription)
      }
    }
  }
}
