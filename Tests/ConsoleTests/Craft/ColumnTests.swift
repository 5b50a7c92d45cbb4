import Domain
import Store
import Terminal
import Testing

@testable import Console

/// What of a list has room: in the warehouse fewer columns that are whole go before many that are cut.
struct ColumnTests {
  /// What the panes from stock to parcels on their way list.
  private static let kinds: [Kind] = [
    .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts, .pegs, .returns, .rules, .carriers,
    .services, .sheets, .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments,
    .consolidations, .trackingEvents,
  ]

  private struct Shown {
    let field: Field
    let title: Int
    let width: Int
  }

  /// The columns that a list of a kind shows on a screen so wide.
  private func shown(_ kind: Kind, _ words: Words, _ screen: Int) throws -> [Shown] {
    let sentence = try Sentence(kind.rawValue)
    let pane = ListPane(PaneName(kind), sentence: sentence)
    let layout = TableLayout(columns: pane.tableColumns(words, .standard, screen: screen), width: screen)
    let sorted = sentence.ordering.keys.first?.field
    return layout.placed.map { placed in
      let field = pane.columns[placed.index]
      let arrow = field == sorted ? 1 : 0
      return Shown(
        field: field, title: WidthPolicy.standard.columns(of: words.title(field)) + arrow, width: placed.width)
    }
  }

  @Test(arguments: [80, 120], Language.allCases)
  func `Every head and every word of a state is whole`(screen: Int, language: Language) throws {
    let words = Words(language: language)
    for kind in ColumnTests.kinds {
      for column in try shown(kind, words, screen) {
        #expect(column.title <= column.width, "\(kind) \(column.field.id) at \(screen): \(words.title(column.field))")
        guard case .choice(let known) = column.field.type else { continue }
        for raw in known {
          let word = words.choice(raw, of: column.field)
          #expect(
            WidthPolicy.standard.columns(of: word) <= column.width, "\(kind) \(column.field.id) at \(screen): \(word)")
        }
      }
    }
  }

  @Test(arguments: [40, 80, 120], Language.allCases)
  func `A tracking number is whole wherever parcels are listed`(screen: Int, language: Language) throws {
    let words = Words(language: language)
    // An S10 number everywhere, the longest common ones where there is room.
    let needed = screen < 60 ? 13 : 18
    for (kind, field) in [(Kind.parcels, Field.parcel(.tracking)), (.shipments, .shipment(.tracking))] {
      let column = try #require(try shown(kind, words, screen).first { $0.field == field }, "\(kind) at \(screen)")
      #expect(column.width >= needed)
    }
  }

  @Test(arguments: [
    (Kind.stock, Field.stock(.sku), 14), (.stock, .stock(.location), 10), (.purchaseLines, .purchaseLine(.sku), 14),
    (.receipts, .receipt(.sku), 14), (.pegs, .peg(.sku), 14), (.purchases, .purchase(.supplier), 12),
    (.purchases, .purchase(.total), 12), (.parcels, .parcel(.order), 16), (.shipments, .shipment(.carrier), 12),
    (.fulfilments, .fulfilment(.order), 16), (.moves, .move(.from), 10), (.moves, .move(.to), 10),
  ])
  func `What tells rows apart has room on a terminal of eighty columns`(kind: Kind, field: Field, least: Int) throws {
    for language in Language.allCases {
      let column = try #require(try shown(kind, Words(language: language), 80).first { $0.field == field })
      #expect(column.width >= least, "\(kind) \(field.id)")
    }
  }

  @Test func `A Chinese screen says the program's own words in Chinese`() {
    let text = CellText(
      words: Words(language: .chinese), viewer: Viewer(actor: .system, zone: .utc, now: Instant(milliseconds: 0)))
    func shown(_ raw: String, _ field: Field) -> String { text.text(.text(raw), of: field, width: 40) }
    #expect(shown("unchecked", .supplier(.standard)) == "免检")
    #expect(shown("all", .supplier(.standard)) == "全检")
    #expect(shown("aql2.5", .supplier(.standard)) == "AQL 2.5")
    #expect(shown("32/1", .supplier(.standard)) == "32/1")
    #expect(shown("lithiumIonAlone,magnet", .service(.hazards)) == "锂离子单独、磁性")
    #expect(shown("tracked", .service(.features)) == "追踪")
    #expect(QualityStandard("全检") == .all && QualityStandard("免检") == QualityStandard.none)
    #expect(text.words.scanned(.scan("SZ-A-01")) == "扫描 SZ-A-01" && text.words.scanned(.key(.f3)) == "F3")
    #expect(text.words.refusal(logged: "wrongProduct") == "商品不对" && text.words.refusal(logged: "").isEmpty)
    #expect(text.words.refusal(logged: "store:closedLocation:SZ-A-01") == "库位已关闭 SZ-A-01")
    #expect(Words(language: .english).refusal(logged: "codeOfAnotherKind") == "code of another kind")
    #expect(text.words.ruleValue("fraudRisk", of: .hold) == "欺诈风险")
    #expect(text.words.ruleValue("other", of: .tag) == "other", "a tag is somebody's own word")
  }
}
