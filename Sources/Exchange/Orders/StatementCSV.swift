import Domain

/// Settlements, statements and payment lists: known as such, so that none is ever taken for orders; not taken in yet.
enum StatementCSV {
  struct Layout: Sendable {
    var id: String
    var title: String
    var marks: String
    var needed: Int
  }

  static let layouts: [Layout] = [
    Layout(
      id: "amazon-settlement", title: "Amazon settlement report (not taken in yet)",
      marks: "settlement-id|settlement-start-date|deposit-date|transaction-type|posted-date|price-type|promotion-id|"
        + "total-amount|merchant-order-id|item-related-fee-type", needed: 3),
    Layout(
      id: "amazon-date-range", title: "Amazon date range report (not taken in yet)",
      marks: "date/time|settlement id|product sales|selling fees|fba fees|other transaction fees|promotional rebates|"
        + "Datum/Uhrzeit|Abrechnungsnummer|Umsätze|Verkaufsgebühren|Gebühren zu Versand durch Amazon|"
        + "Andere Transaktionsgebühren|date/heure|numéro de versement|ventes de produits|frais de vente|"
        + "Frais Expédié par Amazon|autres frais de transaction|Data/Ora:|Numero pagamento|Vendite|"
        + "Commissioni di vendita|Costi del servizio Logistica di Amazon|fecha y hora|identificador de pago|"
        + "ventas de productos|tarifas de venta|tarifas de Logística de Amazon|tarifas de otras transacciones|日付/時間|"
        + "決済番号|商品売上|FBA 手数料|トランザクションに関するその他の手数料", needed: 3),
    Layout(
      id: "ebay-transactions-de", title: "eBay transactions, Germany (not taken in yet)",
      marks: "Datum der Transaktionserstellung|Typ|Auszahlung Nr.|Betrag abzügl. Kosten|Beschreibung|"
        + "Transaktionsbetrag (inkl. Kosten)|Fixer Anteil der Verkaufsprovision|Variabler Anteil der Verkaufsprovision",
      needed: 3),
    Layout(
      id: "ebay-transactions", title: "eBay transactions (not taken in yet)",
      marks: "Transaction creation date|Payout No.|Payout ID|Payout date|Net amount|Final Value Fee - fixed|"
        + "Final Value Fee - variable|Gross transaction amount|Legacy order ID|Payout currency", needed: 3),
    Layout(
      id: "etsy-statement", title: "Etsy statement (not taken in yet)",
      marks: "Date|Type|Title|Info|Amount|Fees & Taxes|Net|Tax Details", needed: 5),
    Layout(
      id: "etsy-payments", title: "Etsy payments (not taken in yet)",
      marks: "Payment ID|Gross Amount|Net Amount|Posted Gross|Posted Fees|Adjusted Gross|Adjusted Fees|Listing Amount|"
        + "Listing Currency|Funds Available|Gift Card Applied?", needed: 4),
    Layout(
      id: "shopify-payouts", title: "Shopify payouts (not taken in yet)",
      marks:
        "Payout Date|Payout Status|Payout ID|Available On|Card Brand|Card Source|Transaction Date|Presentment Amount",
      needed: 3),
    Layout(
      id: "walmart-reconciliation", title: "Walmart reconciliation report (not taken in yet)",
      marks: "Period Start Date|Period End Date|Total Payable|Transaction Posted Timestamp|Amount Type|Commission Rate|"
        + "Transaction Type|Partner Item Id", needed: 3),
    Layout(
      id: "tiktok-settlement", title: "TikTok Shop settlement (not taken in yet)",
      marks: "Statement Date|Statement ID|Settlement amount|Total settlement amount|Transaction fee|Referral fee|"
        + "Affiliate commission|Order/adjustment ID|Order settled time", needed: 3),
    Layout(
      id: "paypal-activity", title: "PayPal activity (not taken in yet)",
      marks: "TimeZone|Time Zone|Gross|Fee|Net|Transaction ID|Balance Impact|Reference Txn ID|Time|Type", needed: 5),
    Layout(
      id: "wise-statement", title: "Wise statement (not taken in yet)",
      marks: "TransferWise ID|Running Balance|Total fees|Payment Reference|Exchange Rate|Amount", needed: 3),
  ]

  static var formats: [Format] {
    layouts.map { layout in
      Format(
        id: layout.id, title: layout.title, kinds: [],
        recognise: { match($0.records, layout).score },
        makeReader: { _ in TableReader(StatementMapper(layout: layout)) })
    }
  }

  static func match(_ records: [[String]], _ layout: Layout) -> HeaderMatch {
    let marks = ColumnNames.split(layout.marks)
    return HeaderMatch.best(
      records, key: [], marks: marks, needed: layout.needed, forbids: [],
      known: Set(marks.map(ColumnNames.loose)))
  }
}

/// Refuses every record with one clear word.
private final class StatementMapper: TableMapper {
  private let layout: StatementCSV.Layout
  private var header = 0
  private var number = 0
  let delimiter: UInt8? = nil

  init(layout: StatementCSV.Layout) { self.layout = layout }

  func score(_ records: [[String]]) -> Int { StatementCSV.match(records, layout).score }

  func prepare(_ bytes: [UInt8], _ delimiter: UInt8) {
    header = bytes.withUnsafeBufferPointer {
      StatementCSV.match(DelimiterSearch.records($0, delimiter), layout).index
    }
  }

  func take(_ row: Row, _ sink: (IntakeItem) throws -> Void) throws {
    defer { number += 1 }
    if number == header { return }
    if row.isBlank || number < header {
      return try sink(.skipped(RowIssue(line: row.line, code: row.isBlank ? .blankRow : .proseRow)))
    }
    let issue = RowIssue(line: row.line, code: .unsupported, found: "a settlement; not taken in yet")
    try sink(.refused(issue, raw: String(decoding: row.bytes.prefix(65_536), as: UTF8.self)))
  }

  func finish(_ sink: (IntakeItem) throws -> Void) throws {}
}
