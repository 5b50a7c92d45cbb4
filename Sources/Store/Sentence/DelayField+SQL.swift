internal import Domain

extension SentenceSQL {
  /// Of `alerts AS a` with its parcel, order and lane.
  func shape(of field: AlertField) -> FieldShape {
    switch field {
    case .number: .capitals("a.number")
    case .parcel: .capitals("k.number")
    case .order: .key("o.number_key")
    case .cause: .choice("a.cause")
    case .severity: .choice(severityOfAlert)
    case .party: .choice("a.party")
    case .leg: .choice("a.leg")
    case .step: .choice("a.step")
    case .since, .age: .instant("a.since")
    case .carrier: .text("n.carrier")
    case .origin: .capitals("n.origin")
    case .country: .capitals("n.destination")
    case .open: .flag("(a.closed_at IS NULL)")
    case .tells: .flag("(a.tells = 1)")
    case .told: .text("a.told_by")
    case .toldAt: .instant("a.told_at")
    case .acknowledged: .text("a.acknowledged_by")
    case .acknowledgedAt: .instant("a.acknowledged_at")
    case .storm: .number("a.storm_id")
    case .openedAt: .instant("a.opened_at")
    case .closedAt: .instant("a.closed_at")
    case .rank: .number("a.severity")
    case .id: .number("a.id")
    }
  }

  func column(of field: AlertField) -> FieldColumn {
    switch field {
    case .order: .text("o.number")
    case .leg: .text("NULLIF(a.leg, '')")
    case .origin: .text("NULLIF(n.origin, '')")
    case .country: .text("NULLIF(n.destination, '')")
    case .number, .parcel, .cause, .severity, .party, .step, .since, .age, .carrier, .open, .tells, .told, .toldAt,
      .acknowledged, .acknowledgedAt, .storm, .openedAt, .closedAt, .rank, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  private var severityOfAlert: SQL {
    "(CASE a.severity WHEN 2 THEN 'urgent' WHEN 1 THEN 'warning' ELSE 'notice' END)"
  }

  /// Of `claims AS q` with its parcel and order.
  func shape(of field: ClaimField) -> FieldShape {
    switch field {
    case .number: .capitals("q.number")
    case .parcel: .capitals("k.number")
    case .order: .key("o.number_key")
    case .state: .choice("q.state")
    case .carrier: .text("q.carrier")
    case .asked: .money("q.asked", currency: "q.currency")
    case .granted: .money("q.granted", currency: "q.currency")
    case .insurer: .text("q.insurer")
    case .cause: .choice("q.cause")
    case .deadline: .instant(deadlineOfClaim)
    case .late: .flag("(COALESCE(\(deadlineOfClaim), \(Int64.max)) < \(now))")
    case .reference: .text("q.reference")
    case .openedBy: .text("q.opened_by")
    case .openedAt: .instant("q.opened_at")
    case .fileBy: .instant("q.file_by")
    case .filedAt: .instant("q.filed_at")
    case .answerBy: .instant("q.answer_by")
    case .endedAt: .instant("q.ended_at")
    case .id: .number("q.id")
    }
  }

  func column(of field: ClaimField) -> FieldColumn {
    switch field {
    case .order: .text("o.number")
    case .asked: .money("q.asked", "q.currency")
    case .granted: .money("q.granted", "q.currency")
    case .insurer: .text("NULLIF(q.insurer, '')")
    case .reference: .text("NULLIF(q.reference, '')")
    case .number, .parcel, .state, .carrier, .cause, .deadline, .late, .openedBy, .openedAt, .fileBy, .filedAt,
      .answerBy, .endedAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  private var deadlineOfClaim: SQL {
    "(CASE q.state WHEN 'draft' THEN q.file_by WHEN 'filed' THEN q.answer_by END)"
  }

  /// Of `transit_lanes AS n`.
  func shape(of field: LaneField) -> FieldShape {
    switch field {
    case .way: .text("n.way")
    case .origin: .capitals("n.origin")
    case .country: .capitals("n.destination")
    case .samples: .number("n.samples")
    case .p50: .number("n.p50")
    case .p80: .number("n.p80")
    case .p95: .number("n.p95")
    case .underWay: .number(watchesOfLane("1 = 1"))
    case .late: .number(watchesOfLane("d.first80_at < \(now)"))
    case .lateShare:
      .number("(100 * \(watchesOfLane("d.first80_at < \(now)")) / NULLIF(\(watchesOfLane("1 = 1")), 0))")
    case .carrier: .text("n.carrier")
    case .zone: .text("n.zone")
    case .region: .text("n.region")
    case .basis: .text("n.basis")
    case .alerts: .number("(SELECT COUNT(*) FROM alerts AS a WHERE a.lane_id = n.id AND a.closed_at IS NULL)")
    case .learntAt: .instant("n.learnt_at")
    case .id: .number("n.id")
    }
  }

  func column(of field: LaneField) -> FieldColumn {
    switch field {
    case .origin: .text("NULLIF(n.origin, '')")
    case .country: .text("NULLIF(n.destination, '')")
    case .zone: .text("NULLIF(n.zone, '')")
    case .basis: .text("NULLIF(n.basis, '')")
    case .way, .samples, .p50, .p80, .p95, .underWay, .late, .lateShare, .carrier, .region, .alerts, .learntAt, .id:
      FieldColumn(plain: shape(of: field))
    }
  }

  private func watchesOfLane(_ which: SQL) -> SQL {
    "(SELECT COUNT(*) FROM delay_watches AS d WHERE d.lane_id = n.id AND d.ended_at IS NULL AND \(which))"
  }

  // MARK: Parcels

  /// When half, and four of five, of the parcels like it have come; what has arrived is expected no more.
  func etaOfParcel(_ column: SQL) -> SQL { "(SELECT d.\(column) FROM delay_watches AS d WHERE d.parcel_id = k.id)" }

  /// Whole hours after the moment by which four of five would have come, as was expected when it left.
  var lateByOfParcel: SQL {
    """
    (SELECT CASE WHEN COALESCE(d.ended_at, \(now)) > d.first80_at \
    THEN (COALESCE(d.ended_at, \(now)) - d.first80_at) / 3600000 END FROM delay_watches AS d WHERE d.parcel_id = k.id)
    """
  }
}
