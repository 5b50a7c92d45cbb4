import TestSupport
import Testing

@testable import Store

/// What a server needs of the journal beside what SQLite's indexes have by themselves.
@Suite(.enabled(if: !TestEngine.isFile, "of the server's indexes")) struct JournalIndexTests {
  @Test(arguments: [("journal_batch", "(batch, seq)"), ("journal_undoes", "(undoes, seq)")])
  func `The newest entry under another is found without reading the journal through`(index: String, columns: String)
    throws
  {
    let shop = try Shop()
    let made = try shop.store.connection.readNow {
      try $0.first("SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname = \(index)") {
        $0.text(0)
      }
    }
    #expect(made?.contains(columns) == true, "\(made ?? "none")")
  }
}
