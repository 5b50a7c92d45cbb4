internal import Domain
internal import Store

/// Which records are marked, by kind and id: they stay marked whatever the list shows.
struct Marks: Sendable {
  /// A range that is being drawn: from this row to the selected one.
  struct Range: Sendable {
    var pane: PaneName
    var sentence: Sentence
    var row: ViewRow
    /// Its place in the view, from 1, where it is known.
    var place: Int64?
  }

  private(set) var sets: [Kind: RecordSet] = [:]
  /// How many of them the view has; nil until it is counted.
  private(set) var inView: [Kind: Int64] = [:]
  /// Only the newest count is taken.
  private(set) var serial = 0
  var range: Range?
  /// Readings of ids that are on their way, in the order of their answers; nil: not wanted any more.
  private var readings: [Kind?] = []
  var isReading: Bool { !readings.isEmpty }
  /// What is to be done to them when they have come.
  var next: Command?

  func set(_ kind: Kind) -> RecordSet { sets[kind] ?? RecordSet() }
  func count(_ kind: Kind) -> Int64 { sets[kind]?.count ?? 0 }

  func isReading(_ kind: Kind) -> Bool { readings.contains(kind) }

  mutating func beginReading(_ kind: Kind) { readings.append(kind) }

  /// Whether what has come is still wanted.
  mutating func endReading() -> Bool { readings.isEmpty ? true : readings.removeFirst() != nil }

  /// How many are not in the view, where that is known.
  func outside(_ kind: Kind) -> Int64? { inView[kind].map { max(count(kind) - $0, 0) } }

  /// Marks a row that is in the view, or takes its mark.
  mutating func toggle(_ id: Int64, _ kind: Kind) {
    let isNew = sets[kind, default: RecordSet()].insert(id)
    if !isNew { sets[kind]?.remove(id) }
    let known = inView[kind] ?? (count(kind) <= 1 ? 0 : nil)
    inView[kind] = known.map { max($0 + (isNew ? 1 : -1), 0) }
    serial += 1
    forgetIfEmpty(kind)
  }

  mutating func join(_ ids: RecordSet, _ kind: Kind, inverts: Bool) {
    if inverts {
      sets[kind, default: RecordSet()].formSymmetricDifference(ids)
    } else {
      sets[kind, default: RecordSet()].formUnion(ids)
    }
    inView[kind] = nil
    forgetIfEmpty(kind)
  }

  mutating func clear(_ kind: Kind) {
    sets[kind] = nil
    inView[kind] = nil
    serial += 1
    // What was asked for before is not to come behind it.
    readings = readings.map { $0 == kind ? nil : $0 }
  }

  private mutating func forgetIfEmpty(_ kind: Kind) {
    if sets[kind]?.isEmpty == true {
      sets[kind] = nil
      inView[kind] = nil
    }
  }

  /// The number that the next count is asked under.
  mutating func beginCount() -> Int {
    serial += 1
    return serial
  }

  mutating func take(count: Int64, of kind: Kind, serial: Int) {
    if serial == self.serial { inView[kind] = count }
  }

  /// The view is another: nobody knows any more how many it has.
  mutating func forgetCount(_ kind: Kind) { inView[kind] = nil }
}
