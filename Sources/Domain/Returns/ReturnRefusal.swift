/// Why a return or a refund does not take a change: facts with their evidence, worded elsewhere.
public enum ReturnRefusal: Error, Hashable, Sendable {
  /// A step that does not follow from where it stands; `fits` are those that do.
  case transition(from: String, event: String, fits: [String])
  /// Fewer units of the line have been sent to the buyer, or not yet come back, than were asked for.
  case notShipped(sku: String, asked: Int64, left: Int64)
  /// More units than there are to be judged, put away or refunded.
  case tooMany(sku: String, asked: Int64, left: Int64)
  case badQuantity(Int64)
  case noSuchLine(String)
  case nothingToReturn(order: String)
  case nothingToReceive(String)
  case nothingToJudge(String)
  case nothingToPutAway(String)
  case nothingToRefund(String)
  /// Goods are put away when somebody has looked at them.
  case notJudged(sku: String)
  /// In minor units of the order's currency.
  case refundTooLarge(order: String, asked: Int64, left: Int64, currency: Currency)
  case notPaid(order: String)
  case noReturnsPlace
  case hasExchange(String)
  case unmapped(sku: String)
  case keyUsed(String)
}
