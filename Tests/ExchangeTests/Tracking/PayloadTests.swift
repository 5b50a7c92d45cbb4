import Domain
import Foundation
import TestSupport
import Testing

@testable import Exchange

@Suite struct PayloadTests {
  private func read(_ text: String, source: String? = nil) throws -> TrackingPayload {
    try PayloadReader.read(Array(text.utf8), source: source)
  }

  // MARK: 17TRACK

  @Test func `17TRACK's answers say carrier, state and why there is none`() throws {
    func payload(_ name: String) throws -> TrackingPayload {
      try PayloadReader.read(try #require(SharedData.bytes("carrier-events/17track/\(name).raw.json")))
    }
    let known = try payload("v2.2-carrier-from-code")
    #expect(known.parcels.map(\.carrier) == ["usps"])
    #expect(known.parcels.map(\.status) == [.delivered])
    #expect(try payload("v2.2-no-info").messages.map(\.code) == ["-18019909"])
    #expect(try payload("v2.2-register-rejected").messages.map(\.code) == ["-18019903"])
    #expect(try payload("v2.2-envelope-error").messages.map(\.code) == ["-18010003"])
    let notice = try payload("webhook-delivered")
    #expect(notice.parcels.first?.status == .delivered)
    #expect(notice.parcels.first?.deliveredAt?.at == Instant(seconds: 1_787_145_459))
    let old = try payload("v1-gettrackinfo-unknown-status")
    #expect(old.parcels.map(\.status) == [.notFound, .inTransit, nil])
    #expect(old.parcels.map(\.events.count) == [4, 3, 2])
    #expect(old.parcels.allSatisfy { $0.events.allSatisfy { $0.status == .inTransit && $0.moment?.at == nil } })
  }

  // MARK: EasyPost

  @Test func `Every EasyPost recording is read or holds no tracker`() throws {
    let folder = try #require(SharedData.path("carrier-events/easypost"))
    var trackers = 0
    var files = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".json") {
      files += 1
      let text = SharedData.text("carrier-events/easypost/\(name)")
      do throws(PayloadFault) {
        let payload = try PayloadReader.read(Array(text.utf8))
        trackers += payload.parcels.filter { !$0.events.isEmpty }.count
        for parcel in payload.parcels where !parcel.events.isEmpty {
          #expect(parcel.status == .pending, "\(name)")
          #expect(parcel.events.allSatisfy { $0.moment?.at != nil && $0.status == .pending }, "\(name)")
        }
      } catch {
        #expect(!name.contains("tracker") || !text.contains("tracking_details"), "\(name): \(error)")
      }
    }
    #expect(files == 24)
    #expect(trackers > 10)
  }

  // MARK: Recordings of active_shipping

  @Test func `Recorded answers of FedEx, USPS and Canada Post by XML are read`() throws {
    func parcels(_ name: String) throws -> TrackingPayload {
      try PayloadReader.read(try #require(SharedData.bytes("carrier-events/active_shipping/xml/\(name).xml")))
    }
    let now = CarrierSampleTests.now
    #expect(try parcels("fedex/tracking_response_in_transit").parcels.first?.status(now: now) == .inTransit)
    #expect(try parcels("fedex/tracking_response_delivered_at_facility").parcels.first?.status(now: now) == .delivered)
    #expect(try parcels("fedex/tracking_response_bad_tracking_number").messages.map(\.code) == ["5508"])
    #expect(try parcels("canadapost_pws/tracking_details_en").parcels.first?.status(now: now) == .delivered)
    #expect(try parcels("canadapost_pws/tracking_details_fr").parcels.first?.status(now: now) == .delivered)
    let open = try parcels("canadapost_pws/tracking_details_en_undelivered").parcels.first
    #expect(open?.status(now: now) == .outForDelivery)
    #expect(open?.events.first?.moment?.offsetSeconds == -5 * 3600)
    let post = try parcels("usps/tracking_response_batch")
    #expect(post.parcels.first?.status(now: now) == .delivered)
    #expect(post.parcels.first?.events.first?.moment?.text == "2015-04-28T09:01:00")
    #expect(try !parcels("usps/tracking_response_not_available").messages.isEmpty)
  }

  // MARK: China

  @Test func `Chinese carriers' routes are read by their words`() throws {
    let sf = try read(
      #"""
      {"success":true,"msgData":{"routeResps":[{"mailNo":"SF1234567890123","routes":[
      {"acceptTime":"2026-09-01 10:00:00","acceptAddress":"深圳市","remark":"顺丰速运 已收取快件","opCode":"50"},
      {"acceptTime":"2026-09-02 09:00:00","acceptAddress":"杭州市","remark":"快件派送不成功(因电话无人接听)","opCode":"70"},
      {"acceptTime":"2026-09-02 18:30:00","acceptAddress":"杭州市","remark":"已签收，感谢使用顺丰","opCode":"80"}]}]}}
      """#)
    #expect(sf.parcels.first?.events.map(\.status) == [.pickedUp, .deliveryFailed, .delivered])
    let yun = try read(
      #"""
      {"Item":{"WayBillNumber":"YT2229521272164447","TrackingNumber":"LY123","OrderTrackingDetails":[
      {"ProcessDate":"2026-09-01T10:00:00","ProcessContent":"Shipment information received","ProcessLocation":"CN"},
      {"ProcessDate":"2026-09-03T10:00:00","ProcessContent":"航班已起飞","ProcessLocation":"深圳"}]}}
      """#)
    #expect(yun.source == "yunexpress")
    #expect(yun.parcels.first?.events.map(\.status) == [.pending, .inTransit])
    #expect(yun.parcels.first?.otherNumbers == ["YT2229521272164447"])
  }

  // MARK: Bad input

  @Test(arguments: [
    "", "  ", "{", "{}", "[]", "null", "<", "<a>", "<a></b", "{\"data\":", "hello", "\u{FEFF}",
    "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    "{\"shipments\":[{\"shipmentTrackingNumber\":",
  ])
  func `What is cut off or of no kind is refused by name`(_ text: String) {
    #expect(throws: PayloadFault.self) { try read(text) }
  }

  @Test func `Every sample cut off anywhere is refused or read, and never brings the program down`() throws {
    for row in CarrierSampleTests.rows() {
      let bytes = try #require(CarrierSampleTests.raw(row))
      let step = max(1, bytes.count / 40)
      for end in stride(from: 0, to: bytes.count, by: step) {
        if let payload = try? PayloadReader.read(Array(bytes[..<end])) {
          #expect(payload.parcels.flatMap(\.events).count <= max(row.events, 20))
        }
      }
    }
  }

  @Test func `Samples with bytes changed at random are refused or read, and never bring the program down`() throws {
    var random = SystemRandomNumberGenerator()
    for row in CarrierSampleTests.rows() {
      let bytes = try #require(CarrierSampleTests.raw(row))
      for _ in 0..<25 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if let payload = try? PayloadReader.read(changed) {
          for parcel in payload.parcels { _ = parcel.status(now: CarrierSampleTests.now) }
        }
      }
    }
  }

  @Test func `Depth and size have limits`() {
    let deep = String(repeating: "<a>", count: 5000)
    #expect(throws: PayloadFault.self) { try read(deep) }
    #expect(throws: PayloadFault.self) { try read(String(repeating: "[", count: 5000)) }
  }

  @Test func `Entities, CDATA and comments are read, and nothing is expanded`() throws {
    let tree = try PayloadReader.tree(
      of: Array("<?xml version='1.0'?><!-- x --><n:a k=\"1 &amp; 2\"><b>&#233;&lt;<![CDATA[<&]]></b><b/>&x;</n:a>".utf8)
    )
    #expect(tree.first("a.@k") == "1 & 2")
    #expect(tree.first("a.b") == "é<<&")
    #expect(tree.first("a.#text") == "&x;")
  }

  // MARK: Times

  @Test(
    arguments: [
      ("2024-08-20T12:41:57-04:00", "2024-08-20T12:41:57-04:00"),
      ("2024-10-11T15:24:57+0200", "2024-10-11T15:24:57+02:00"),
      ("2026-04-17T23:43:17.6571145", "2026-04-17T23:43:17"), ("18.03.2016 10:02", "2016-03-18T10:02:00"),
      ("10/01/2025 08:00 AM", "2025-10-01T08:00:00"), ("10/01/2025 12:35 AM", "2025-10-01T00:35:00"),
      ("10/01/2025 05:45 PM", "2025-10-01T17:45:00"), ("2025-10-27 05:48:01", "2025-10-27T05:48:01"),
      ("2021-02-10T04:27:31Z", "2021-02-10T04:27:31+00:00"), ("2023-04-05 18:56:00 UTC", "2023-04-05T18:56:00+00:00"),
      ("20210210", "2021-02-10"), ("2021-02-10", "2021-02-10"),
      ("2021-05-07 23:59:00 GMT-04:00", "2021-05-07T23:59:00-04:00"),
      ("string", nil), ("2021-13-10", nil), ("2021-02-30 10:00", nil), ("99:99", nil), ("", nil),
    ] as [(String, String?)])
  func `Times are read as carriers write them`(_ text: String, _ expected: String?) {
    #expect(PayloadTime.moment(text)?.text == expected)
  }

  @Test func `Local time beside UTC tells the zone`() {
    #expect(PayloadTime.moment(local: "2023-04-04T16:55:00", utc: "2023-04-04T20:55:00Z")?.offsetSeconds == -4 * 3600)
    #expect(PayloadTime.moment(local: nil, utc: "2023-04-04T20:55:00Z")?.offsetSeconds == 0)
    #expect(PayloadTime.moment(day: "20210218", clock: "1020")?.text == "2021-02-18T10:20:00")
    #expect(PayloadTime.moment(day: "20210210", clock: "071356")?.text == "2021-02-10T07:13:56")
  }

  // MARK: Where it breaks

  @Test(
    arguments: [
      ("{\"a\": [1, {\"b\": \"cu", 19, "a[1].b", "a quotation mark at the end of the string expected, the text ends"),
      ("{\n\"a\" 1}", 6, "a", "a colon after the key expected, found ‘1}’"),
      ("<a>\n<b>x</b>", 12, "", "a closing tag expected, the text ends"),
      ("<a><b c=1></b></a>", 8, "", "a quotation mark expected, found ‘1></b></a>’"),
    ])
  func `What is cut off says where, and what was expected there`(
    _ text: String, _ byte: Int, _ path: String, _ said: String
  ) throws {
    let fault = try #require(throws: PayloadFault.self) { try PayloadReader.read(Array(text.utf8)) }
    guard case .broken(let place) = fault else {
      Issue.record("\(text): \(fault)")
      return
    }
    #expect(place.byte == byte && place.path == path && place.said == said, "\(text): \(place)")
    #expect(place.line == (text.contains("\n") ? 2 : 1))
    let way = path.isEmpty ? "" : ", at \(path)"
    #expect(
      TrackingAnswers.sentence(fault) == "it is not whole: line \(place.line), byte \(byte)\(way): \(said).")
  }

  @Test func `A zone that is told by its name makes the moment known`() throws {
    let bytes = try #require(
      SharedData.bytes("carrier-events/karrio/smartkargo/parse_partner_tracking_response.raw.json"))
    let newYork = Zone(
      name: "America/New_York", firstOffsetSeconds: -5 * 3600,
      transitions: [.init(at: 1_710_054_000, offsetSeconds: -4 * 3600)])
    let told = try PayloadReader.read(bytes) { $0 == newYork.name ? newYork : nil }
    let moments = told.parcels.flatMap(\.events).compactMap(\.moment)
    #expect(!moments.isEmpty && moments.allSatisfy { $0.offsetSeconds == -4 * 3600 && $0.at != nil }, "\(moments)")
    let plain = try PayloadReader.read(bytes)
    #expect(plain.parcels.flatMap(\.events).allSatisfy { $0.moment?.at == nil })
  }
}
