internal import Console
internal import Domain
internal import Operations
internal import Store

/// What an action is to be done to: numbers of a kind, or the rows of a sentence.
enum Subjects {
  /// Each by itself: one record, or what is of no kind of records.
  case few([SingleRuns.Subject])
  /// As one batch.
  case many(Kind, RecordSet)

  static func find(
    _ words: [String], _ definition: ActionDefinition, _ store: Store, _ actor: Actor, _ shared: SharedOptions
  ) throws -> Subjects {
    let words =
      words.first == definition.kind && Kind(rawValue: definition.kind) == nil && definition.kind != "accounts"
      ? Array(words.dropFirst()) : words
    if definition.creates {
      // `do enterOrder orders channel=WEB …`: the kind says what is made, not what it is done to.
      let isKind = words.first == definition.kind || words.first.map { SentenceWords.isKind($0) } ?? false
      if let stray = words.dropFirst(isKind ? 1 : 0).first {
        throw Failure(
          text: "\(definition.id) makes a new one: FIELD=VALUE was expected, not “\(stray)”; "
            + "`portolan actions \(definition.kind)` lists its fields.")
      }
      return .few([SingleRuns.Subject(id: nil, number: definition.id)])
    }
    guard let first = words.first else {
      if ["users", "views"].contains(definition.kind) {
        return .few([SingleRuns.Subject(id: nil, number: definition.kind)])
      }
      throw ActionRefusal.missingField("KIND NUMBER or a sentence")
    }
    let isSentence = first.contains { $0 == " " || $0 == ":" || $0 == "：" || $0 == "\u{3000}" }
    if words.count == 1, isSentence || Kind(rawValue: first) != nil || SentenceWords.isKind(first) {
      let view = try AskedView(first, shared)
      let asked = view.query.sentence.kind
      // A shipment is a parcel on its way, under the same id.
      let kind = asked == .shipments && definition.kind == Kind.parcels.rawValue ? .parcels : asked
      if kind.rawValue != definition.kind {
        throw Failure(
          text: "\(definition.id) is done to \(definition.kind), not to \(asked.rawValue).")
      }
      let ids = try store.connection.readNow { try Views.ids(view.query, in: $0) }
      return try chosen(ids, kind, store)
    }
    // `do tagOrder orders 'orders status:paid'`: the kind is said twice, which is no reason not to understand.
    if words.count == 2, words[0] == definition.kind, words[1].hasPrefix(definition.kind + " ") {
      return try find([words[1]], definition, store, actor, shared)
    }
    let numbers = words[0] == definition.kind ? Array(words.dropFirst()) : words
    if words[0] != definition.kind && Kind(rawValue: words[0]) != nil {
      throw Failure(text: "\(definition.id) is done to \(definition.kind), not to \(words[0]).")
    }
    if numbers.isEmpty { throw ActionRefusal.missingField("KIND NUMBER or a sentence") }
    let found = try store.connection.readNow { reader in
      try numbers.map { number in
        if definition.kind == "accounts" {
          guard let account = try Accounts.find(number, in: reader) else {
            throw ActionRefusal.noSuchRecord(kind: "accounts", number)
          }
          return SingleRuns.Subject(id: account.id, number: account.code)
        }
        if definition.kind == "lots" { return try lot(number, in: reader) }
        guard let kind = Kind(rawValue: definition.kind) else {
          guard let id = try FulfilmentNames.find(definition.kind, number, in: reader) else {
            throw ActionRefusal.noSuchRecord(kind: definition.kind, number)
          }
          return SingleRuns.Subject(id: id, number: number)
        }
        return SingleRuns.Subject(id: try NamedRecord.find(kind, number, in: reader), number: number)
      }
    }
    guard found.count > 1, let kind = Kind(rawValue: definition.kind) else { return .few(found) }
    return .many(kind, RecordSet(found.compactMap(\.id)))
  }

  private static func lot(_ name: String, in reader: any Reader) throws -> SingleRuns.Subject {
    let lots = try LotTable.named(name, in: reader)
    guard let lot = lots.first else { throw ActionRefusal.noSuchRecord(kind: "lots", name) }
    if lots.count > 1 {
      throw ActionRefusal.ambiguous(kind: "lots", name, fits: try lots.map { try LotTable.name(of: $0, in: reader) })
    }
    return SingleRuns.Subject(id: lot.id, number: lot.code)
  }

  /// One record is done by itself, as if it had been named.
  private static func chosen(_ ids: RecordSet, _ kind: Kind, _ store: Store) throws -> Subjects {
    guard ids.count < 2 else { return .many(kind, ids) }
    return .few(
      try ids.ids.map { id in
        let number = try store.connection.readNow { try RecordNumber.of(kind.rawValue, id, in: $0) }
        return SingleRuns.Subject(id: id, number: number)
      })
  }
}

/// An action on one record, or on things that no sentence lists.
struct SingleRuns {
  struct Subject {
    var id: Int64?
    var number: String
  }

  let store: Store
  let actor: Actor
  let definition: ActionDefinition
  let fields: [String: String]
  let reason: String

  func perform(
    _ subjects: [Subject], dryRun: Bool, operation: String?, now: () -> Instant, zone: Zone
  ) throws -> [BulkReport.Result] {
    var batch: Int64?
    return try subjects.map { subject in
      var request = ActionRequest(definition.id, subject: subject.id, fields: fields, reason: reason)
      request.operationId = operation.map { subjects.count == 1 ? $0 : "\($0)/\(subject.id ?? 0)" }
      do {
        let result: ActionResult
        if dryRun {
          result = try store.plan(request, as: actor, now: now(), zone: zone)
        } else if subjects.count == 1 {
          result = try PaperDesk.perform(request, in: store, as: actor, now: now(), zone: zone)
        } else {
          let opened =
            try batch
            ?? store.beginBulk(
              definition.id, count: subjects.count, as: actor, now: now(), reason: reason)
          batch = opened
          result = try store.perform(request, inBatch: opened, as: actor, now: now(), zone: zone)
        }
        return try store.connection.readNow { reader in
          // What was made is told by its own number.
          let isNumbered = Kind(rawValue: definition.kind) != nil || FulfilmentNames.kinds.contains(definition.kind)
          let made = definition.creates && !dryRun && isNumbered ? result.subject : nil
          return .init(
            number: try made.map { try RecordNumber.of(definition.kind, $0, in: reader) } ?? subject.number,
            entry: result.entry,
            changes: try NamedChanges.of(result.changes, definition.kind, result.subject, in: reader),
            refusal: nil)
        }
      } catch let refusal as ActionRefusal {
        return .init(number: subject.number, entry: nil, changes: [], refusal: Said.text(refusal))
      }
    }
  }
}
