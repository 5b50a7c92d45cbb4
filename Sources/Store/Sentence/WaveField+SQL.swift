internal import Domain

extension SentenceSQL {
  /// Of `waves AS y` with its warehouse and release channel.
  func shape(of field: WaveField) -> FieldShape {
    switch field {
    case .number: .capitals("y.number")
    case .state: .choice("y.state")
    case .warehouse: .key("w.code_key")
    case .orders: .number(fulfilmentsOfWave("1 = 1"))
    case .units: .number(unitsOfWave("a.state <> 'cancelled'"))
    case .picked: .number(unitsOfWave("a.state IN ('picked', 'packed', 'shipped', 'returned')"))
    case .packed: .number(unitsOfWave("a.state IN ('packed', 'shipped', 'returned')"))
    case .shipped: .number(unitsOfWave("a.state IN ('shipped', 'returned')"))
    case .short: .number(fulfilmentsOfWave("z.came_short = 1"))
    case .walks: .number(walksOfWave)
    case .late: .number(fulfilmentsOfWave("z.stage IN (\(SentenceSQL.stagesHere)) AND z.ship_by < \(now)"))
    case .shipBy: .instant(dueOfWave)
    case .cutOff: .instant("y.cut_off")
    case .carrier: .text("y.carrier")
    case .channel: .key("g.code_key")
    case .grouping: .choice("y.grouping")
    case .perRun: .number("y.per_run")
    case .plannedBy: .text("y.planned_by")
    case .plannedAt: .instant("y.planned_at")
    case .releasedAt: .instant("y.released_at")
    case .sentence: .text("y.sentence")
    case .id: .number("y.id")
    }
  }

  func column(of field: WaveField) -> FieldColumn {
    switch field {
    case .number: .text("y.number")
    case .state: .text("y.state")
    case .warehouse: .text("w.code")
    case .carrier: .text("y.carrier")
    case .channel: .text("g.code")
    case .grouping: .text("y.grouping")
    case .plannedBy: .text("y.planned_by")
    case .sentence: .text("y.sentence")
    case .orders, .units, .picked, .packed, .shipped, .short, .walks, .late, .shipBy, .cutOff, .perRun, .plannedAt,
      .releasedAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  /// Stages at which the goods are still in the house.
  static let stagesHere: SQL = SQL.list(FulfilmentStage.here.map { .text($0.rawValue) })

  private func fulfilmentsOfWave(_ which: SQL) -> SQL {
    "(SELECT COUNT(*) FROM fulfilments AS z WHERE z.wave_id = y.id AND \(which))"
  }

  private func unitsOfWave(_ which: SQL) -> SQL {
    """
    (SELECT CAST(COALESCE(SUM(a.quantity), 0) AS BIGINT) FROM fulfilments AS z \
    CROSS JOIN allocations AS a ON a.fulfilment_id = z.id WHERE z.wave_id = y.id AND \(which))
    """
  }

  private var walksOfWave: SQL {
    "(SELECT COUNT(*) FROM runs AS u WHERE u.wave_id = y.id AND u.done_at IS NULL AND u.cancelled_at IS NULL)"
  }

  private var dueOfWave: SQL {
    """
    (SELECT MIN(z.ship_by) FROM fulfilments AS z WHERE z.wave_id = y.id AND z.stage IN (\(SentenceSQL.stagesHere)))
    """
  }

  /// Of `runs AS r` with its warehouse, its wave and, of packing, its order.
  func shape(of field: RunField) -> FieldShape {
    switch field {
    case .number: .capitals("r.number")
    case .scenario: .choice(scenarioOfRun)
    case .state: .choice(stateOfRun)
    case .actor: .text("r.actor")
    case .wave: .capitals("y.number")
    case .units: .number(unitsOfRun("quantity - cancelled", "quantity", "1 = 1", "1 = 1"))
    case .done: .number(unitsOfRun("picked", "moved", "parcel_id IS NOT NULL", "done_at IS NOT NULL"))
    case .short: .number(unitsOfRun("short", "missing", "1 = 0", "1 = 0"))
    case .shipBy: .instant(dueOfRun)
    case .late:
      .flag("(r.done_at IS NULL AND r.cancelled_at IS NULL AND COALESCE(\(dueOfRun), \(Int64.max)) < \(now))")
    case .order: .key("o.number_key")
    case .warehouse: .key("w.code_key")
    case .zone: .text("r.zone")
    case .cart: .text("r.cart")
    case .scannedAt: .instant("(SELECT MAX(scanned_at) FROM scan_lines WHERE run_id = r.id)")
    case .leaseUntil: .instant("r.lease_until")
    case .madeAt: .instant("r.made_at")
    case .startedAt: .instant("r.started_at")
    case .doneAt: .instant("r.done_at")
    case .id: .number("r.id")
    }
  }

  func column(of field: RunField) -> FieldColumn {
    switch field {
    case .number: .text("r.number")
    case .scenario: .text(scenarioOfRun)
    case .state: .text(stateOfRun)
    case .actor: .text("r.actor")
    case .wave: .text("y.number")
    case .order: .text("o.number")
    case .warehouse: .text("w.code")
    case .zone: .text("r.zone")
    case .cart: .text("r.cart")
    case .units, .done, .short, .shipBy, .late, .scannedAt, .leaseUntil, .madeAt, .startedAt, .doneAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  /// What people call a walk's work: of one that carries goods also why it does.
  private var scenarioOfRun: SQL {
    """
    (CASE WHEN r.scenario = 'putaway' THEN \
    CASE (SELECT MIN(t.reason) FROM stock_tasks AS t WHERE t.run_id = r.id) \
    WHEN 'replenishment' THEN 'replenishment' WHEN 'putBack' THEN 'putBack' ELSE r.scenario END \
    ELSE r.scenario END)
    """
  }

  /// Whose lease is over is not on it any more; a name without a token is of somebody to whom it was handed, or who
  /// left it at that moment.
  private var stateOfRun: SQL {
    """
    (CASE WHEN r.cancelled_at IS NOT NULL THEN 'cancelled' WHEN r.done_at IS NOT NULL THEN 'done' \
    WHEN r.token IS NOT NULL AND r.lease_until > \(now) THEN 'walking' \
    WHEN r.actor IS NOT NULL AND r.token IS NULL AND r.lease_until IS NULL THEN 'given' \
    WHEN r.started_at IS NOT NULL THEN 'left' ELSE 'waiting' END)
    """
  }

  /// What a walk carries, by what it is: steps, goods on their way to shelves, goods at the packing table, places.
  private func unitsOfRun(_ steps: SQL, _ tasks: SQL, _ picks: SQL, _ counts: SQL) -> SQL {
    """
    (CASE r.scenario \
    WHEN 'pick' THEN (SELECT CAST(COALESCE(SUM(\(steps)), 0) AS BIGINT) FROM run_steps WHERE run_id = r.id) \
    WHEN 'putaway' THEN (SELECT CAST(COALESCE(SUM(\(tasks)), 0) AS BIGINT) FROM stock_tasks WHERE run_id = r.id) \
    WHEN 'pack' THEN (SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM picks \
    WHERE fulfilment_id = r.fulfilment_id AND \(picks)) \
    WHEN 'count' THEN (SELECT COUNT(*) FROM count_tasks WHERE run_id = r.id AND \(counts)) ELSE 0 END)
    """
  }

  /// Of what is still to be fetched.
  private var dueOfRun: SQL {
    """
    (CASE r.scenario WHEN 'pick' THEN (SELECT MIN(z.ship_by) FROM run_steps AS s \
    CROSS JOIN fulfilments AS z ON z.id = s.fulfilment_id \
    WHERE s.run_id = r.id AND s.picked + s.short + s.cancelled < s.quantity) \
    WHEN 'pack' THEN n.ship_by END)
    """
  }
}

extension FieldColumn {
  /// Of a shape that holds the value itself: numbers, moments and conditions.
  init(plain shape: FieldShape) {
    switch shape {
    case .number(let column): self = .number(column)
    case .instant(let column): self = .instant(column)
    case .flag(let condition): self = .flag(condition)
    case .choice(let column), .text(let column), .capitals(let column), .key(let column): self = .text(column)
    case .among, .mask, .money, .labels, .keys, .opaque, .texts:
      preconditionFailure("what such a shape shows stands in other columns")
    }
  }
}
