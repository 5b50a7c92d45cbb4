internal import Domain

/// What taking a batch back, or putting it back in force, makes of its records' results.
struct BulkFate {
  private let batch: BulkBatch
  private let goesBack: Bool

  /// nil where the entry is of no batch of ours: an import, or a batch of an older program.
  init?(of target: JournalEntry, in reader: any Reader) throws {
    var root = target
    var goesBack = true
    while let seq = root.undoes, let earlier = try JournalTable.entry(seq, in: reader) {
      root = earlier
      goesBack.toggle()
    }
    guard root.action == "bulk", let batch = try Bulk.batch(seq: root.seq, in: reader) else { return nil }
    self.batch = batch
    self.goesBack = goesBack
  }

  /// `ways` are the fields that somebody else has changed since: then the record stays as it is.
  func note(_ entry: JournalEntry, ways: [String], in writer: any Writer) throws {
    let result: BulkItem.Result = ways.isEmpty ? goesBack ? .undone : .done : .left
    let code = ways.isEmpty ? "" : "changed:" + ways.joined(separator: ",")
    var subject = entry.subject
    if entry.kind != batch.kind.rawValue {
      // A listing's entry is its account's; the line is found by the first entry of all.
      var root = entry
      while let seq = root.undoes, let earlier = try JournalTable.entry(seq, in: writer) { root = earlier }
      subject = try writer.integer("SELECT subject FROM bulk_items WHERE batch = \(batch.id) AND seq = \(root.seq)")
    }
    guard let subject else { return }
    try writer.run(
      "UPDATE bulk_items SET result = ?, code = ? WHERE batch = ? AND subject = ?",
      [.text(result.rawValue), .text(code), .integer(batch.id), .integer(subject)])
  }
}
