public import Domain

/// What is told of fulfilments to whoever works on them.
public enum FulfilmentReport {
  public struct Waiting: Hashable, Sendable {
    public var id: Int64
    public var number: String
    public var order: String
    public var stage: FulfilmentStage
    public var shipBy: Instant?
  }

  /// Fulfilments at these stages, the most urgent first.
  public static func waiting(_ stages: [FulfilmentStage], limit: Int, in reader: any Reader) throws -> [Waiting] {
    let words = stages.map { SQLValue.text($0.rawValue) }
    return try reader.all(
      """
      SELECT f.id, f.number, o.number, f.stage, f.ship_by
      FROM fulfilments AS f
      JOIN orders AS o ON o.id = f.order_id
      WHERE f.stage IN (\(SQL.list(words))) AND o.state = 'open'
      ORDER BY COALESCE(f.ship_by, \(Int64.max)), f.id
      LIMIT \(limit)
      """
    ) {
      Waiting(
        id: $0.integer(0), number: $0.text(1), order: $0.text(2),
        stage: FulfilmentStage(rawValue: $0.text(3)) ?? .allocated, shipBy: $0.optionalInstant(4))
    }
  }

  /// The fulfilment that a code at the packing table means: its own number, its order's, or a cart's bin.
  public static func toPack(_ code: String, in reader: any Reader) throws -> Int64? {
    let folded = FoldedText.fold(code)
    let ofOrder = try reader.integer(
      """
      SELECT f.id
      FROM orders AS o
      JOIN fulfilments AS f ON f.order_id = o.id AND f.stage IN ('picked', 'packing')
      WHERE o.number_key = \(folded)
      ORDER BY f.id
      """)
    if let ofOrder { return ofOrder }
    if let own = try reader.integer("SELECT id FROM fulfilments WHERE number = \(code.uppercased())") { return own }
    // The bin that was put down last.
    return try reader.integer(
      """
      SELECT f.id
      FROM fulfilments AS f
      JOIN run_steps AS s ON s.fulfilment_id = f.id AND s.picked > 0
      WHERE f.stage IN ('picked', 'packing') AND s.bin = \(code.uppercased())
      ORDER BY s.id DESC
      """)
  }
}
