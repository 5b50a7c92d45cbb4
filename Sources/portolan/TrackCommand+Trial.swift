internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Operations
internal import Store

extension TrackCommand {
  /// `portolan track trial --learnt-until 2026-06-30`
  struct Trial: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "trial", abstract: "How well what was learnt up to a day told how long later parcels took.",
      discussion: """
        For each lane: the time in which four of five parcels were to arrive by what was known on that day, and how \
        many of those handed over since arrived in it. Near 80 of 100 is right; fewer is promised too much.
        """)
    @OptionGroup var shared: SharedOptions
    @Option(help: "The day, e.g. 2026-06-30; else a quarter of a year ago.") var learntUntil: String?
    @Option(help: "So many lanes at most.") var limit = 20
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let now = Process.now()
      var moment = now.adding(hours: -91 * 24)
      if let learntUntil {
        guard let day = DateText.read(learntUntil, zone: .utc, zoneNamed: { ZoneFile.zone(named: $0) }), day < now
        else {
          throw Failure(text: "--learnt-until: “\(learntUntil)” is no day before today; 2026-06-30 was expected.")
        }
        moment = day
      }
      let (store, _) = try shared.open()
      let trial = try store.connection.readNow { try TransitTrial(learntUntil: moment, now: now, in: $0) }
      if json {
        Output.json([
          "learntUntil": .time(moment), "learntFrom": .integer(trial.learntFrom), "parcels": .integer(trial.parcels),
          "inTime": .integer(trial.inTime), "lanes": .list(trial.lanes.prefix(max(0, limit)).map(Trial.json)),
        ])
        return
      }
      if trial.parcels == 0 {
        Output.line("No parcel that was handed over since has arrived or is late.")
        return
      }
      let whole = "\(Trial.share(trial.inTime, trial.parcels)) in time, of \(trial.parcels) parcels"
      Output.line(
        "\(whole) on \(trial.lanes.count) lanes; learnt from \(trial.learntFrom) parcels up to \(moment.iso8601)")
      for one in trial.lanes.prefix(max(0, limit)) {
        Output.line(
          "\(Trial.share(one.inTime, one.parcels))  \(one.lane.route) by \(one.carrier): "
            + "\(one.inTime) of \(one.parcels) within \(one.door.p80) h (\(one.door.basis.word))")
      }
    }

    /// `80.4 %`
    private static func share(_ part: Int64, _ whole: Int64) -> String {
      let permille = whole == 0 ? 0 : (part * 1000 + whole / 2) / whole
      return "\(permille / 10).\(permille % 10) %"
    }

    private static func json(_ one: TransitTrial.Lane) -> JSONOutput {
      [
        "way": .text(one.lane.way), "carrier": .text(one.carrier), "origin": .text(one.lane.origin),
        "country": .text(one.lane.destination), "zone": .text(one.lane.zone), "p80": .integer(one.door.p80),
        "basis": .text(one.door.basis.word), "parcels": .integer(one.parcels), "inTime": .integer(one.inTime),
      ]
    }
  }
}
