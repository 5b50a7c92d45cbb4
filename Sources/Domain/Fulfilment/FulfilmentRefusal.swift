/// Why something cannot be done between shelf and carrier: facts with their evidence.
public enum FulfilmentRefusal: Error, Hashable, Sendable {
  /// A warehouse without a bin that goods are packed at.
  case noPackingPlace(warehouse: String)
  /// No order that the wave asks for has goods promised here that are in no wave yet.
  case nothingToPlan
  case channelFull(String, limit: Int64, atWork: Int64)
  case channelNotOpen(String, ReleaseState)
  case waveNotPlanned(String, WaveState)
  /// Goods of it are off the shelf already.
  case waveUnderWay(String, picked: Int64)
  case notAtStage(String, found: FulfilmentStage, expected: [FulfilmentStage])
  case runOver(String)
  /// Somebody else has it, until then.
  case runTaken(String, by: String, until: Instant)
  /// The lease is somebody else's by now.
  case leaseLost(String, by: String)
  case runUnderWay(String)
  case nothingToDo(String)
  case onHold(order: String)
  /// All of it stands where somebody has to count first.
  case toBeCounted(sku: String, places: [String])
  /// All that stands there waits for its quality check, or for its release out of it.
  case inCheck(place: String, units: Int64)
  /// Orders that would do go through another release channel, which is asked before.
  case throughChannel(String, orders: Int64)
  /// A field holds no sentence of orders: the parser's own error.
  case badSentence(String, SentenceError)
  /// The order asks for fewer than were to be fetched.
  case notPromised(order: String, sku: String)
  case labelled(parcel: String, tracking: String)
  case noLabel(parcel: String)
  case badTracking(String)
  case parcelShipped(String)
  case notShipped(String)
  case nothingToShip
  /// Grams.
  case weightOutside(parcel: String, found: Int64, least: Int64, most: Int64)
  case notPicked(sku: String, asked: Int64, found: Int64)
  case leftUnpacked(Int64)
  case tooSmall(box: String)
  case countDone(String)
  /// The parcel or the consolidation does not go by it.
  case noSuchNumber(holder: String, number: String)
  case numberKnown(holder: String, number: String)
  /// It stands in another already.
  case alreadyIn(String, consolidation: String)
  case notIn(String, consolidation: String)
  case consolidationClosed(String)
  case consolidationOpen(String)
  /// One would stand in itself.
  case goesInCircle(String, into: String)
  case tooLargeFor(String, into: String)
  /// The text of a run cannot be read by this program any more.
  case unreadableRun(String)
}
