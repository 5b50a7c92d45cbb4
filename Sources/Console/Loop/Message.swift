internal import Domain
internal import Store
internal import Terminal

/// Domain and Terminal both have roles; in the console a role is what a piece of text is to the reader.
typealias Role = Terminal.Role

/// The two lists of the console.
enum PaneName: String, Hashable, Sendable, CaseIterable {
  case orders, products

  var kind: Kind { self == .orders ? .orders : .products }

  /// The pane that lists a kind.
  init(_ kind: Kind) {
    switch kind {
    case .orders, .lines, .customers: self = .orders
    case .products, .variants: self = .products
    }
  }
}

/// What became of something, as it comes into the console.
enum Message: Sendable {
  case key(Key)
  case page(PageRequest, Result<ViewPage, Trouble>)
  case groups(pane: PaneName, generation: Int, Result<[ViewGroup], Trouble>)
  case count(pane: PaneName, generation: Int, Result<Int64, Trouble>)
  case record(RecordRequest, Result<Record?, Trouble>)
  case raw(Kind, Int64, Result<[RawRecord], Trouble>)
  case found(pane: PaneName, text: String, Result<[Int64], Trouble>)
  case performed(ActionRequest, Result<ActionResult, Trouble>)
  case undoPlanned(Result<UndoReport, Trouble>)
  case undone(Result<UndoReport, Trouble>)
  case values(Field, [String])
  /// Saved views by name.
  case savedViews([String: String])
  /// Somebody, perhaps we, has committed since the rows were read.
  case changed
  /// The store could not be asked whether it changed.
  case lost(Trouble)
}

/// What the console wants done outside; the answer comes back as a message.
enum Effect: Sendable {
  case page(PageRequest)
  case groups(pane: PaneName, generation: Int, ViewQuery)
  case count(pane: PaneName, generation: Int, ViewQuery)
  case record(RecordRequest)
  case raw(Kind, Int64, account: Int64, externalId: String)
  case find(pane: PaneName, kind: Kind, text: String)
  case perform(ActionRequest)
  case planUndo
  case undo(entry: Int64)
  case values(Field)
  case savedViews
  case bell
  case suspend
  /// The hook for what the next start brings back; called before the end, at a hang-up too.
  case saveSession
  case quit
}

/// Rows that a list wants.
struct PageRequest: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    /// The first page of a new view.
    case new
    case further, nearer
    case start, end
    case around(Int64)
    /// The same place again, because something changed; the window had its first row at the start of the view.
    case again(fromStart: Bool)
  }

  var pane: PaneName
  /// Only the answer to a list's newest request counts.
  var serial: Int
  var purpose: Purpose
  var query: ViewQuery
  var from: ViewStart
  var limit: Int
}

/// A whole record, and what it is wanted for.
struct RecordRequest: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case show
    /// The form of this action of the store opens over it.
    case form(Command, action: String)
  }

  var kind: Kind
  var id: Int64
  var purpose: Purpose
  var serial: Int
}

/// Whatever may go wrong outside, as values.
enum Trouble: Error, Hashable, Sendable {
  case store(StoreError)
  case action(ActionRefusal)
  case view(ViewRefusal)
  case sentence(SentenceError)
  case other(String)

  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = .store(error)
    case let error as ActionRefusal: self = .action(error)
    case let error as ViewRefusal: self = .view(error)
    case let error as SentenceError: self = .sentence(error)
    case let error as OrderRefusal: self = .action(.order(error))
    case let error as ProductRefusal: self = .action(.product(error))
    default: self = .other(String(String(describing: error).prefix(200)))
    }
  }

  var isInterruption: Bool { self == .store(.interrupted) }
}
