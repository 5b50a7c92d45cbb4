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
  case unchanged
}

extension Product {
  public func after(_ event: ReviewEvent) throws(ProductRefusal) -> Product {
    guard let next = ReviewState.transitions[review]?[event] else { throw .wrongReview(review, for: event) }
    var product = self
    product.review = next
    return product
  }
}
