import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// Papers are kept as they were printed, and a parcel abroad leaves only with a whole set that says what is so.
@Suite struct PaperTests {
  /// A labelled parcel of two mugs to Germany; with `isReady`, from a warehouse that has a sender.
  private func labelled(isReady: Bool = true, country: String = "DE") throws -> (Shop, order: Int64, parcel: Int64) {
    let shop = try Shop()
    let mug = try shop.variant(ofNew: "MUG")
    try shop.warehouse()
    try shop.receive(10, of: mug, at: "SZ-A-01")
    if isReady {
      try shop.perform(
        "editVariant", mug,
        fields: ["hs": "691200", "origin": "CN", "declaredName": "Ceramic mug", "grams": "300"])
      try sender(shop)
      try shop.perform(
        "setSDRRate", fields: ["currency": "EUR", "rate": "1.165", "date": "2026-09-18", "source": "IMF"])
    }
    let order = try shop.sale("1", [("MUG", 2)], country: country)
    try shop.perform("allocateOrder", order)
    try shop.releasedWave()
    try shop.walk(try #require(try shop.openRuns().first).id)
    try shop.perform("packParcel", try shop.fulfilment(of: order), fields: isReady ? ["grams": "620"] : [:])
    let parcel = try shop.integer("SELECT MAX(id) FROM parcels")
    try shop.perform("labelParcel", parcel, fields: ["carrier": "China Post", "tracking": "RR123456785CN"])
    return (shop, order, parcel)
  }

  private func sender(_ shop: Shop, _ more: [String: String] = [:]) throws {
    let place = try shop.integer("SELECT id FROM locations WHERE code = 'SZ'")
    let fields = [
      "company": "Harbour Lights", "street": "18 Shenyan Road", "city": "Shenzhen", "postcode": "518083",
      "country": "CN", "signer": "Li Wei", "localName": "港灯",
    ]
    try shop.perform("setSender", place, fields: fields.merging(more) { _, mine in mine })
  }

  private func loaded(_ shop: Shop, _ parcel: Int64) throws -> PaperParcel {
    try #require(try shop.store.connection.readNow { try PaperTable.parcel(parcel, at: shop.now, in: $0) })
  }

  @discardableResult
  private func print(_ kind: PaperKind, _ shop: Shop, _ parcel: Int64, _ text: String = "paper") throws -> PaperRecord {
    try shop.perform(
      "printPaper", parcel,
      fields: [
        "kind": kind.rawValue, "format": "txt", "imprint": try loaded(shop, parcel).imprint(kind),
        "body": Data(text.utf8).base64EncodedString(),
      ])
    return try #require(try papers(shop, parcel).last)
  }

  private func papers(_ shop: Shop, _ parcel: Int64) throws -> [PaperRecord] {
    try shop.store.connection.readNow { try PaperTable.papers(of: parcel, in: $0) }
  }

  private func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let refusal as ActionRefusal {
      return refusal.code
    } catch {
      return "\(error)"
    }
  }

  @Test func `Without a sender's data nothing changes: parcels leave as they did`() throws {
    let (shop, _, parcel) = try labelled(isReady: false)
    try shop.perform("shipParcel", parcel)
    #expect(try shop.findings() == [])
  }

  @Test func `With a sender a parcel abroad waits for its customs form, and leaves with it`() throws {
    let (shop, _, parcel) = try labelled()
    let papers = try loaded(shop, parcel)
    #expect(papers.set.kinds == [.cn22])
    #expect(papers.flaws == [])
    #expect(papers.declaration.lines.map(\.netGrams) == [600])
    #expect(papers.declaration.grossGrams == 620)
    #expect(refusal { try shop.perform("shipParcel", parcel) } == "papersLacking:P-\(parcel)")
    let paper = try print(.cn22, shop, parcel)
    #expect(paper.number == "D-1")
    #expect(paper.digest == Hex.text(SHA256.digest(Array("paper".utf8))))
    try shop.perform("shipParcel", parcel)
    #expect(try shop.findings() == [])
  }

  @Test func `A carrier's list with one parcel that lacks papers does not leave`() throws {
    let (shop, _, parcel) = try labelled()
    let manifest = try #require(
      try shop.perform("makeManifest", fields: ["warehouse": "SZ", "carrier": "China Post"]).subject)
    let before = try shop.picture()
    #expect(refusal { try shop.perform("shipManifest", manifest) } == "papersLacking:P-\(parcel)")
    #expect(try shop.picture() == before)
    try print(.cn22, shop, parcel)
    try shop.perform("shipManifest", manifest)
  }

  @Test func `Inland, and where the shop does not want it, nothing is asked for`() throws {
    let (inland, _, home) = try labelled(country: "CN")
    try inland.perform("shipParcel", home)
    let (shop, _, parcel) = try labelled()
    try sender(shop, ["required": "no"])
    try shop.perform("shipParcel", parcel)
  }

  @Test func `A product without its customs profile keeps the parcel, by line and field`() throws {
    let (shop, _, parcel) = try labelled()
    let mug = try shop.integer("SELECT id FROM variants WHERE sku = 'MUG'")
    try shop.perform("editVariant", mug, fields: ["hs": "", "declaredName": ""])
    let flaws = try loaded(shop, parcel).flaws
    #expect(
      flaws == [
        PaperFlaw(line: 1, sku: "MUG", .hsCode, .missing), PaperFlaw(line: 1, sku: "MUG", .name, .missing),
      ])
    #expect(refusal { try print(.cn22, shop, parcel) } == "papersFlawed:P-\(parcel)")
    #expect(refusal { try shop.perform("shipParcel", parcel) } == "papersFlawed:P-\(parcel)")
  }

  @Test func `What is changed after the form was printed makes it old, and a new one takes its place`() throws {
    let (shop, _, parcel) = try labelled()
    let first = try print(.cn22, shop, parcel)
    let mug = try shop.integer("SELECT id FROM variants WHERE sku = 'MUG'")
    try shop.perform("editVariant", mug, fields: ["hs": "691310"])
    #expect(refusal { try shop.perform("shipParcel", parcel) } == "papersOutdated:P-\(parcel)")
    try print(.cn22, shop, parcel)
    #expect(try papers(shop, parcel).map { $0.voidedAt == nil } == [false, true])
    #expect(refusal { try shop.perform("reprintPaper", first.id) } == "paperVoid:D-1")
    try shop.perform("shipParcel", parcel)
  }

  @Test func `Another address after the label asks for another label`() throws {
    let (shop, order, parcel) = try labelled()
    try print(.cn22, shop, parcel)
    try shop.perform("changeAddress", order, fields: ["street": "Other Street 5"])
    #expect(refusal { try shop.perform("shipParcel", parcel) } == "addressChanged:P-\(parcel)")
    try shop.perform("voidLabel", parcel)
    #expect(try papers(shop, parcel).allSatisfy { $0.voidedAt != nil })
    try shop.perform("labelParcel", parcel, fields: ["carrier": "China Post", "tracking": "RR123456799CN"])
    #expect(refusal { try shop.perform("shipParcel", parcel) } == "papersLacking:P-\(parcel)")
    try print(.cn22, shop, parcel)
    try shop.perform("shipParcel", parcel)
    #expect(try shop.findings() == [])
  }

  @Test func `Voiding a label voids its papers, and its undo makes both count again`() throws {
    let (shop, _, parcel) = try labelled()
    try print(.cn22, shop, parcel)
    let before = try shop.picture()
    let voided = try shop.perform("voidLabel", parcel)
    #expect(try papers(shop, parcel).allSatisfy { $0.voidedAt != nil })
    #expect(try shop.findings() == [])
    _ = try shop.store.undo(entry: voided.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
    #expect(try shop.findings() == [])
    try shop.perform("shipParcel", parcel)
  }

  @Test func `To print again needs a reason, and is counted`() throws {
    let (shop, _, parcel) = try labelled()
    let paper = try print(.cn22, shop, parcel)
    #expect(refusal { try print(.cn22, shop, parcel) } == "printedBefore:D-1")
    #expect(refusal { try shop.perform("reprintPaper", paper.id) } == "needsReason:D-1")
    shop.now = shop.now.adding(milliseconds: 1000)
    _ = try shop.store.perform(
      ActionRequest("reprintPaper", subject: paper.id, reason: "the label tore"), as: shop.admin, now: shop.now)
    let prints = try shop.store.connection.readNow { try PaperTable.prints(of: paper.id, in: $0) }
    #expect(prints.map(\.why) == ["", "the label tore"])
    #expect(try papers(shop, parcel).map(\.prints) == [2])
    #expect(try shop.findings() == [])
  }

  @Test func `A paper of what somebody changed meanwhile is not kept`() throws {
    let (shop, order, parcel) = try labelled()
    let imprint = try loaded(shop, parcel).imprint(.label)
    try shop.perform("changeAddress", order, fields: ["city": "Elsewhere"])
    let late = refusal {
      try shop.perform(
        "printPaper", parcel, fields: ["kind": "label", "format": "zpl", "imprint": imprint, "body": "XlhBXlha"])
    }
    #expect(late == "changedMeanwhile:P-\(parcel)")
  }

  @Test func `A carrier's label is cleaned before it is kept`() throws {
    let (shop, _, parcel) = try labelled()
    let label = Data("^XA^MMT^FO1,1^A0N,30,30^FDx^FS^XZ".utf8).base64EncodedString()
    try shop.perform(
      "printPaper", parcel, fields: ["kind": "label", "format": "zpl", "source": "carrier", "body": label])
    let paper = try #require(try papers(shop, parcel).last)
    let body = try shop.store.connection.readNow { try PaperTable.body(of: paper.id, in: $0) }
    #expect(body.map { String(decoding: $0, as: UTF8.self) } == "^XA^FO1,1^A0N,30,30^FDx^FS^XZ\n")
    let bad = Data("no label".utf8).base64EncodedString()
    #expect(
      refusal {
        try shop.perform(
          "printPaper", parcel, fields: ["kind": "label", "format": "zpl", "source": "carrier", "body": bad])
      } == "badLabel")
  }

  @Test func `Less than what was paid is declared with a reason only, and undone`() throws {
    let (shop, _, parcel) = try labelled()
    let before = try shop.picture()
    #expect(try loaded(shop, parcel).declaration.total == Money(minorUnits: 2000, currency: .euro))
    #expect(
      refusal { try shop.perform("declareValue", parcel, fields: ["sku": "MUG", "value": "5.00"]) } == "belowPaid:MUG")
    #expect(
      refusal { try shop.perform("declareValue", parcel, fields: ["sku": "MUG", "value": "0"]) } == "badField:value")
    let declared = try shop.perform(
      "declareValue", parcel, fields: ["sku": "MUG", "value": "5.00", "why": "refunded"])
    let papers = try loaded(shop, parcel)
    #expect(papers.declaration.total == Money(minorUnits: 500, currency: .euro))
    #expect(papers.isWhole)
    #expect(papers.flaws.map(\.isRemark) == [true])
    _ = try shop.store.undo(entry: declared.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
  }

  @Test func `What was erased is not printed, and its bytes are gone`() throws {
    let (shop, order, parcel) = try labelled()
    let paper = try print(.cn22, shop, parcel, "To somebody special")
    let customer = try #require(try shop.order(order)?.customerId)
    try shop.perform("eraseCustomer", customer)
    #expect(try shop.store.connection.readNow { try PaperTable.body(of: paper.id, in: $0) } == nil)
    #expect(
      refusal {
        _ = try shop.store.perform(
          ActionRequest("reprintPaper", subject: paper.id, reason: "again"), as: shop.admin, now: shop.now)
      } == "paperErased:D-1")
    #expect(refusal { try print(.label, shop, parcel) } == "paperErased:P-\(parcel)")
    #expect(try shop.findings() == [])
  }

  @Test func `A byte that changed in a kept paper is found`() throws {
    let (shop, _, parcel) = try labelled()
    let paper = try print(.cn22, shop, parcel)
    try shop.store.connection.writeNow { writer in
      try writer.run("UPDATE papers SET body = ? WHERE id = ?", [.bytes(Array("papes".utf8)), .integer(paper.id)])
    }
    #expect(try shop.findings().contains { $0.contains("1 papers are not as they were printed") })
  }

  @Test func `A sender is refused by field, kept, and undone`() throws {
    let shop = try Shop()
    try shop.warehouse()
    let place = try shop.integer("SELECT id FROM locations WHERE code = 'SZ'")
    for (field, text) in [
      ("country", "Nowhere"), ("eori", "12"), ("ioss", "IM12"), ("company", "港灯"), ("required", "perhaps"),
    ] {
      #expect(refusal { try shop.perform("setSender", place, fields: [field: text]) } == "badField:\(field)")
    }
    let bin = try shop.integer("SELECT id FROM locations WHERE code = 'SZ-A-01'")
    #expect(refusal { try shop.perform("setSender", bin, fields: ["company": "x"]) } == "badField:location")
    let before = try shop.picture()
    let set = try shop.perform("setSender", place, fields: ["company": "Harbour Lights", "street": "A 1 | Room 2"])
    let kept = try shop.store.connection.readNow { try SenderTable.sender(of: place, in: $0) }
    #expect(kept?.party.lines == ["A 1", "Room 2"])
    #expect(kept?.party.country == "CN")
    _ = try shop.store.undo(entry: set.entry, as: shop.admin, now: shop.now)
    #expect(try shop.picture() == before)
  }

  @Test func `A rate is a plain number of six decimals at most, with its day`() throws {
    let shop = try Shop()
    let good = ["currency": "CNY", "rate": "9.6123", "date": "2026-09-18", "source": "IMF"]
    for (field, text) in [
      ("currency", "QQQ"), ("rate", "9,61"), ("rate", "0"), ("rate", "1.1234567"), ("date", "20.11."),
      ("date", "2026-12-24"),
    ] {
      var fields = good
      fields[field] = text
      #expect(refusal { try shop.perform("setSDRRate", fields: fields) } == "badField:\(field)")
    }
    try shop.perform("setSDRRate", fields: good)
    let rate = try shop.store.connection.readNow { try SenderTable.rate(.yuan, in: $0) }
    #expect(rate == SpecialDrawingRight(currency: .yuan, micros: 9_612_300, date: "2026-09-18", source: "IMF"))
  }
}
