/// Why papers are not made, or a parcel does not leave with those that it has: facts with their evidence.
public enum PaperRefusal: Error, Hashable, Sendable {
  /// Customs would send it back; each with its line and field.
  case flawed(parcel: String, [PaperFlaw])
  /// Papers that customs asks for and nobody has printed.
  case lacking(parcel: String, [PaperKind])
  /// What they say is no longer so.
  case outdated(parcel: String, [PaperKind])
  /// The receiver's address is another than when the label was made.
  case addressChanged(parcel: String, tracking: String)
  /// Somebody changed the parcel while its paper was made.
  case changedMeanwhile(parcel: String)
  /// To print the same again needs a reason.
  case printedBefore(paper: String, kind: PaperKind)
  case needsReason(paper: String)
  /// There is no print of it to take back, or it is somebody else's.
  case notPrinted(paper: String)
  /// It counts no more: its label is void, or a newer one was printed.
  case void(paper: String)
  /// The receiver's data were erased, and the paper with them.
  case erased(String)
  case notOnParcel(parcel: String, PaperKind)
  /// A declared value below what was paid needs a reason.
  case belowPaid(sku: String, declared: Money, paid: Money)
  case badLabel(SanitisedZPL.Refusal)
  /// The label holds another parcel's number, and none of this one's.
  case foreignLabel(parcel: String, number: String, of: String)
  /// It begins as a PDF and has no end, or nothing in it.
  case brokenPDF(bytes: Int)
  /// Printing is done around the store, not in it.
  case madeOutside
  case notMade(PaperFault)
  case tooManyParcels(Int, limit: Int)
  /// Some came out, and these parcels lack something.
  case printedInPart(parcels: Int, not: [String])

  /// One stable word, with what it hangs on behind a colon.
  public var code: String {
    switch self {
    case .flawed(let parcel, _): "papersFlawed:\(parcel)"
    case .lacking(let parcel, _): "papersLacking:\(parcel)"
    case .outdated(let parcel, _): "papersOutdated:\(parcel)"
    case .addressChanged(let parcel, _): "addressChanged:\(parcel)"
    case .changedMeanwhile(let parcel): "changedMeanwhile:\(parcel)"
    case .printedBefore(let paper, _): "printedBefore:\(paper)"
    case .needsReason(let paper): "needsReason:\(paper)"
    case .notPrinted(let paper): "notPrinted:\(paper)"
    case .void(let paper): "paperVoid:\(paper)"
    case .erased(let number): "paperErased:\(number)"
    case .notOnParcel(let parcel, _): "notOnParcel:\(parcel)"
    case .belowPaid(let sku, _, _): "belowPaid:\(sku)"
    case .badLabel: "badLabel"
    case .foreignLabel(let parcel, _, _): "foreignLabel:\(parcel)"
    case .brokenPDF: "brokenPDF"
    case .madeOutside: "madeOutside"
    case .notMade: "notMade"
    case .tooManyParcels: "tooManyParcels"
    case .printedInPart: "printedInPart"
    }
  }
}

/// Why less than what was paid is declared; anything else would be a lie.
public enum DeclaredReason: String, Hashable, Sendable, CaseIterable {
  /// A part of the price was given back.
  case refunded
  /// Sent in place of what was lost or broken.
  case replacement
  case repaired, sample, gift, used
}
