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
        ActionField("begun", .flag),
        ActionField("body", .longText(limit: Paper.mostBytes), required: true),
      ], right: .shipOrders, undo: .final,
      help:
        "Keeps a paper of a parcel as it was printed: its bytes in base64; `portolan papers` makes and prints it. One "
        + "that is begun, or a carrier's own, counts as printed with its first print."
    ) { work, arguments in
      let id = try arguments.subject()
      guard let kind: PaperKind = arguments.choice("kind"), let format: PaperFormat = arguments.choice("format") else {
        throw ActionRefusal.missingField("kind")
      }
      guard var body = Data(base64Encoded: arguments.text("body") ?? "").map({ [UInt8]($0) }), !body.isEmpty else {
        throw ActionRefusal.badField("body", found: "", expected: .base64)
      }
      let source: PaperRecord.Source = arguments.choice("source") ?? .own
      let paper = try Paper(work, parcel: id)
      if source == .carrier, format == .zpl {
        let label: SanitisedZPL
        do throws(SanitisedZPL.Refusal) {
          label = try SanitisedZPL(body)
        } catch {
          throw ActionRefusal.papers(.badLabel(error))
        }
        try ForeignLabel.refuse(label, on: id, called: paper.parcel.number, in: work.writer)
        body = label.bytes
      }
      let isBegun = try arguments.flag("begun") ?? false
      try paper.keep(
        kind, format, source, body, imprint: source == .own ? arguments.text("imprint") ?? "" : nil,
        isPrinted: source == .own && !isBegun)
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
      help: "Counts one more print of a paper that still counts, with its reason; the first print needs none."
    ) { work, arguments in
      let id = try arguments.subject()
      let paper = try PaperTable.loaded(id, in: work.writer)
      if paper.voidedAt != nil { throw ActionRefusal.papers(.void(paper: paper.number)) }
      if try PaperTable.body(of: id, in: work.writer) == nil { throw ActionRefusal.papers(.erased(paper.number)) }
      if paper.prints > 0, arguments.request.reason.allSatisfy(\.isWhitespace) {
        throw ActionRefusal.papers(.needsReason(paper: paper.number))
      }
      if paper.prints == 0 { try Paper.supersede(paper, work) }
      try work.writer.run("UPDATE papers SET prints = prints + 1 WHERE id = ?", [.integer(id)])
      try Paper.note(id, why: arguments.request.reason, work)
      try work.append(
        action: "reprintPaper", kind: "papers", subject: id,
        changes: [FieldChange(field: "prints", before: .number(paper.prints), after: .number(paper.prints + 1))])
      return id
    },
    ActionDefinition(
      "takeBackPrint", on: "papers", right: .shipOrders, undo: .final,
      help: "Takes back your own last print of a paper that no printer took; a paper that was only begun is gone."
    ) { work, arguments in
      let id = try arguments.subject()
      let paper = try PaperTable.loaded(id, in: work.writer)
      if paper.prints == 0 {
        if paper.source == .carrier { throw ActionRefusal.papers(.notPrinted(paper: paper.number)) }
        let task = FulfilmentWork(work)
        try task.rows.delete(.papers, id)
        try task.commit("takeBackPrint", "papers", id)
        return id
      }
      try Paper.takeBack(paper, work)
      try work.append(
        action: "takeBackPrint", kind: "papers", subject: id,
        changes: [FieldChange(field: "prints", before: .number(paper.prints), after: .number(paper.prints - 1))])
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

  /// `imprint` is what the paper was made of; nil for one that somebody else made. What is not printed yet takes
  /// nobody's place, but for a carrier's own.
  func keep(
    _ kind: PaperKind, _ format: PaperFormat, _ source: PaperRecord.Source, _ body: [UInt8], imprint: String?,
    isPrinted: Bool
  ) throws {
    if parcel.isErased { throw ActionRefusal.papers(.erased(parcel.number)) }
    let current = try PaperRules.imprint(parcel, kind, in: work.writer)
    if let imprint, imprint != parcel.imprint(kind) {
      throw ActionRefusal.papers(.changedMeanwhile(parcel: parcel.number))
    }
    if kind.isForCustoms, !parcel.isWhole {
      throw ActionRefusal.papers(.flawed(parcel: parcel.number, parcel.flaws.filter { !$0.isRemark }))
    }
    // The same paper in another format is the same paper.
    if let known = try PaperTable.current(kind, of: id, imprint: current, in: work.writer),
      source == .own
    {
      throw ActionRefusal.papers(.printedBefore(paper: known.number, kind: kind))
    }
    let task = FulfilmentWork(work)
    if isPrinted || source == .carrier { try Paper.void(kind, of: id, but: nil, task) }
    let paper = try task.rows.insert(
      .papers,
      [
        "parcel_id": .number(id), "order_id": .number(order), "label_id": Plain(label), "kind": .text(kind.rawValue),
        "format": .text(format.rawValue), "source": .text(source.rawValue), "imprint": .text(current),
        "digest": .text(Hex.text(SHA256.digest(body))), "bytes": .number(Int64(body.count)),
        "made_by": .text(work.actor.name), "made_at": .number(work.now.milliseconds),
      ])
    try work.writer.run(
      "UPDATE papers SET body = ?, prints = ? WHERE id = ?",
      [.bytes(body), .integer(isPrinted ? 1 : 0), .integer(paper)])
    if isPrinted { try Paper.note(paper, why: "", work) }
    try task.commit("printPaper", "parcels", id)
  }

  /// The first print of a paper takes the place of those that stood before it.
  static func supersede(_ paper: PaperRecord, _ work: Work) throws {
    let task = FulfilmentWork(work)
    try void(paper.kind, of: paper.parcelId, but: paper.id, task)
    let changes = try task.rows.changes()
    if changes.isEmpty { return }
    try work.append(action: "printPaper", kind: "parcels", subject: paper.parcelId, changes: changes)
  }

  private static func void(_ kind: PaperKind, of parcel: Int64, but kept: Int64?, _ task: FulfilmentWork) throws {
    for old in try PaperTable.papers(of: parcel, in: task.writer)
    where old.voidedAt == nil && old.kind == kind && old.id != kept {
      try task.rows.update(.papers, old.id, ["voided_at": .number(task.now.milliseconds)])
    }
  }

  /// A print that nobody took; another's, and one of another day, is another matter.
  static func takeBack(_ paper: PaperRecord, _ work: Work) throws {
    let last = try work.writer.first(
      """
      SELECT id, printed_by, printed_at
      FROM paper_prints
      WHERE paper_id = \(paper.id)
      ORDER BY id DESC
      LIMIT 1
      """
    ) { (id: $0.integer(0), by: $0.text(1), at: $0.instant(2)) }
    guard let last, last.by == work.actor.name, work.now < last.at.adding(hours: 24) else {
      throw ActionRefusal.papers(.notPrinted(paper: paper.number))
    }
    try work.writer.run("DELETE FROM paper_prints WHERE id = ?", [.integer(last.id)])
    try work.writer.run("UPDATE papers SET prints = prints - 1 WHERE id = ?", [.integer(paper.id)])
  }

  static func note(_ paper: Int64, why: String, _ work: Work) throws {
    try work.writer.run(
      "INSERT INTO paper_prints (paper_id, printed_by, printed_at, why) VALUES (?, ?, ?, ?)",
      [.integer(paper), .text(work.actor.name), .integer(work.now.milliseconds), .text(why)])
  }
}
