internal import Domain

extension PaperRefusal {
  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "changedMeanwhile": self = .changedMeanwhile(parcel: rest)
    case "needsReason": self = .needsReason(paper: rest)
    case "notPrinted": self = .notPrinted(paper: rest)
    case "paperVoid": self = .void(paper: rest)
    case "paperErased": self = .erased(rest)
    case "madeOutside": self = .madeOutside
    default: return nil
    }
  }
}
