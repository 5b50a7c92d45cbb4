public import Domain

/// Why an action was not done: facts with their evidence.
public enum ActionRefusal: Error, Hashable, Sendable {
  case unknownAction(String, fits: [String])
  /// `ask` are those who have the right, admins last.
  case notAllowed(Right, actor: String, ask: [String])
  /// Nobody of that name works here; `ask` are the admins.
  case unknownUser(String, ask: [String])
  case noSuchRecord(kind: String, String)
  /// A number that several records have.
  case ambiguous(kind: String, String, fits: [String])
  case missingField(String)
  case unknownField(String, fits: [String])
  case badField(String, found: String, expected: FieldExpectation)
  case order(OrderRefusal)
  case product(ProductRefusal)
  case stock(StockRefusal)
  case supply(SupplyRefusal)
  case returns(ReturnRefusal)
  case rule(RuleRefusal)
  case confirming(ConfirmingRefusal)
  case fulfilment(FulfilmentRefusal)
  case way(WayRefusal)
  case papers(PaperRefusal)
  case claim(ClaimRefusal)
  /// Somebody else changed these fields meanwhile: both values.
  case conflict([Conflict])
  case nothingToUndo
  case noSuchEntry(Int64)
  case alreadyUndone(Int64)
  case notUndoable(action: String)
  case withdrawn(kind: String, String)
  case erased
  /// The operation id came before with another content.
  case operationReused(String)
  /// Of an action on many records.
  case bulk(BulkRefusal)

  public struct Conflict: Hashable, Sendable {
    public var field: String
    public var mine: Plain
    public var theirs: Plain

    public init(field: String, mine: Plain, theirs: Plain) {
      self.field = field
      self.mine = mine
      self.theirs = theirs
    }
  }
}
