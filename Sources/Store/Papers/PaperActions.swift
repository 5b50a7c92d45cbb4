internal import Domain
internal import Foundation

extension ActionTable {
  /// Papers as they come out of a printer.
  static let paperActions: [ActionDefinition] = [
    ActionDefinition(
      "printPaper", on: "parcels",
      [
        ActionField("kind", .choice(PaperKind.allCases.filter(\.goesOnParcel).map(\.rawValue)), required: true),
        ActionField("format", .choice(PaperFormat.allCases.map(\.rawValue)), required: true),
        ActionField("imprint", .longText(limit: 100_000)),
        ActionField("source", .choice(PaperRecord.Source.allCases.map(\.rawValue))),
        ActionField("body", .longText(limit: Paper.mostBytes), required: true),
      ], right: .shipOrders, undo: .final,
      help: "Keeps a paper of a parcel as it was printed: its bytes in base64; `portolan papers` makes and prints it."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let kind: PaperKind = arguments.choice("kind"), let format: PaperFormat = arguments.choice("format") else {
        throw ActionRefusal.missingField("kind")
      }
      guard var body = Data(base64Encoded: arguments.text("body") ?? "").map({ [UInt8]($0) }), !body.isEmpty else {
        throw ActionRefusal.badField("body", found: "", expected: "bytes in base64")
      }
      let source: PaperRecord.Source = arguments.choice("source") ?? .own
      if source == .carrier, format == .zpl {
        do throws(SanitisedZPL.Refusal) {
          body = try SanitisedZPL(body).bytes
        } catch {
          throw ActionRefusal.papers(.badLabel(error))
        }
      }
      try Paper(work, parcel: id).keep(
        kind, format, source, body, imprint: source == .own ? arguments.text("imprint") ?? "" : nil)
      return id
    },
    ActionDefinition(
      "printPapers", on: "parcels",
      [
        ActionField("kind", .choice(PaperKind.allCases.filter(\.goesOnParcel).map(\.rawValue))),
        ActionField("format", .choice(PaperFormat.allCases.map(\.rawValue))),
        ActionField("printer", .text(limit: 127)), ActionField("file", .text(limit: 120)), ActionField("pipe", .flag),
      ], right: .shipOrders, undo: .final,
      help:
        "Makes and prints a parcel's label and what customs asks for, or one kind of paper: by a printer (else the "
        + "system's own), into a file of yours, or piped to $PORTOLAN_PRINT; a reprint needs a reason."
    ) { _, _ in throw ActionRefusal.papers(.madeOutside) },
    ActionDefinition(
      "reprintPaper", on: "papers", right: .shipOrders, undo: .final,
      help: "Counts one more print of a paper that still counts, with its reason."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let paper = try PaperTable.load(id, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "papers", String(id))
      }
      if paper.voidedAt != nil { throw ActionRefusal.papers(.void(paper: paper.number)) }
      if try PaperTable.body(of: id, in: work.writer) == nil { throw ActionRefusal.papers(.erased(paper.number)) }
      if arguments.request.reason.allSatisfy(\.isWhitespace) {
        throw ActionRefusal.papers(.needsReason(paper: paper.number))
      }
      try work.writer.run("UPDATE papers SET prints = prints + 1 WHERE id = ?", [.integer(id)])
      try Paper.note(id, why: arguments.request.reason, work)
      try work.append(
        action: "reprintPaper", kind: "papers", subject: id,
        changes: [FieldChange(field: "prints", before: .number(paper.prints), after: .number(paper.prints + 1))])
      return id
    },
  ]
}

/// A parcel whose paper is kept.
struct Paper {
  let work: Work
  let id: Int64
  let parcel: PaperParcel
  let order: Int64
  let label: Int64?

  /// Four megabytes in base64: a PDF of many pages with three scripts' fonts has half of one.
  static let mostBytes = 4 << 20

  init(_ work: Work, parcel id: Int64) throws {
    guard let parcel = try PaperTable.parcel(id, at: work.now, in: work.writer),
      let order = try work.writer.integer("SELECT order_id FROM parcels WHERE id = \(id)")
    else { throw ActionRefusal.noSuchRecord(kind: "parcels", String(id)) }
    self.work = work
    self.id = id
    self.parcel = parcel
    self.order = order
    label = try work.writer.integer("SELECT id FROM labels WHERE parcel_id = \(id) AND voided_at IS NULL")
  }

  /// `imprint` is what the paper was made of; nil for one that somebody else made.
  func keep(_ kind: PaperKind, _ format: PaperFormat, _ source: PaperRecord.Source, _ body: [UInt8], imprint: String?)
    throws
  {
    if parcel.isErased { throw ActionRefusal.papers(.erased(parcel.number)) }
    let current = try PaperRules.imprint(parcel, kind, in: work.writer)
    if let imprint, imprint != parcel.imprint(kind) {
      throw ActionRefusal.papers(.changedMeanwhile(parcel: parcel.number))
    }
    if kind.isForCustoms, !parcel.isWhole {
      throw ActionRefusal.papers(.flawed(parcel: parcel.number, parcel.flaws.filter { !$0.isRemark }))
    }
    if let known = try PaperTable.current(kind, of: id, format: format, imprint: current, in: work.writer),
      source == .own
    {
      throw ActionRefusal.papers(.printedBefore(paper: known.number, kind: kind))
    }
    let task = FulfilmentWork(work)
    for old in try PaperTable.papers(of: id, in: work.writer)
    where old.voidedAt == nil && old.kind == kind && (old.format == format || old.imprint != current) {
      try task.rows.update(.papers, old.id, ["voided_at": .number(work.now.milliseconds)])
    }
    let paper = try task.rows.insert(
      .papers,
      [
        "parcel_id": .number(id), "order_id": .number(order), "label_id": Plain(label), "kind": .text(kind.rawValue),
        "format": .text(format.rawValue), "source": .text(source.rawValue), "imprint": .text(current),
        "digest": .text(Hex.text(SHA256.digest(body))), "bytes": .number(Int64(body.count)),
        "made_by": .text(work.actor.name), "made_at": .number(work.now.milliseconds),
      ])
    try work.writer.run("UPDATE papers SET body = ? WHERE id = ?", [.bytes(body), .integer(paper)])
    try Paper.note(paper, why: "", work)
    try task.commit("printPaper", "parcels", id)
  }

  static func note(_ paper: Int64, why: String, _ work: Work) throws {
    try work.writer.run(
      "INSERT INTO paper_prints (paper_id, printed_by, printed_at, why) VALUES (?, ?, ?, ?)",
      [.integer(paper), .text(work.actor.name), .integer(work.now.milliseconds), .text(why)])
  }
}
