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

    public func has(_ kind: PaperKind) -> Bool {
      standing.contains { $0.paper.kind == kind && $0.isCurrent && $0.paper.prints > 0 }
    }
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
    /// The paper's own row.
    var id: Int64
  }

  public struct Report: Sendable {
    public var printed: [Printed] = []
    /// Papers that stand as they are, since nobody gave a reason to print them again.
    public var left: [(parcel: String, paper: PaperRecord)] = []
    /// Papers that are too large for the format asked for.
    public var skipped: [(parcel: String, kind: PaperKind)] = []
    public var refused: [(parcel: String, why: Refusal)] = []
    /// Why no more was taken, where some was: what is not among the printed ones is not printed.
    public var failure: (any Error)?
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

  /// Keeps a carrier's own label for a parcel: ZPL cleaned, what was taken out is told. It counts as printed with its
  /// first print.
  public func keep(_ bytes: [UInt8], kind: PaperKind = .label, for parcel: Int64, at now: Instant) throws
    -> (format: PaperFormat, stripped: [SanitisedZPL.Stripped])
  {
    let isPDF = bytes.starts(with: Array("%PDF-".utf8))
    if isPDF, !PaperDesk.isWholePDF(bytes) { throw ActionRefusal.papers(.brokenPDF(bytes: bytes.count)) }
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

  /// Whether a PDF has its end: a page of something, and where its parts lie. What is cut off, or only called so, would
  /// come out of no printer.
  static func isWholePDF(_ bytes: [UInt8]) -> Bool {
    let end = bytes.suffix(2048)
    return bytes.contains(" obj".utf8) && end.contains("startxref".utf8) && end.contains("%%EOF".utf8)
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
