import Domain

extension OrderTableMapper {
  var rereading: (() -> OrderRereading)? {
    {
      // What the file has shown so far of its columns, decimal signs and dates. Nobody changes this copy: each reading
      // makes its own of it.
      nonisolated(unsafe) let kept = OrderTableMapper(like: self)
      return { externalId, rows in OrderTableMapper(like: kept).reread(externalId, rows) }
    }
  }

  private func reread(_ externalId: String, _ rows: String) -> IncomingOrder? {
    let open = OpenOrder(id: externalId, key: Array(externalId.utf8), line: 1)
    var scanner = RowScanner(delimiter: foundDelimiter)
    func take(_ row: Row) throws {
      // What is worth saying of a row was said when it came.
      if open.order.rowCount < OpenOrder.rowLimit { try apply(row, to: open) { _ in } }
    }
    do {
      var rows = rows
      try rows.withUTF8 { bytes in try scanner.consume(bytes, row: take) }
      try scanner.finish(row: take)
    } catch {
      // Nothing here throws but the sink, which does not.
      return nil
    }
    if open.readableRows == 0 { return nil }
    open.settle(layout)
    return open.order
  }
}
