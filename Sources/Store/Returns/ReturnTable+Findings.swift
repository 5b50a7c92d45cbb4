internal import Domain

/// What was seen as the parcels of returns were opened: written whole with their return.
extension ReturnTable {
  static func findings(of id: Int64, in reader: any Reader) throws -> [ReturnFinding] {
    try reader.all(
      """
      SELECT line_id, code, lot, condition, quantity
      FROM return_findings
      WHERE return_id = \(id)
      ORDER BY position
      """
    ) { row in
      ReturnFinding(
        lineId: row.optionalInteger(0), code: row.text(1), lot: row.text(2),
        condition: ReturnCondition(rawValue: row.text(3)) ?? .good, quantity: row.integer(4))
    }
  }

  static func write(findings: [ReturnFinding], of id: Int64, in writer: any Writer) throws {
    try writer.run("DELETE FROM return_findings WHERE return_id = ?", [.integer(id)])
    for (index, found) in findings.enumerated() {
      try writer.run(
        """
        INSERT INTO return_findings (return_id, position, line_id, code, lot, condition, quantity)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(id), .integer(Int64(index + 1)), SQLValue(found.lineId), .text(found.code), .text(found.lot),
          .text(found.condition.rawValue), .integer(found.quantity),
        ])
    }
  }
}
