internal import Domain
internal import Store

/// What of a console comes back at the next login: the sentence of each list and its row, the way back and forward, the
/// open record.
struct SessionRecord: Hashable, Sendable {
  struct Place: Hashable, Sendable {
    var pane: PaneName
    var sentence: Sentence
    /// nil: the first row.
    var row: Int64?
  }

  struct OpenRecord: Hashable, Sendable {
    var kind: Kind
    var id: Int64
    var tab: String
  }

  var shown: PaneName
  /// Only lists that show something else than at first, or another row.
  var places: [Place]
  var open: OpenRecord?
  var back: [Place]
  var forward: [Place]
  var showsViews: Bool

  /// So far goes what is kept of the way.
  static let historyLimit = 20

  /// The same with every cursor at its first row: moving about alone is not worth writing.
  var withoutRows: SessionRecord {
    func bare(_ places: [Place]) -> [Place] { places.map { Place(pane: $0.pane, sentence: $0.sentence, row: nil) } }
    var record = self
    record.places = bare(places).filter { $0.sentence != $0.pane.sentence }
    (record.back, record.forward) = (bare(back), bare(forward))
    return record
  }

  /// The same without sentences that may name a person.
  var withoutNames: SessionRecord {
    var record = self
    record.places.removeAll { $0.sentence.condition.mayName }
    record.back.removeAll { $0.sentence.condition.mayName }
    record.forward.removeAll { $0.sentence.condition.mayName }
    return record
  }

  /// Whether it says anything that a fresh console does not.
  var isFresh: Bool { places.isEmpty && open == nil && shown == .orders }
}

extension SessionRecord {
  var plain: Plain {
    var map: [String: Plain] = [
      "version": .number(1), "shown": .text(shown.rawValue), "places": SessionRecord.plain(places),
      "back": SessionRecord.plain(back), "forward": SessionRecord.plain(forward), "views": .flag(showsViews),
    ]
    if let open {
      map["open"] = .map(["kind": .text(open.kind.rawValue), "id": .number(open.id), "tab": .text(open.tab)])
    }
    return .map(map)
  }

  /// nil for what another program wrote; sentences that cannot be read any more are left out.
  init?(_ plain: Plain) {
    guard let map = plain.map, map["version"]?.number == 1 else { return nil }
    shown = map["shown"]?.text.flatMap(PaneName.init(rawValue:)) ?? .orders
    places = SessionRecord.places(map["places"])
    back = SessionRecord.places(map["back"])
    forward = SessionRecord.places(map["forward"])
    showsViews = map["views"]?.flag ?? true
    if let open = map["open"]?.map, let kind = open["kind"]?.text.flatMap(Kind.init(rawValue:)),
      let id = open["id"]?.number
    {
      self.open = OpenRecord(kind: kind, id: id, tab: open["tab"]?.text ?? "")
    }
  }

  private static func plain(_ places: [Place]) -> Plain {
    .list(
      places.map {
        .map(["pane": .text($0.pane.rawValue), "sentence": .text($0.sentence.description), "row": Plain($0.row)])
      })
  }

  private static func places(_ plain: Plain?) -> [Place] {
    (plain?.list ?? []).compactMap { item in
      guard let map = item.map, let pane = map["pane"]?.text.flatMap(PaneName.init(rawValue:)),
        let sentence = try? Sentence(map["sentence"]?.text ?? "", kind: pane.kind), PaneName(sentence.kind) == pane
      else { return nil }
      return Place(pane: pane, sentence: sentence, row: map["row"]?.number)
    }
  }
}

extension Condition {
  /// Words that may be anybody's name, address or number.
  fileprivate var mayName: Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains(where: \.mayName)
    case .not(let part): part.mayName
    case .text: true
    case .field(let field, _): field.isPersonal
    }
  }
}
