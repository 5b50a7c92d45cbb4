import Foundation
import Testing

extension EndToEnd {
  /// A parcel's way from the label to the door with the built program: what its carrier answers, in any order, twice.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Tracking {
    /// A shop with one parcel given to Yanwen under LX123456785CN.
    private func shop() throws -> Shop {
      let shop = try Shop()
      try shop.labelParcel()
      let sent = try shop.run("do", "shipParcel", "parcels", "P-1")
      #expect(sent.status == 0, "\(sent.output)\(sent.talk)")
      return shop
    }

    /// An aggregator's tracker whose events were so many hours ago.
    private func payload(
      _ name: String, _ number: String, _ events: [(hours: Double, status: String, text: String)], in shop: Shop
    )
      throws
    {
      let clock = ISO8601DateFormatter()
      let details = events.map { hours, status, text in
        [
          "object": "TrackingDetail", "status": status, "message": text,
          "datetime": clock.string(from: Date(timeIntervalSinceNow: -hours * 3600)),
          "tracking_location": ["city": "Koeln", "country": "DE"],
        ] as [String: Any]
      }
      let tracker: [String: Any] = [
        "object": "Tracker", "tracking_code": number, "carrier": "Yanwen", "status": events.last?.status ?? "unknown",
        "tracking_details": details,
      ]
      let data = try JSONSerialization.data(withJSONObject: tracker, options: [.sortedKeys])
      try data.write(to: shop.folder.appending(path: name))
    }

    private func first(_ shop: Shop, _ sentence: String) throws -> [String: Any] {
      let answer = try shop.run("ls", sentence, "--jsonl")
      let line = try #require(answer.output.split(separator: "\n").first, "\(sentence): \(answer.output)")
      return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func `From the label to the door: answers in any order, twice, and a correction that is taken back`() throws {
      let shop = try shop()
      #expect(try first(shop, "shipments number:P-1")["status"] as? String == "pending")
      // The file's parts keep the same times, so that the second telling is the same.
      try payload(
        "late.json", "LX 123456785 CN", [(5, "out_for_delivery", "Out for delivery"), (3, "delivered", "Delivered")],
        in: shop)
      try payload(
        "early.json", "LX123456785CN", [(90, "in_transit", "Departed facility"), (40, "in_transit", "Arrived")],
        in: shop)
      try payload("stray.json", "RB000000015CN", [(2, "in_transit", "Departed facility")], in: shop)
      try Data("{\"tracking_code\": \"LX1".utf8).write(to: shop.folder.appending(path: "cut.json"))
      try Data("{\"hello\": 1}".utf8).write(to: shop.folder.appending(path: "other.json"))
      let taken = try shop.shell(
        #"""
        "$P" track import late.json; echo "=$?"
        "$P" track import --json early.json late.json early.json; echo "=$?"
        "$P" track import stray.json cut.json other.json; echo "=$?"
        "$P" track import cut.json; echo "=$?"
        "$P" track import none.json; echo "=$?"
        """#)
      #expect(taken.output.components(separatedBy: "=0").count == 3, "\(taken.output)\(taken.talk)")
      for text in [
        #""imported":2,"updated":0,"unchanged":0"#, #""imported":0,"updated":0,"unchanged":2"#, "=1",
        "=2",
        "cut.json: kept unread as UNREAD-", "other.json: kept unread as UNREAD-",
        "no parcel goes by 1 of the numbers: RB000000015CN",
      ] { #expect(taken.output.contains(text), "\(text) in\n\(taken.output)") }
      for text in ["cut.json: it is not whole", "other.json: it is whole, but no kind of answer"] {
        #expect(taken.talk.contains(text), "\(text) in\n\(taken.talk)")
      }
      let there = try first(shop, "shipments cols:number,status,settled,deliveredAt,numbers")
      #expect(there["status"] as? String == "delivered", "\(there)")
      #expect(try first(shop, "orders number:WEB-1 cols:fulfilment")["fulfilment"] as? String == "delivered")
      #expect(try first(shop, "fulfilments number:F-1")["stage"] as? String == "delivered")
      let stray = try first(shop, "trackingEvents unknownNumber:yes unknownCode:no")
      #expect(stray["number"] as? String == "RB000000015CN")
      #expect(try shop.run("show", "shipments", "lx123456785cn", "--json").output.contains("Out for delivery"))

      let corrected = try shop.shell(
        #"""
        "$P" do correctStatus parcels P-1 status=in_transit --reason 'the neighbour has nothing'; echo "=$?"
        "$P" ls 'shipments cols:status' --csv; "$P" ls 'orders cols:fulfilment' --csv
        "$P" undo; echo "=$?"
        "$P" ls 'shipments cols:status' --csv; "$P" ls 'orders cols:fulfilment' --csv
        "$P" store doctor; echo "doctor $?"
        """#)
      #expect(corrected.output.contains("doctor 0"), "\(corrected.output)\(corrected.talk)")
      let lines = corrected.output.split(whereSeparator: \.isNewline).map(String.init)
      #expect(
        lines.filter { ["in_transit", "shipped", "delivered"].contains($0) }
          == ["in_transit", "shipped", "delivered", "delivered"], "\(corrected.output)")
    }
  }
}
