internal import Domain

/// A refusal as one stable word, with what it hangs on behind a colon: what batches keep, and scripts read.
extension ActionRefusal {
  public var code: String {
    switch self {
    case .unknownAction(let id, _): "unknownAction:\(id)"
    case .notAllowed(let right, _, _): "notAllowed:\(right.rawValue)"
    case .unknownUser(let name, _): "unknownUser:\(name)"
    case .noSuchRecord(let kind, let number): kind == "variants" ? "noSuchSku:\(number)" : "noSuchRecord:\(kind)"
    case .ambiguous: "ambiguous"
    case .missingField(let name): "missingField:\(name)"
    case .unknownField(let name, _): "unknownField:\(name)"
    case .badField(let name, _, _): "badField:\(name)"
    case .order(let refusal): refusal.code
    case .product(let refusal): refusal.code
    case .stock(let refusal): refusal.code
    case .supply(let refusal): refusal.code
    case .returns(let refusal): refusal.code
    case .rule(let refusal): refusal.code
    case .confirming(let refusal): refusal.code
    case .fulfilment(let refusal): refusal.code
    case .way(let refusal): refusal.code
    case .papers(let refusal): refusal.code
    case .claim(let refusal): refusal.code
    case .conflict(let conflicts): "changed:" + conflicts.map(\.field).joined(separator: ",")
    case .nothingToUndo: "nothingToUndo"
    case .noSuchEntry: "noSuchEntry"
    case .alreadyUndone: "alreadyUndone"
    case .notUndoable: "notUndoable"
    case .withdrawn: "withdrawn"
    case .erased: "erased"
    case .operationReused: "operationReused"
    case .bulk(let refusal): "bulk:\(refusal.code)"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  public init?(code: String) {
    let colon = code.firstIndex(of: ":")
    let word = String(code[..<(colon ?? code.endIndex)])
    let rest = colon.map { String(code[code.index(after: $0)...]) } ?? ""
    if let refusal = OrderRefusal(word, rest) {
      self = .order(refusal)
    } else if let refusal = ProductRefusal(word, rest) {
      self = .product(refusal)
    } else if let refusal = StockRefusal(word, rest) {
      self = .stock(refusal)
    } else if let refusal = SupplyRefusal(word, rest) {
      self = .supply(refusal)
    } else if let refusal = ReturnRefusal(word, rest) {
      self = .returns(refusal)
    } else if let refusal = ConfirmingRefusal(word, rest) {
      self = .confirming(refusal)
    } else if let refusal = FulfilmentRefusal(word, rest) {
      self = .fulfilment(refusal)
    } else if let refusal = WayRefusal(word, rest) {
      self = .way(refusal)
    } else if let refusal = PaperRefusal(word, rest) {
      self = .papers(refusal)
    } else if let refusal = ClaimRefusal(word, rest) {
      self = .claim(refusal)
    } else {
      switch word {
      case "unknownUser": self = .unknownUser(rest, ask: [])
      case "noSuchSku": self = .noSuchRecord(kind: "variants", rest)
      case "missingField": self = .missingField(rest)
      case "badField": self = .badField(rest, found: "", expected: .untold)
      case "changed":
        self = .conflict(rest.split(separator: ",").map { .init(field: String($0), mine: .null, theirs: .null) })
      case "withdrawn": self = .withdrawn(kind: "", "")
      case "erased": self = .erased
      case "notAllowed":
        guard let right = Right(rawValue: rest) else { return nil }
        self = .notAllowed(right, actor: "", ask: [])
      default: return nil
      }
    }
  }
}

extension OrderRefusal {
  fileprivate var code: String {
    switch self {
    case .wrongState(let state, _): "wrongState:\(state.rawValue)"
    case .wrongPayment(let payment, _): "wrongPayment:\(payment.rawValue)"
    case .wrongFulfilment(let fulfilment, _): "wrongFulfilment:\(fulfilment.rawValue)"
    case .alreadyHeld(let reason): "alreadyHeld:\(reason.rawValue)"
    case .notHeld(let reason): reason.map { "notHeld:\($0.rawValue)" } ?? "notHeld"
    case .noHoldEnded(let reasons): "noHoldEnded:" + reasons.map(\.rawValue).joined(separator: ",")
    case .holdEndsBeforeNow: "holdEndsBeforeNow"
    case .onHold(let reasons): "onHold:" + reasons.map(\.rawValue).joined(separator: ",")
    case .emptyTag: "emptyTag"
    case .tooManyTags(let limit): "tooManyTags:\(limit)"
    case .tagTooLong(let limit): "tagTooLong:\(limit)"
    case .hasTag(let tag): "hasTag:\(tag)"
    case .lacksTag(let tag): "lacksTag:\(tag)"
    case .noLines: "noLines"
    case .noSuchLine(let line): "noSuchLine:\(line)"
    case .notSoMany: "notSoMany"
    case .sumTooLarge: "sumTooLarge"
    case .discountTooLarge: "discountTooLarge"
    case .unchanged: "unchanged"
    case .alreadySent, .partlySent, .differs, .cannotSplit, .isMerged, .nothingToFix, .goodsToPutBack, .inWarehouse,
      .notInWork:
      afterSaleCode
    }
  }

  fileprivate init?(_ word: String, _ rest: String) {
    switch word {
    case "wrongState":
      guard let state = OrderState(rawValue: rest) else { return nil }
      self = .wrongState(state, for: .cancel)
    case "wrongPayment":
      guard let payment = PaymentState(rawValue: rest) else { return nil }
      self = .wrongPayment(payment, for: .pay)
    case "wrongFulfilment":
      guard let fulfilment = FulfilmentState(rawValue: rest) else { return nil }
      self = .wrongFulfilment(fulfilment, for: .deliver)
    case "alreadyHeld":
      guard let reason = HoldReason(rawValue: rest) else { return nil }
      self = .alreadyHeld(reason)
    case "notHeld": self = .notHeld(HoldReason(rawValue: rest))
    case "holdEndsBeforeNow": self = .holdEndsBeforeNow
    case "onHold":
      // Behind the same word stands an order's number where a warehouse was at work on it.
      let reasons = rest.split(separator: ",").compactMap { HoldReason(rawValue: String($0)) }
      if reasons.isEmpty { return nil }
      self = .onHold(reasons)
    case "emptyTag": self = .emptyTag
    case "tooManyTags": self = .tooManyTags(limit: Int(rest) ?? Order.tagLimit)
    case "tagTooLong": self = .tagTooLong(limit: Int(rest) ?? Order.tagLengthLimit)
    case "hasTag": self = .hasTag(rest)
    case "lacksTag": self = .lacksTag(rest)
    case "noLines": self = .noLines
    case "noSuchLine": self = .noSuchLine(rest)
    case "sumTooLarge": self = .sumTooLarge
    case "unchanged": self = .unchanged
    default:
      guard let refusal = OrderRefusal(afterSale: word, rest) else { return nil }
      self = refusal
    }
  }
}

extension ProductRefusal {
  fileprivate var code: String {
    switch self {
    case .wrongReview(let review, _): "wrongReview:\(review.rawValue)"
    case .emptyTitle: "emptyTitle"
    case .textTooLong(let field, _): "textTooLong:\(field)"
    case .skuTaken(let sku): "skuTaken:\(sku)"
    case .numberTaken(let number): "numberTaken:\(number)"
    case .notAMeasure(let field, _): "notAMeasure:\(field)"
    case .notAnHSCode(let text): "notAnHSCode:\(text)"
    case .unknownCountry(let text): "unknownCountry:\(text)"
    case .noSuchVariant(let sku): "noSuchVariant:\(sku)"
    case .variantInUse(let sku): "variantInUse:\(sku)"
    case .barcodeTaken(let code, _): "barcodeTaken:\(code)"
    case .optionsTaken(_, let sku): "optionsTaken:\(sku)"
    case .unchanged: "unchanged"
    }
  }

  fileprivate init?(_ word: String, _ rest: String) {
    switch word {
    case "wrongReview":
      guard let review = ReviewState(rawValue: rest) else { return nil }
      self = .wrongReview(review, for: .submit)
    case "emptyTitle": self = .emptyTitle
    case "skuTaken": self = .skuTaken(rest)
    case "numberTaken": self = .numberTaken(rest)
    case "notAnHSCode": self = .notAnHSCode(rest)
    case "unknownCountry": self = .unknownCountry(rest)
    case "noSuchVariant": self = .noSuchVariant(rest)
    case "variantInUse": self = .variantInUse(rest)
    default: return nil
    }
  }
}

/// Why a batch is not done, or not gone on with.
public enum BulkRefusal: Hashable, Sendable {
  case noRecords
  case noSuchBatch(Int64)
  /// Everything is done already.
  case nothingLeft(Int64)
  case nothingFailed(Int64)
  /// It was taken back; what is left of it is not wanted.
  case undone(Int64)
  /// It was broken off while its records were written down: nothing was done, and nobody knows which were meant.
  case neverBegan(Int64)
  /// Its fields are personal and were not kept.
  case fieldsNotKept(Int64)
  /// The action makes a record or needs none.
  case notOnMany(action: String)

  var code: String {
    switch self {
    case .noRecords: "noRecords"
    case .noSuchBatch: "noSuchBatch"
    case .nothingLeft: "nothingLeft"
    case .nothingFailed: "nothingFailed"
    case .undone: "undone"
    case .neverBegan: "neverBegan"
    case .fieldsNotKept: "fieldsNotKept"
    case .notOnMany: "notOnMany"
    }
  }
}
