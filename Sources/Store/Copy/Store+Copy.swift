internal import Domain

extension Store {
  /// Copies a store to an empty place, on whatever engine, for somebody who may look after it; one that was broken off
  /// goes on where it was, and with `isAnew` begins anew. The report is of a copy that was proved equal.
  ///
  /// Throws `StoreError.interrupted` where it was stopped: the same call goes on.
  public static func copy(
    from source: StoreURL, to target: StoreURL, as name: String, on behalf: String? = nil, isAnew: Bool = false,
    stop: MigrationStop = MigrationStop(), progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) throws -> CopyReport {
    if source.isSame(as: target) { throw CopyRefusal.sameStore }
    let catalogue = try CopyCatalogue()
    var report = try CopySides.withSnapshot(of: source, catalogue, stop: stop) { side in
      let actor = try Users.actor(named: name, as: behalf, in: side.reader)
      try Users.require(.manageStore, of: actor, in: side.reader)
      return try StoreCopy(side, to: target, catalogue, isAnew: isAnew, stop: stop, tell: progress).run(.tells)
    }
    // It is a shop now, whatever becomes of this question and whoever wants to stop.
    let now = try? CopySides.withSnapshot(of: source, catalogue, stop: MigrationStop()) { try $0.head }
    report.entriesSince = (now?.seq ?? report.seq) - report.seq
    return report
  }

  /// Proves that two stores are equal and that their journal's chain holds, changing neither.
  public static func compare(
    _ source: StoreURL, with target: StoreURL, as name: String, on behalf: String? = nil,
    stop: MigrationStop = MigrationStop(), progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) throws -> CopyReport {
    if source.isSame(as: target) { throw CopyRefusal.sameStore }
    let catalogue = try CopyCatalogue()
    func allow(_ side: any CopySide) throws {
      let actor = try Users.actor(named: name, as: behalf, in: side.reader)
      try Users.require(.manageStore, of: actor, in: side.reader)
    }
    return try CopySides.withSnapshot(of: source, catalogue, stop: stop) { ours in
      try allow(ours)
      return try CopySides.withSnapshot(of: target, catalogue, stop: stop) { theirs in
        try allow(theirs)
        var done = 0
        let proof = try CopyProof(ours, theirs, catalogue, stop: stop).run { table in
          done += 1
          progress(
            CopyProgress(
              stage: .proof, name: table, done: Int64(done), total: Int64(catalogue.tables.count),
              fraction: Double(done) / Double(catalogue.tables.count)))
        }
        let head = try ours.head
        var report = CopyReport(
          tables: proof.tables, seq: head.seq, head: Hex.text(head.hash), differences: proof.differences)
        for side in [ours, theirs] {
          var chain = Examination()
          try Doctor.checkChain(side.reader, nil, &chain)
          for finding in chain.findings where !report.findings.contains(finding) { report.findings.append(finding) }
        }
        return report
      }
    }
  }

  /// A server's store as a file, to be proved by whoever asked for it.
  func copyToFile(
    _ path: String, stop: MigrationStop, progress: @escaping @Sendable (CopyProgress) -> Void
  ) throws {
    guard let file = StoreURL("sqlite:" + path) else { throw StoreError.notAStore(path: path) }
    let catalogue = try CopyCatalogue()
    try CopySides.withSnapshot(of: url, catalogue, stop: stop) { side in
      _ = try StoreCopy(side, to: file, catalogue, isAnew: false, stop: stop, tell: progress).run(.none)
    }
  }

  /// A backup's store on a server, where none is; one that was broken off goes on.
  static func copy(
    backup: String, to server: StoreURL, stop: MigrationStop, progress: @escaping @Sendable (CopyProgress) -> Void
  ) throws -> CopyReport {
    guard let file = StoreURL("sqlite:" + backup) else { throw StoreError.notAStore(path: backup) }
    let catalogue = try CopyCatalogue()
    return try CopySides.withSnapshot(of: file, catalogue, stop: stop) { side in
      try StoreCopy(side, to: server, catalogue, isAnew: false, stop: stop, tell: progress).run(.refuses)
    }
  }
}

extension StoreURL {
  func isSame(as other: StoreURL) -> Bool {
    if address == other.address { return true }
    guard isFile, other.isFile, let identity = FileIdentity(path) else { return false }
    return identity == FileIdentity(other.path)
  }
}
