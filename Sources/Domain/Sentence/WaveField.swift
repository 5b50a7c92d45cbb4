/// The fields of waves. The first five are promised to scripts.
public enum WaveField: String, Hashable, Sendable, CaseIterable {
  case number, state, warehouse, orders, units
  /// Units of it by how far they are: off the shelf, in parcels, with the carrier; and those that were not found.
  case picked, packed, shipped, short
  /// Walks that nobody has finished.
  case walks
  /// Orders of it that should have left, and have not.
  case late
  /// The first moment at which one of its orders has to leave.
  case shipBy
  case cutOff
  case carrier
  case channel
  case grouping
  case perRun
  case plannedBy
  case plannedAt, releasedAt
  case sentence
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "wave"])
    case .state: .init(.choice(WaveState.allCases.map(\.rawValue)), .init(9, 6...10, 1), ["status"], group: true)
    case .warehouse: .init(.code, .init(9, 3...14, 6), ["at"], group: true)
    case .orders: .init(.number, .init(6, 3...8, 3, .trailing))
    case .units: .init(.number, .init(6, 3...10, 4, .trailing), ["quantity"])
    case .picked: .init(.number, .init(6, 3...10, 2, .trailing))
    case .packed: .init(.number, .init(6, 3...10, 4, .trailing))
    case .shipped: .init(.number, .init(7, 3...10, 5, .trailing))
    case .short: .init(.number, .init(5, 3...8, 3, .trailing))
    case .walks: .init(.number, .init(5, 3...8, 5, .trailing), ["runs"])
    case .late: .init(.number, .init(5, 3...8, 2, .trailing))
    case .shipBy: .init(.instant, .init(16, 10...20, 6), ["due"])
    case .cutOff: .init(.instant, .init(16, 10...20, 8))
    case .carrier: .init(.code, .init(12, 4...24, 7), group: true)
    case .channel: .init(.code, .init(10, 4...20, 8), group: true)
    case .grouping: .init(.choice(WaveGrouping.allCases.map(\.rawValue)), .init(9, 5...10, 7), group: true)
    case .perRun: .init(.number, .init(6, 3...8, 9, .trailing))
    case .plannedBy: .init(.person, .init(10, 4...20, 7), ["by"])
    case .plannedAt: .init(.instant, .init(16, 10...20, 7), ["planned"])
    case .releasedAt: .init(.instant, .init(16, 10...20, 8), ["released"])
    case .sentence: .init(.text, .init(24, 8...60, 10))
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }
}

/// The fields of people's walks through a warehouse (作业). The first five are promised to scripts.
public enum RunField: String, Hashable, Sendable, CaseIterable {
  case number, scenario, state, actor, wave
  /// Units to be carried, those that were, and those that were not found.
  case units, done, short
  /// Until when the warehouse waits for it: the first of its orders that has to leave.
  case shipBy
  case late
  case order
  case warehouse
  case zone
  case cart
  /// The last sign of somebody at it.
  case scannedAt
  /// Until when it is held for who is on it.
  case leaseUntil
  case madeAt, startedAt, doneAt
  case id

  var description: FieldDescription {
    switch self {
    case .number: .init(.code, .init(8, 4...14, 0), ["no", "walk", "run"])
    case .scenario: .init(.choice(RunField.scenarios), .init(8, 4...9, 1), ["work"], group: true)
    case .state: .init(.choice(RunState.allCases.map(\.rawValue)), .init(9, 4...10, 3), ["status"], group: true)
    case .actor: .init(.person, .init(10, 4...20, 2), ["who", "assignee"], group: true)
    case .wave: .init(.code, .init(8, 4...14, 4), group: true)
    case .units: .init(.number, .init(6, 3...10, 3, .trailing), ["quantity"])
    case .done: .init(.number, .init(6, 3...10, 2, .trailing))
    case .short: .init(.number, .init(5, 3...8, 5, .trailing))
    case .shipBy: .init(.instant, .init(16, 10...20, 6), ["due"])
    case .late: .init(.flag, .init(5, 3...5, 5), group: true)
    case .order: .init(.code, .init(22, 6...40, 7))
    case .warehouse: .init(.code, .init(9, 3...14, 8), ["at"], group: true)
    case .zone: .init(.code, .init(8, 3...14, 6), group: true)
    case .cart: .init(.code, .init(8, 3...14, 8))
    case .scannedAt: .init(.instant, .init(16, 10...20, 7), ["scanned"])
    case .leaseUntil: .init(.instant, .init(16, 10...20, 9), ["lease"])
    case .madeAt: .init(.instant, .init(16, 10...20, 9), ["made"])
    case .startedAt: .init(.instant, .init(16, 10...20, 9), ["started"])
    case .doneAt: .init(.instant, .init(16, 10...20, 9), ["finished"])
    case .id: .init(.number, .init(9, 4...12, 11, .trailing))
    }
  }

  static let scenarios = [
    PickRun.word, PackRun.word, PutAwayRun.word, MoveReason.replenishment.rawValue, MoveReason.putBack.rawValue,
    CountRun.word, ReceiveRun.word, ReturnRun.word,
  ]
}
