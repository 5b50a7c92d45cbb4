/// A paper that goes with goods: on the parcel, to customs, or through the house.
public enum PaperKind: String, Hashable, Sendable, CaseIterable {
  case label
  /// Customs declaration of a letter post item below 300 SDR, stuck onto it.
  case cn22
  /// Customs declaration from 300 SDR on, and wherever CN22 does not do.
  case cn23
  case invoice
  case packingList
  case pickList
  case manifest
  case returnLabel

  /// Whether customs reads it, so that a parcel abroad may have to have it.
  public var isForCustoms: Bool { self == .cn22 || self == .cn23 || self == .invoice }

  /// Whether it is stuck onto the parcel, so that it names the parcel's live label.
  public var goesOnParcel: Bool { self == .label || isForCustoms || self == .packingList || self == .returnLabel }

  /// Whether it has the size of a label printer's roll.
  public var fitsLabelPrinter: Bool {
    switch self {
    case .label, .cn22, .cn23, .returnLabel: true
    case .invoice, .packingList, .pickList, .manifest: false
    }
  }
}

/// How a paper is written.
public enum PaperFormat: String, Hashable, Sendable, CaseIterable {
  /// The language of label printers.
  case zpl
  case pdf
  /// Lines of text, for people and pipes.
  case txt
}
