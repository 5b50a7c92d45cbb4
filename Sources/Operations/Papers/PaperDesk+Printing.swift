public import Domain
internal import Foundation
internal import Store

/// Where papers go to; whoever takes them throws where they were not taken.
public enum PaperOutlet {
  /// All in one go: a file, standard output.
  case together((PaperDesk.Report) throws -> Void)
  /// One after the other: a printer, a folder.
  case each((PaperDesk.Printed) throws -> Void)
}

/// A paper counts as printed once somebody has taken it, and never comes out unknown: its bytes are kept before it goes
/// out, so that after a sudden end it stands there as begun; a failure that is seen takes it back.
extension PaperDesk {
  /// One paper on its way out.
  private struct Item {
    var printed: Printed
    /// What was made anew: its row is still to come.
    var made: (parcel: Int64, imprint: String)?
    /// Whether it is counted before it goes out; one that is only begun counts once it was taken.
    var countsBefore: Bool
    var reason: String
  }

  /// Makes papers of parcels, hands them out and keeps them; those that stand already are printed again where a reason
  /// is given, in whatever format.
  ///
  /// `kinds` empty: the label and what customs asks for. Throws where nothing was taken; then nothing is kept.
  public func print(
    _ parcels: [Int64], kinds: [PaperKind] = [], format: PaperFormat, reason: String = "", at now: Instant,
    to outlet: PaperOutlet = .together { _ in }
  ) throws -> Report {
    var report = Report()
    var items: [Item] = []
    let sheaves = try store.connection.readNow { reader in
      try parcels.map { try PaperDesk.sheaf($0, at: now, in: reader) }
    }
    for sheaf in sheaves {
      do {
        items += try plan(sheaf, kinds, format, reason, at: now, &report)
      } catch let refusal as ActionRefusal {
        report.refused.append((sheaf.parcel.number, .action(refusal)))
      } catch let fault as PaperFault {
        report.refused.append((sheaf.parcel.number, .fault(fault)))
      }
    }
    if items.isEmpty { return report }
    try begin(&items, at: now)
    try handOut(items, to: outlet, at: now, &report)
    return report
  }

  private func plan(
    _ sheaf: Sheaf, _ kinds: [PaperKind], _ format: PaperFormat, _ reason: String, at now: Instant,
    _ report: inout Report
  ) throws -> [Item] {
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
    var items: [Item] = []
    for kind in wanted {
      let known = sheaf.standing.last { $0.paper.kind == kind && $0.isCurrent }?.paper
      let isNew = known.map { $0.source == .carrier && $0.prints == 0 } ?? true
      if let known, !isNew, reason.isEmpty {
        report.left.append((parcel.number, known))
        continue
      }
      var item = Item(
        printed: Printed(
          parcel: parcel.number, number: known?.number ?? "", kind: kind, format: known?.format ?? format, bytes: [],
          isReprint: !isNew, id: known?.id ?? 0),
        countsBefore: known.map { $0.source == .carrier || $0.prints > 0 } ?? false, reason: reason)
      if let known, known.format == format || known.source == .carrier {
        guard let body = try store.connection.readNow({ try PaperTable.body(of: known.id, in: $0) }) else {
          throw ActionRefusal.papers(.erased(known.number))
        }
        item.printed.bytes = body
      } else {
        if format == .zpl, !kind.fitsLabelPrinter {
          report.skipped.append((parcel.number, kind))
          continue
        }
        guard let layout = parcel.layout(kind, for: format) else { continue }
        item.printed.bytes = try PaperPress.print([layout], as: format, dotsPerInch: dotsPerInch, at: now)
        (item.printed.layout, item.printed.format) = (layout, format)
        if known == nil { item.made = (sheaf.id, parcel.imprint(kind)) }
      }
      items.append(item)
    }
    return items
  }

  /// Keeps what is new as begun, and counts what is printed again: whatever may have come out is written down.
  private func begin(_ items: inout [Item], at now: Instant) throws {
    let requests = items.compactMap { item -> ActionRequest? in
      guard let made = item.made else { return item.countsBefore ? PaperDesk.count(item) : nil }
      return ActionRequest(
        "printPaper", subject: made.parcel,
        fields: [
          "kind": item.printed.kind.rawValue, "format": item.printed.format.rawValue, "imprint": made.imprint,
          "begun": "yes", "body": Data(item.printed.bytes).base64EncodedString(),
        ])
    }
    do {
      try store.perform(requests, as: actor, now: now)
    } catch {
      try name(&items, at: now)
      try takeBack(items.filter { $0.made != nil && $0.printed.id != 0 }, at: now)
      throw error
    }
    try name(&items, at: now)
  }

  /// Finds the rows of what was begun a moment ago.
  private func name(_ items: inout [Item], at now: Instant) throws {
    for place in items.indices {
      guard let made = items[place].made else { continue }
      let kind = items[place].printed.kind
      let kept = try store.connection.readNow { reader in
        try PaperTable.papers(of: made.parcel, in: reader).last {
          $0.kind == kind && $0.prints == 0 && $0.madeAt == now && $0.madeBy == actor.name
        }
      }
      (items[place].printed.id, items[place].printed.number) = (kept?.id ?? 0, kept?.number ?? "")
    }
  }

  private func handOut(_ items: [Item], to outlet: PaperOutlet, at now: Instant, _ report: inout Report) throws {
    switch outlet {
    case .together(let take):
      report.printed = items.map(\.printed)
      do {
        try take(report)
      } catch {
        try takeBack(items, at: now)
        throw error
      }
      try store.perform(items.filter { !$0.countsBefore }.map(PaperDesk.count), as: actor, now: now)
    case .each(let take):
      for (place, item) in items.enumerated() {
        do {
          try take(item.printed)
        } catch {
          try takeBack(Array(items[place...]), at: now)
          if place == 0 { throw error }
          report.failure = error
          return
        }
        if !item.countsBefore { try store.perform([PaperDesk.count(item)], as: actor, now: now) }
        report.printed.append(item.printed)
      }
    }
  }

  private static func count(_ item: Item) -> ActionRequest {
    ActionRequest("reprintPaper", subject: item.printed.id, reason: item.reason)
  }

  /// Nobody has them: what was begun before stays as it was.
  private func takeBack(_ items: [Item], at now: Instant) throws {
    try store.perform(
      items.filter { $0.countsBefore || $0.made != nil }.map {
        ActionRequest("takeBackPrint", subject: $0.printed.id)
      }, as: actor, now: now)
  }
}
