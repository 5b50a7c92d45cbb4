internal import Domain

extension Erasure {
  /// Empties what carriers said of a person's parcels: they name who signed, and where. What was read in it stays, and
  /// so does the parcel's state. A number that other people's parcels go by is emptied too: nobody can say whose name
  /// stands there. So are answers that nobody could read.
  static func eraseTracking(customer id: Int64, _ writer: any Writer) throws {
    let parcels = try writer.all(
      """
      SELECT p.id
      FROM orders AS o
      JOIN fulfilments AS f ON f.order_id = o.id
      JOIN parcels AS p ON p.fulfilment_id = f.id
      WHERE o.customer_id = \(id)
      """
    ) { $0.integer(0) }
    var others: Set<Int64> = []
    for parcel in parcels {
      let numbers = try writer.all("SELECT DISTINCT number_id FROM number_links WHERE parcel_id = \(parcel)") {
        $0.integer(0)
      }
      for number in numbers {
        try writer.run(
          "UPDATE tracking_events SET text = '', place = '', raw = NULL, erased = 1 WHERE number_id = ?",
          [.integer(number)])
        others.formUnion(try TrackingNumbers.parcels(of: number, in: writer))
      }
    }
    if !parcels.isEmpty { try UnreadPayloads.erase(writer) }
    // Events of one minute may stand in another order without their words.
    for parcel in others.union(parcels) { try TrackFolding.fold(parcel, in: writer) }
  }
}
