internal import Domain
internal import Store
internal import Terminal

/// Domain and Terminal both have roles; in the console a role is what a piece of text is to the reader.
typealias Role = Terminal.Role

/// The lists of the console, in the order of their keys.
enum PaneName: String, Hashable, Sendable, CaseIterable {
  case orders, products
  /// What nobody has mapped to an own SKU yet, until another sentence is asked for.
  case lines
  case customers
  case stock
  case purchasing
  case returns
  case fulfilment
  /// Parcels on their way.
  case shipments

  var kind: Kind {
    switch self {
    case .orders: .orders
    case .products: .products
    case .lines: .lines
    case .customers: .customers
    case .stock: .stock
    case .purchasing: .purchases
    case .returns: .returns
    case .fulfilment: .waves
    case .shipments: .shipments
    }
  }

  /// The pane that lists a kind.
  init(_ kind: Kind) {
    switch kind {
    case .orders: self = .orders
    case .products, .variants: self = .products
    case .carriers, .services, .sheets: self = .fulfilment
    case .lines: self = .lines
    case .customers: self = .customers
    case .stock, .locations, .moves: self = .stock
    case .suppliers, .purchases, .purchaseLines, .receipts, .pegs: self = .purchasing
    case .returns, .rules: self = .returns
    case .waves, .fulfilments, .runs, .parcels, .manifests: self = .fulfilment
    case .shipments, .consolidations, .trackingEvents, .alerts, .claims, .lanes: self = .shipments
    }
  }

  /// What it shows before anybody asks for more.
  var sentence: Sentence {
    switch self {
    case .orders, .products, .customers, .stock, .purchasing, .returns, .fulfilment: Sentence(kind: kind)
    case .lines: Sentence(kind: .lines, condition: .field(.line(.mapped), [.flag(false)]))
    case .shipments: Sentence(kind: .shipments, condition: .field(.shipment(.settled), [.flag(false)]))
    }
  }
}

extension Kind {
  /// What a row of this kind opens: a line its order, a variant its product, units of a SKU all of its stock, units
  /// that are sold before they are there the order that waits for them, a parcel all that goes out with it, what a
  /// carrier told the parcel that it is about.
  var opened: Kind {
    switch self {
    case .orders, .lines, .pegs: .orders
    case .products, .variants: .products
    case .customers: .customers
    case .stock, .moves: .stock
    case .carriers: .carriers
    case .services: .services
    case .sheets: .sheets
    case .locations: .locations
    case .suppliers: .suppliers
    case .purchases, .purchaseLines: .purchases
    case .receipts: .receipts
    case .returns: .returns
    case .rules: .rules
    case .waves: .waves
    case .runs: .runs
    case .fulfilments, .parcels: .fulfilments
    case .manifests: .manifests
    case .alerts: .alerts
    case .claims: .claims
    case .lanes: .lanes
    case .shipments, .trackingEvents: .shipments
    case .consolidations: .consolidations
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
  case found(Search, Result<Found?, Trouble>)
  /// How many rows of a list stand before one of them; nil where nobody can say.
  case rank(pane: PaneName, generation: Int, row: Int64, Int64?)
  case suggested(Suggesting, [VariantTable.Suggestion])
  /// What came back from the person's own editor.
  case edited(Result<String, EditorTrouble>)
  case performed(ActionRequest, Result<ActionResult, Trouble>)
  case undoPlanned(Result<UndoReport, Trouble>)
  case undone(Result<UndoReport, Trouble>)
  case values(Field, [String])
  /// Saved views by name.
  case savedViews([String: String])
  /// Somebody, perhaps we, has committed since the rows were read.
  case changed
  /// Who acts here, with the rights that are left of those the console was opened with; and how many people are
  /// erased.
  case present(Result<Actor, Trouble>, erasures: Erasures?)
  /// What was to be copied was written to this file, or could not be.
  case copied(Result<String, Trouble>)
  case viewing(ViewingMessage)
  /// The store could not be asked whether it changed.
  case lost(Trouble)
  /// The server that was lost answers again.
  case foundAgain
  /// How far the replica that answers questions is behind; nil where there is none.
  case readsBehind(ReadsBehind?)
  /// The themes at hand.
  case themes([ThemeShelf.Entry])
  /// Who has which right.
  case holders([Right: [String]])
  /// Whether there was a file to write the choices into.
  case settingsKept([SettingsChange], Result<Bool, SettingsRefusal>)
  /// Of marks and of actions on many records.
  case bulk(BulkMessage)
}

/// What the console wants done outside; the answer comes back as a message.
enum Effect: Sendable {
  case page(PageRequest)
  case groups(pane: PaneName, generation: Int, ViewQuery)
  case count(pane: PaneName, generation: Int, ViewQuery)
  case record(RecordRequest)
  case raw(Kind, Int64, account: Int64, externalId: String)
  case find(Search)
  case rank(pane: PaneName, generation: Int, ViewRow, ViewQuery)
  case suggest(Suggesting)
  case perform(ActionRequest)
  /// The text goes to the person's own editor, and the terminal with it.
  case edit(String)
  case planUndo
  case undo(entry: Int64)
  case values(Field)
  case savedViews
  /// Whether the rights are still those that the screen shows by, and whether more people are erased than it knows of.
  case present(erasuresKnown: Int64)
  case terminal(TerminalWish)
  /// Uses the terminal otherwise from now on.
  case use(Look)
  case themes
  case holders
  /// Writes what was chosen into the settings file.
  case keepSettings([SettingsChange])
  case bulk(BulkEffect)
  case viewing(ViewingEffect)
  case bell
  case suspend
  /// Keeps what the next start brings back; comes before the end, at a hang-up too. `true`: nothing was lost on the way
  /// out, so what was on the screen has been seen.
  case saveSession(leavesForGood: Bool)
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
  /// The entry of the journal behind which changes are news; nil: none are.
  var since: Int64?
}

/// A whole record, and what it is wanted for.
struct RecordRequest: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case show
    /// The form of this action of the store opens over it.
    case form(Command, action: String)
    /// This command goes on from it, to its customer for example.
    case follow(Command)
    /// It stands beside the list while its row is selected.
    case preview
  }

  var kind: Kind
  var id: Int64
  var purpose: Purpose
  var serial: Int
  /// The variant whose stock is open: its units may have left the row that was opened.
  var variant: Int64? = nil
}

/// A number to go to, typed or scanned.
struct Search: Hashable, Sendable {
  var pane: PaneName
  var kind: Kind
  var text: String
  /// What was scanned is opened, and is meant whole: no ending of another number.
  var isScan: Bool
}

/// What has a number; the newest first.
struct Found: Hashable, Sendable {
  var kind: Kind
  var ids: [Int64]
  /// Of a variant.
  var product: Int64?
  /// Where a scan means several things: each with its kind and what it is called.
  var hits: [Hit] = []
}

/// Own SKUs wanted for what somebody types, or, before anything is typed, for the first of the hints that leads to any.
struct Suggesting: Hashable, Sendable {
  var text: String
  var hints: [String] = []
  /// Own SKUs, or places.
  var kind = Kind.variants
  /// Of places, those alone that are nobody's bin.
  var isWarehouse = false

  /// Whether they look among the same records.
  func isAlike(_ other: Suggesting) -> Bool { kind == other.kind && isWarehouse == other.isWarehouse }

  static let limit = 6
}

/// Whatever may go wrong outside, as values.
enum Trouble: Error, Hashable, Sendable {
  case store(StoreError)
  case action(ActionRefusal)
  case view(ViewRefusal)
  case sentence(SentenceError)
  case other(String)

  /// Whether the store's server did not answer.
  var isLost: Bool { if case .store(let error) = self { error.isLost } else { false } }

  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = .store(error)
    case let error as ActionRefusal: self = .action(error)
    case let error as ViewRefusal: self = .view(error)
    case let error as SentenceError: self = .sentence(error)
    case let error as OrderRefusal: self = .action(.order(error))
    case let error as ProductRefusal: self = .action(.product(error))
    case let error as SupplyRefusal: self = .action(.supply(error))
    case let error as ReturnRefusal: self = .action(.returns(error))
    default: self = .other(String(String(describing: error).prefix(200)))
    }
  }

  var isInterruption: Bool { self == .store(.interrupted) }
}
