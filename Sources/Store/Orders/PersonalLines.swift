internal import Domain

/// What buyers asked to be put on things, in stores that kept it among the options.
enum PersonalLines {
  /// Moves it to the personal table, five hundred lines at a time. A line of nobody keeps what it has.
  static func fill(_ writer: any Writer) throws {
    var after: Int64 = 0
    while true {
      let lines = try writer.all(
        """
        SELECT l.id, l.options, o.customer_id, o.updated_at, c.erased_at
        FROM order_lines AS l CROSS JOIN orders AS o ON o.id = l.order_id
          LEFT JOIN customers AS c ON c.id = o.customer_id
        WHERE l.id > \(after)
        ORDER BY l.id
        LIMIT 500
        """
      ) { row in
        (
          id: row.integer(0), options: row.text(1), customer: row.optionalInteger(2), at: row.instant(3),
          isErased: !row.isNull(4)
        )
      }
      guard let last = lines.last else { return }
      after = last.id
      for line in lines {
        guard let customer = line.customer else { continue }
        let (options, personal) = Personalisation.split(line.options)
        if personal.isEmpty { continue }
        let revision =
          line.isErased
          ? nil : try PersonalTable.keep(Card(message: personal), subject: customer, at: line.at, in: writer)
        try writer.run(
          "UPDATE order_lines SET options = ?, personal = ? WHERE id = ?",
          [.text(options), SQLValue(revision), .integer(line.id)])
      }
    }
  }
}
