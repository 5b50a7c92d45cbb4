import Domain
import Foundation
import TestSupport
import Testing

@testable import Exchange

/// Real answers of carriers, each with what an open shipping gateway reads in it.
@Suite struct CarrierSampleTests {
  static let now = Instant(milliseconds: 1_790_000_000_000)

  /// Where we differ, and why. Each is a parcel whose state that gateway takes from the wrong end of the list, or from
  /// a default, against the words of the answer itself.
  static let differing: [String: String] = [
    "bpost/parse_tracking_response": "delivered",  // events run upwards; the last is DistributedNormally
    "canadapost/parse_tracking_response": "delivered",  // delivered, then out for delivery: kept, and in doubt
    "asendia_us/parse_tracking_response": "delivered",  // the newest event is "Delivered"
    "shipengine/parse_tracking_response": "delivered",  // status_description is "Delivered"
    "nationex/parse_tracking_response": "pending",  // "Data received": nobody has the parcel
  ]
  /// Events that we read by their words where the gateway has a default.
  static let differingEvents: [String: String] = [
    "mydhl/PU": "picked_up",  // "Shipment picked up", there pending
    "easypost/pre_transit": "pending",  // "Shipping Label Created", there on_hold
  ]

  struct Row {
    var set: String
    var carrier: String
    var name: String
    var events: Int
    var statuses: [String]
    var key: String { "\(carrier)/\(name)" }
  }

  static func rows() -> [Row] {
    SharedData.text("carrier-events/index.csv").split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5, let events = Int(fields[3]) else { return nil }
      return Row(
        set: fields[0], carrier: fields[1], name: fields[2], events: events,
        statuses: fields[4].isEmpty ? [] : fields[4].components(separatedBy: ";"))
    }
  }

  static func raw(_ row: Row) -> [UInt8]? {
    let folder = "carrier-events/\(row.set)/\(row.carrier)/\(row.name).raw"
    for ending in [".json", ".xml", "1.json", "1.xml"] {
      guard let base = SharedData.folder, FileManager.default.fileExists(atPath: "\(base)/\(folder)\(ending)") else {
        continue
      }
      return SharedData.bytes(folder + ending)
    }
    return nil
  }

  @Test func `Every sample gives its events, with codes, times and statuses`() throws {
    let rows = CarrierSampleTests.rows()
    #expect(rows.count == 72)
    for row in rows {
      let bytes = try #require(CarrierSampleTests.raw(row), "\(row.key)")
      // An outermost element and nothing else: of no kind, and said so.
      if row.key == "aramex/parse_tracking_response" {
        #expect(throws: PayloadFault.unknownKind) { try PayloadReader.read(bytes) }
        continue
      }
      let payload = try PayloadReader.read(bytes)
      let events = payload.parcels.flatMap(\.events)
      // EasyPost's sample is one answer given twice to two questions.
      let times = row.key == "easypost/parse_tracking_response" ? 2 : 1
      #expect(events.count * times == row.events, "\(row.key): \(events.count) events, \(row.events) expected")
      let statuses = payload.parcels.map { $0.status(now: CarrierSampleTests.now).rawValue }
      for (found, expected) in zip(statuses, row.statuses) where expected != "None" {
        #expect(found == CarrierSampleTests.differing[row.key] ?? expected, "\(row.key)")
      }
      if row.events == 0 { #expect(!payload.messages.isEmpty, "\(row.key) says why there is nothing") }
      try compare(payload, with: row)
    }
  }

  private func compare(_ payload: TrackingPayload, with row: Row) throws {
    let path = "carrier-events/\(row.set)/\(row.carrier)/\(row.name).expected.json"
    let expected = try #require(SharedData.json(path) as? [[[String: Any]]])
    for (parcel, wanted) in zip(payload.parcels, expected[0]) {
      // Those two are answers to a question that their test did not ask.
      if !parcel.number.isEmpty, row.carrier != "ups", row.name != "parse_partner_tracking_response" {
        #expect(parcel.number == wanted["tracking_number"] as? String, "\(row.key)")
      }
      var open = parcel.events
      for event in wanted["events"] as? [[String: Any]] ?? [] {
        let date = event["date"] as? String ?? ""
        let code = event["code"] as? String
        let minute = (event["timestamp"] as? String).map { String($0.dropFirst(11).prefix(5)) }
        let place = open.firstIndex { found in
          let local = found.moment?.local
          return local?.dateText == date && (code == nil || found.code == code)
            && (minute == nil || local.map { String($0.clockText.prefix(5)) } == minute)
        }
        guard let place else {
          Issue.record("\(row.key): no event \(date) \(event["time"] ?? "") \(code ?? "")")
          continue
        }
        let found = open.remove(at: place)
        if let status = event["status"] as? String {
          let own = CarrierSampleTests.differingEvents["\(row.carrier)/\(code ?? "")"]
          #expect(found.status.rawValue == own ?? status, "\(row.key) \(code ?? ""): \(found.text)")
        }
        if let reason = event["reason"] as? String { #expect(found.reading.reason?.rawValue == reason, "\(row.key)") }
      }
      #expect(open.isEmpty, "\(row.key)")
    }
  }
}
