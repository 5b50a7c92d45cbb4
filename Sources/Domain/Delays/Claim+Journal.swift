extension Claim: Journalled {
  public var snapshot: [String: Plain] {
    [
      "number": .text(number), "parcel": .number(parcelId), "carrier": .text(carrier), "insurer": .text(insurer),
      "cause": .text(cause.rawValue), "state": .text(state.rawValue), "currency": .text(asked.currency.code),
      "asked": .number(asked.minorUnits), "granted": Plain(granted?.minorUnits), "openedAt": Plain(openedAt),
      "fileBy": Plain(fileBy), "filedAt": Plain(filedAt), "answerBy": Plain(answerBy), "endedAt": Plain(endedAt),
      "reference": .text(reference), "note": .text(note),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Claim? {
    var changed = self
    switch field {
    case "number": changed.number = value.text ?? number
    case "parcel": changed.parcelId = value.number ?? parcelId
    case "carrier": changed.carrier = value.text ?? ""
    case "insurer": changed.insurer = value.text ?? ""
    case "cause":
      guard let cause = value.text.flatMap(ClaimCause.init(rawValue:)) else { return nil }
      changed.cause = cause
    case "state":
      guard let state = value.text.flatMap(ClaimState.init(rawValue:)) else { return nil }
      changed.state = state
    case "currency":
      guard let currency = value.text.flatMap({ Currency($0) }) else { return nil }
      changed.asked = Money(minorUnits: asked.minorUnits, currency: currency)
      changed.granted = granted.map { Money(minorUnits: $0.minorUnits, currency: currency) }
    case "asked": changed.asked = Money(minorUnits: value.number ?? 0, currency: asked.currency)
    case "granted": changed.granted = value.number.map { Money(minorUnits: $0, currency: asked.currency) }
    case "openedAt":
      guard let at = value.instant else { return nil }
      changed.openedAt = at
    case "fileBy":
      guard let at = value.instant else { return nil }
      changed.fileBy = at
    case "filedAt": changed.filedAt = value.instant
    case "answerBy": changed.answerBy = value.instant
    case "endedAt": changed.endedAt = value.instant
    case "reference": changed.reference = value.text ?? ""
    case "note": changed.note = value.text ?? ""
    default: return nil
    }
    return changed
  }
}
