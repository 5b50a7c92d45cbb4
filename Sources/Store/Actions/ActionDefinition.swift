public import Domain

/// One row of the action table: everything that can be done to the shop is one of these, for the console, the command
/// line, the importers and the duties alike.
public struct ActionDefinition: Sendable, Identifiable {
  /// Stable, a verb: `holdOrder`.
  public let id: String
  /// The kind it is done to: `orders`, `products`, `variants`, `customers`, `lines`, `users`, `accounts`.
  public let kind: String
  public let fields: [ActionField]
  public let right: Right
  public let undo: Reversibility
  /// What it does, one English sentence.
  public let help: String
  /// Whether it makes a new record, so that it needs no subject.
  public let creates: Bool
  /// What it has to itself while it is done.
  let reach: ActionReach
  let perform: @Sendable (Work, ActionArguments) throws -> Int64?

  init(
    _ id: String, on kind: String, _ fields: [ActionField] = [], right: Right, undo: Reversibility = .reversible,
    creates: Bool = false, reach: ActionReach = .shop, help: String,
    perform: @escaping @Sendable (Work, ActionArguments) throws -> Int64?
  ) {
    self.id = id
    self.kind = kind
    self.fields = fields
    self.right = right
    self.undo = undo
    self.creates = creates
    self.reach = reach
    self.help = help
    self.perform = perform
  }

  /// Does it; what the domain refuses is refused by the action.
  func performed(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    work.zone = arguments.zone
    do {
      return try perform(work, arguments)
    } catch let refusal as OrderRefusal {
      throw ActionRefusal.order(refusal)
    } catch let refusal as ProductRefusal {
      throw ActionRefusal.product(refusal)
    } catch let refusal as ReturnRefusal {
      throw ActionRefusal.returns(refusal)
    } catch let refusal as SupplyRefusal {
      throw ActionRefusal.supply(refusal)
    } catch let refusal as StockRefusal {
      throw ActionRefusal.stock(refusal)
    }
  }
}

/// What an action has to itself while it is done; on SQLite it is always the shop.
public enum ActionReach: Hashable, Sendable {
  /// What it decides rests on its own record alone, whose row it locks: others may change other records meanwhile.
  case record
  /// What it decides rests on more: it is done alone.
  case shop
}

/// Whether an action can be taken back, and how; said beforehand.
public enum Reversibility: String, Hashable, Sendable, CaseIterable {
  case reversible
  /// Something else makes it good; the record does not go back to what it was.
  case compensated
  case final
}

/// A field that an action takes.
public struct ActionField: Hashable, Sendable {
  public enum Shape: Hashable, Sendable {
    case text(limit: Int)
    case longText(limit: Int)
    case choice([String])
    case number
    case money
    case date
    case flag
    /// Own SKU or number of a record of that kind.
    case record(kind: String)
    /// Words divided by commas.
    case words
  }

  public let name: String
  public let shape: Shape
  public let isRequired: Bool
  /// Whether people know something by it, so that it is read as `TypedCode` does.
  public let isCode: Bool

  public init(_ name: String, _ shape: Shape, required: Bool = false, isCode: Bool = false) {
    self.name = name
    self.shape = shape
    self.isRequired = required
    self.isCode = isCode
  }
}

/// What somebody asks for: an action, on what, with which fields, why; as text, because it comes from keys and shells.
public struct ActionRequest: Hashable, Sendable {
  public var action: String
  /// The record's id; nil where the action makes one.
  public var subject: Int64?
  public var fields: [String: String]
  public var reason: String
  /// Made when the form opened, unique in the store: asking again with it has no second effect.
  public var operationId: String?
  /// What the form showed when it opened, by field: a field that has changed since is a conflict, any other is merged.
  public var seen: [String: String]

  public init(
    _ action: String, subject: Int64? = nil, fields: [String: String] = [:], reason: String = "",
    operationId: String? = nil, seen: [String: String] = [:]
  ) {
    self.action = action
    self.subject = subject
    self.fields = fields
    self.reason = reason
    self.operationId = operationId
    self.seen = seen
  }
}

/// What an action did.
public struct ActionResult: Hashable, Sendable {
  /// The journal entry that undoes it; nil where nothing changed.
  public var entry: Int64?
  public var subject: Int64?
  public var changes: [FieldChange]
  /// True where the operation id had come before: this is the answer of then.
  public var isRepeat: Bool
  /// Lines that follow in transactions of their own.
  var leftJudgings: [LineJudging] = []
}

extension ActionResult {
  /// Of what was done around the store, by actions of its own.
  public init(entry: Int64?, subject: Int64?, changes: [FieldChange]) {
    self.init(entry: entry, subject: subject, changes: changes, isRepeat: false)
  }
}

/// The fields of a request, read by name and shape.
struct ActionArguments {
  let definition: ActionDefinition
  let request: ActionRequest
  let zone: Zone

  init(_ definition: ActionDefinition, _ asked: ActionRequest, zone: Zone) throws(ActionRefusal) {
    var request = asked
    for field in definition.fields where field.isCode {
      guard let value = request.fields[field.name] else { continue }
      request.fields[field.name] = try ActionArguments.code(value, field: field.name)
    }
    for name in request.fields.keys.sorted() where !definition.fields.contains(where: { $0.name == name }) {
      throw .unknownField(name, fits: definition.fields.map(\.name))
    }
    for field in definition.fields where field.isRequired && (request.fields[field.name] ?? "").isEmpty {
      throw .missingField(field.name)
    }
    for field in definition.fields {
      guard let value = request.fields[field.name] else { continue }
      switch field.shape {
      case .text(let limit), .longText(let limit):
        if value.count > limit {
          throw .badField(field.name, found: String(value.prefix(40)), expected: .characters(atMost: limit))
        }
      case .choice(let words):
        if !value.isEmpty && !words.contains(value) {
          throw .badField(field.name, found: value, expected: .oneOf(words))
        }
      case .number, .money, .date, .flag, .record, .words: break
      }
    }
    self.definition = definition
    self.request = request
    self.zone = zone
  }

  /// A code without the blanks around it.
  static func code(_ text: String, field: String) throws(ActionRefusal) -> String {
    if let code = TypedCode.read(text) { return code }
    throw .badField(field, found: String(text.prefix(40)), expected: .visibleCode)
  }

  func subject() throws(ActionRefusal) -> Int64 {
    guard let subject = request.subject else { throw .missingField("subject") }
    return subject
  }

  /// nil where the field was not given; empty where it was given empty.
  func text(_ name: String) -> String? { request.fields[name] }

  func choice<T: RawRepresentable<String>>(_ name: String) -> T? { request.fields[name].flatMap(T.init(rawValue:)) }

  func number(_ name: String) throws(ActionRefusal) -> Int64? {
    guard let text = request.fields[name], !text.isEmpty else { return nil }
    guard let number = Int64(text) else { throw .badField(name, found: text, expected: .wholeNumber) }
    return number
  }

  func flag(_ name: String) throws(ActionRefusal) -> Bool? {
    guard let text = request.fields[name], !text.isEmpty else { return nil }
    switch text.lowercased() {
    case "yes", "true", "1": return true
    case "no", "false", "0": return false
    default: throw .badField(name, found: text, expected: .yesOrNo)
    }
  }

  /// ISO date or time, or an age from now such as `2d` or `36h`.
  func date(_ name: String, now: Instant) throws(ActionRefusal) -> Instant? {
    guard let text = request.fields[name], !text.isEmpty else { return nil }
    if let instant = EnteredDate.read(text, now: now, zone: zone) { return instant }
    throw .badField(name, found: text, expected: .date)
  }

  func money(_ name: String, currency: Currency) throws(ActionRefusal) -> Int64? {
    guard let text = request.fields[name], !text.isEmpty else { return nil }
    guard let money = Money(exactly: text, currency: currency) else {
      throw .badField(name, found: text, expected: .amount(currency))
    }
    return money.minorUnits
  }
}
