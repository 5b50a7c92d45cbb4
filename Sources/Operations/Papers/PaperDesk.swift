public import Domain
internal import Foundation
public import Store

/// Papers for parcels: made, kept as they were printed, handed to whoever prints or saves them.
public struct PaperDesk: Sendable {
  public let store: Store
  public let actor: Actor
  public var dotsPerInch = 203

  public init(store: Store, actor: Actor) {
    self.store = store
    self.actor = actor
  }

  /// A parcel with what it needs and what it has.
  public struct Sheaf: Sendable {
    public var id: Int64
    public var parcel: PaperParcel
    /// What still counts, and whether it says what is so.
    public var standing: [(paper: PaperRecord, isCurrent: Bool)]

    /// Asked for by customs, with the label.
    public var needed: [PaperKind] { [.label] + parcel.set.kinds }

    public func has(_ kind: PaperKind) -> Bool { standing.contains { $0.paper.kind == kind && $0.isCurrent } }
  }

  /// One paper that came out.
  public struct Printed: Sendable {
    public var parcel: String
    /// `D-12`.
    public var number: String
    public var kind: PaperKind
    public var format: PaperFormat
    public var bytes: [UInt8]
    public var isReprint: Bool
    /// nil for what was printed before.
    public var layout: PaperLayout?
  }

  public struct Report: Sendable {
    public var printed: [Printed] = []
    /// Papers that stand as they are, since nobody gave a reason to print them again.
    public var left: [(parcel: String, paper: PaperRecord)] = []
    /// Papers that are too large for the format asked for.
    public var skipped: [(parcel: String, kind: PaperKind)] = []
    public var refused: [(parcel: String, why: Refusal)] = []
  }

  public enum Refusal: Sendable {
    case action(ActionRefusal)
    case fault(PaperFault)
  }

  public func sheaf(_ id: Int64, at now: Instant) throws -> Sheaf {
    try store.connection.readNow { try PaperDesk.sheaf(id, at: now, in: $0) }
  }

  /// The same for whoever reads already.
  public static func sheaf(_ id: Int64, at now: Instant, in reader: any Reader) throws -> Sheaf {
    guard let parcel = try PaperTable.parcel(id, at: now, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "parcels", String(id))
    }
    return Sheaf(id: id, parcel: parcel, standing: try PaperTable.standing(of: id, parcel, in: reader))
  }

  /// Makes papers of parcels and keeps them; those that stand already are printed again where a reason is given.
  ///
  /// `kinds` empty: the label and what customs asks for.
  public func print(
    _ parcels: [Int64], kinds: [PaperKind] = [], format: PaperFormat, reason: String = "", at now: Instant
  ) throws -> Report {
    var report = Report()
    var made: [(sheaf: Sheaf, kind: PaperKind, layout: PaperLayout, bytes: [UInt8])] = []
    let sheaves = try store.connection.readNow { reader in
      try parcels.map { try PaperDesk.sheaf($0, at: now, in: reader) }
    }
    for sheaf in sheaves {
      let before = made.count
      do {
        try print(sheaf, kinds, format, reason, at: now, &report) { kind, layout, bytes in
          made.append((sheaf, kind, layout, bytes))
        }
      } catch let refusal as ActionRefusal {
        made.removeSubrange(before...)
        report.refused.append((sheaf.parcel.number, .action(refusal)))
      } catch let fault as PaperFault {
        made.removeSubrange(before...)
        report.refused.append((sheaf.parcel.number, .fault(fault)))
      }
    }
    try store.perform(
      made.map { item in
        ActionRequest(
          "printPaper", subject: item.sheaf.id,
          fields: [
            "kind": item.kind.rawValue, "format": format.rawValue, "imprint": item.sheaf.parcel.imprint(item.kind),
            "body": Data(item.bytes).base64EncodedString(),
          ])
      }, as: actor, now: now)
    try store.connection.readNow { reader in
      for item in made {
        let kept = try PaperTable.papers(of: item.sheaf.id, in: reader).last {
          $0.kind == item.kind && $0.format == format
        }
        report.printed.append(
          Printed(
            parcel: item.sheaf.parcel.number, number: kept?.number ?? "", kind: item.kind, format: format,
            bytes: item.bytes, isReprint: false, layout: item.layout))
      }
    }
    return report
  }

  private func print(
    _ sheaf: Sheaf, _ kinds: [PaperKind], _ format: PaperFormat, _ reason: String, at now: Instant,
    _ report: inout Report, make: (PaperKind, PaperLayout, [UInt8]) -> Void
  ) throws {
    let parcel = sheaf.parcel
    if parcel.isErased { throw ActionRefusal.papers(.erased(parcel.number)) }
    let wanted = kinds.isEmpty ? sheaf.needed : kinds
    if let stray = wanted.first(where: { !$0.goesOnParcel }) {
      throw ActionRefusal.papers(.notOnParcel(parcel: parcel.number, stray))
    }
    let lacks = parcel.flaws.filter { flaw in
      if flaw.isRemark { return false }
      if wanted.contains(where: \.isForCustoms) { return true }
      // A label needs an address, and nothing that customs asks for.
      return flaw.line == nil && [.receiverName, .receiverAddress, .receiverCountry].contains(flaw.field)
    }
    if !lacks.isEmpty { throw ActionRefusal.papers(.flawed(parcel: parcel.number, lacks)) }
    for kind in wanted {
      let known = sheaf.standing.last { standing in
        standing.paper.kind == kind && standing.isCurrent
          && (standing.paper.format == format || standing.paper.source == .carrier)
      }?.paper
      if let known {
        if reason.isEmpty {
          report.left.append((parcel.number, known))
        } else {
          try reprint(known, parcel.number, reason, at: now, &report)
        }
        continue
      }
      if format == .zpl, !kind.fitsLabelPrinter {
        report.skipped.append((parcel.number, kind))
        continue
      }
      guard let layout = parcel.layout(kind, for: format) else { continue }
      make(kind, layout, try PaperPress.print([layout], as: format, dotsPerInch: dotsPerInch, at: now))
    }
  }

  private func reprint(
    _ paper: PaperRecord, _ parcel: String, _ reason: String, at now: Instant, _ report: inout Report
  ) throws {
    guard let body = try store.connection.readNow({ try PaperTable.body(of: paper.id, in: $0) }) else {
      throw ActionRefusal.papers(.erased(paper.number))
    }
    _ = try store.perform(
      ActionRequest("reprintPaper", subject: paper.id, reason: reason), as: actor, now: now)
    report.printed.append(
      Printed(
        parcel: parcel, number: paper.number, kind: paper.kind, format: paper.format, bytes: body, isReprint: true))
  }

  /// Keeps a carrier's own label for a parcel: ZPL cleaned, what was taken out is told.
  public func keep(_ bytes: [UInt8], kind: PaperKind = .label, for parcel: Int64, at now: Instant) throws
    -> (format: PaperFormat, stripped: [SanitisedZPL.Stripped])
  {
    let isPDF = bytes.starts(with: Array("%PDF-".utf8))
    var stripped: [SanitisedZPL.Stripped] = []
    if !isPDF {
      do throws(SanitisedZPL.Refusal) {
        stripped = try SanitisedZPL(bytes).stripped
      } catch {
        throw ActionRefusal.papers(.badLabel(error))
      }
    }
    let format: PaperFormat = isPDF ? .pdf : .zpl
    _ = try store.perform(
      ActionRequest(
        "printPaper", subject: parcel,
        fields: [
          "kind": kind.rawValue, "format": format.rawValue, "source": PaperRecord.Source.carrier.rawValue,
          "body": Data(bytes).base64EncodedString(),
        ]), as: actor, now: now)
    return (format, stripped)
  }
}

extension PaperDesk.Report {
  /// Everything that came out as one file. Several PDFs are drawn anew as one, which those that were printed before
  /// cannot be.
  public func whole(format: PaperFormat, at now: Instant) throws(PaperFault) -> [UInt8] {
    if format != .pdf || printed.count == 1 { return printed.flatMap(\.bytes) }
    let layouts = printed.compactMap(\.layout)
    if layouts.count < printed.count { throw .severalPages }
    return try PaperPress.print(layouts, as: .pdf, at: now)
  }
}
