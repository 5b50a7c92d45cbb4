import Domain
import Testing

@Suite struct FieldTests {
  @Test(
    arguments: [
      (
        .orders,
        "number channel externalId status payment fulfilment holds placedAt age shipBy late assignee customer country "
          + "total currency tags"
      ),
      (.lines, "order sku title quantity unitPrice total"), (.products, "number title brand source review tags"),
      (.variants, "sku product barcodes hs origin grams hazard"), (.customers, "number name email country tier"),
    ] as [(Kind, String)])
  func `The first fields are those that scripts were promised`(kind: Kind, promised: String) {
    let names = promised.split(separator: " ").map(String.init)
    #expect(Array(kind.fields.map(\.id).prefix(names.count)) == names)
  }

  @Test(arguments: Kind.allCases)
  func `Names and aliases of a kind mean one field each and stay clear of the grammar's words`(kind: Kind) {
    var seen: Set<String> = ["sort", "cols", "group", "or", "and"]
    for field in kind.fields {
      for name in [FoldedText.fold(field.id)] + field.aliases {
        #expect(seen.insert(name).inserted, "\(kind.rawValue) \(name)")
        #expect(kind.field(named: name.uppercased()) == field)
        #expect(FoldedText.fold(name) == name)
      }
      #expect(field.kind == kind)
      #expect(field.column.minimum <= field.column.width && field.column.width <= field.column.maximum)
    }
    #expect(kind.defaultColumns.allSatisfy { $0.kind == kind })
    #expect(kind.defaultSort.allSatisfy { $0.field.isSortable && $0.field.kind == kind })
    #expect(kind.fields.contains { $0.column.priority == 0 })
  }

  @Test func `What names a person needs the right`() {
    let personal = Kind.allCases.flatMap(\.fields).filter(\.isPersonal).map(\.titleKey)
    #expect(
      personal == [
        "orders.customer", "orders.email", "orders.phone", "orders.city", "orders.postcode", "orders.message",
        "customers.name", "customers.email", "customers.phone", "trackingEvents.text",
      ])
  }

  @Test(
    arguments: [
      (.null, ""), (.text("a"), "a"), (.texts(["a", "b"]), "a, b"), (.number(-5), "-5"), (.money(1230, .euro), "12.30"),
      (.money(1230, .yen), "1230"), (.instant(Instant(seconds: 0)), "1970-01-01T00:00:00Z"), (.flag(true), "yes"),
      (.flag(false), "no"),
    ] as [(FieldValue, String)])
  func `A value is written`(value: FieldValue, text: String) {
    #expect(FieldText.text(value) == text)
  }

  @Test(
    arguments: [
      (0, "0m"), (59_999, "0m"), (60_000, "1m"), (3_600_000, "1h"), (15_120_000, "4h 12m"), (86_400_000, "1d"),
      (273_600_000, "3d 4h"),
      (-3_600_000, "-1h"), (-1, "0m"), (Int64.min, "-106751991167d 7h"), (8_640_000_000, "100d"),
    ] as [(Int64, String)])
  func `An age is written in its two largest units`(milliseconds: Int64, text: String) {
    #expect(FieldText.age(milliseconds: milliseconds) == text)
  }

  @Test func `Moments on a wall clock and ages between the farthest moments`() {
    #expect(FieldText.wallClock(Instant(seconds: 1_790_089_451), in: ZoneTests.berlin) == "2026-09-22 17:04")
    #expect(FieldText.age(from: Instant(milliseconds: .min), to: Instant(milliseconds: .max)) == "106751991167d 7h")
    #expect(FieldText.text(.money(5, .euro), withCurrency: true) == "0.05 EUR")
  }
}
