/// How far a product's review is: supplier data needs one before it may be listed.
public enum ReviewState: String, Hashable, Sendable, CaseIterable {
  case draft, inReview, approved, rejected, retired
}

public enum ReviewEvent: String, Hashable, Sendable, CaseIterable {
  case submit, approve, reject, revise, retire, revive
}

extension ReviewState {
  public static let transitions: [ReviewState: [ReviewEvent: ReviewState]] = [
    .draft: [.submit: .inReview, .retire: .retired],
    .inReview: [.approve: .approved, .reject: .rejected, .revise: .draft],
    .approved: [.revise: .draft, .retire: .retired],
    .rejected: [.revise: .draft, .retire: .retired],
    .retired: [.revive: .draft],
  ]
}

/// Why a product does not take a change.
public enum ProductRefusal: Error, Hashable, Sendable {
  case wrongReview(ReviewState, for: ReviewEvent)
  case emptyTitle
  case textTooLong(field: String, limit: Int)
  case skuTaken(String)
  case numberTaken(String)
  case notAMeasure(field: String, String)
  case notAnHSCode(String)
  case unknownCountry(String)
  case noSuchVariant(String)
  /// Orders, mappings or kits refer to it.
  case variantInUse(String)
  /// Another SKU has the code for as many units.
  case barcodeTaken(String, by: String)
  /// Another variant of the product has the same value of each option.
  case optionsTaken([String], by: String)
  case unchanged
}

extension Product {
  /// Refuses values of options that another variant has, all of them, letter case aside. What a source has brought
  /// alike stays.
  public func refuseSharedOptions(_ variant: Variant, was known: Variant?) throws(ProductRefusal) {
    if variant.optionValues.isEmpty || variant.optionValues == known?.optionValues { return }
    let values = variant.optionValues.map(FoldedText.fold)
    for other in variants where other.id != known?.id && other.optionValues.map(FoldedText.fold) == values {
      throw .optionsTaken(variant.optionValues, by: other.sku)
    }
  }

  public func after(_ event: ReviewEvent) throws(ProductRefusal) -> Product {
    guard let next = ReviewState.transitions[review]?[event] else { throw .wrongReview(review, for: event) }
    var product = self
    product.review = next
    return product
  }
}
