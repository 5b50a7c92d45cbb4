import Domain

/// eBay's order exports: United States, United Kingdom, Germany. Orders of several items have a row of their own above
/// their items; blank rows and footers surround the records.
enum EbayOrderCSV {
  static let statesLayout = layout(
    id: "ebay-orders-us", title: "eBay orders, United States (CSV)", order: .monthFirst, currency: "USD",
    marks: "Sales Record Number|Order Number|Buyer Username|Ship To Zip|Buyer Zip|Sold For|Shipping And Handling|"
      + "Ship To State|Sale Date|eBay Collected Tax|Item Zip Code|Transaction ID|Ship To Name",
    forbids: "Post to postcode|Buyer postcode|Buyer county|Post to name|Post to county")
  static let kingdomLayout = layout(
    id: "ebay-orders-uk", title: "eBay orders, United Kingdom (CSV)", order: .dayFirst, currency: "GBP",
    marks: "Sales record number|Order number|Buyer username|Post to name|Post to phone|Post to address 1|"
      + "Post to city|Post to county|Post to postcode|Post to country|Buyer postcode|Buyer county|"
      + "Postage and packaging",
    forbids: "Ship To Zip|Buyer Zip|Shipping And Handling", handicap: 0)

  private static func layout(
    id: String, title: String, order: DateOrder, currency: String, marks: String, forbids: String, handicap: Int = 0
  ) -> OrderLayout {
    var layout = OrderLayout(
      id: id, title: title,
      columns: [
        .externalId: "Order Number|Sales Record Number", .fallbackId: "Sales Record Number",
        .placedAt: "Sale Date|Date of sale|Paid On Date",
        .paidAt: "Paid On Date|Paid on|Payment date", .shipBy: "Ship By Date|Post by date|Dispatch by date",
        .shippedAt: "Shipped On Date|Posted on date|Dispatched on date",
        .deliverBy: "Maximum Estimated Delivery Date", .buyerId: "Buyer Username", .buyerName: "Buyer Name",
        .buyerEmail: "Buyer Email", .message: "Buyer Note", .buyerTaxId: "Buyer Tax Identifier Value",
        .shipName: "Ship To Name|Post to name", .shipPhone: "Ship To Phone|Post to phone",
        .shipLine1: "Ship To Address 1|Post to address 1|Buyer Address 1",
        .shipLine2: "Ship To Address 2|Post to address 2|Buyer Address 2",
        .shipCity: "Ship To City|Post to city|Buyer City",
        .shipRegion: "Ship To State|Post to county|Post to state|Buyer State|Buyer county",
        .shipPostcode: "Ship To Zip|Post to postcode|Post to zip|Buyer Zip|Buyer postcode",
        .shipCountry: "Ship To Country|Post to country|Buyer Country", .listingId: "Item Number",
        .lineId: "Transaction ID", .title: "Item Title", .options: "Variation Details",
        .sku: "Custom Label|Custom label (SKU)", .quantity: "Quantity", .unitPrice: "Sold For",
        .shipping: "Shipping And Handling|Postage and packaging|P&P", .total: "Total Price",
        .tax: "eBay Collected Tax|Seller Collected Tax|Included VAT rate amount", .note: "My Item Note",
        .shippingService: "Shipping Service|Postage service|Delivery service", .currency: "Currency",
      ],
      marks: marks, marksNeeded: 3, forbids: forbids, handicap: handicap)
    layout.dateOrder = order
    layout.currency = .init(currency)
    layout.unitPriceMayBeAmount = true
    layout.always = StatusMeaning("open/-/-")
    layout.footers = ["record(s) downloaded", "seller id :", "record(s) from", "records downloaded"]
    return layout
  }

  static let germanyLayout: OrderLayout = {
    var layout = OrderLayout(
      id: "ebay-orders-de", title: "eBay orders, Germany (CSV)",
      columns: [
        .externalId: "Bestellnummer|Verkaufsprotokollnummer", .fallbackId: "Verkaufsprotokollnummer",
        .total: "Gesamtbetrag|Gesamtpreis",
        .placedAt: "Verkauft am|Verkaufsdatum", .paidAt: "Zahlungsdatum|Bezahlt am|Bezahldatum",
        .shippedAt: "Versanddatum|Versendet am|Verschickt am - Datum|Verschickt am|Versandt am",
        .shipBy: "Versenden bis", .buyerId: "Nutzername des Käufers|Mitgliedsname",
        .deliverBy: "Spätester Liefertermin",
        .billLine1: "Adresse 1 des Käufers|Käuferadresse 1", .billLine2: "Adresse 2 des Käufers|Käuferadresse 2",
        .billCity: "Ort des Käufers|Wohnort des Käufers", .billRegion: "Bundesland des Käufers|Staat des Käufers",
        .billPostcode: "PLZ des Käufers|Postleitzahl des Käufers", .billCountry: "Land des Käufers",
        .buyerTaxId: "Steuernummer des Käufers", .note: "Eigene Notiz|Notizzettel|Private Notizen",
        .buyerName: "Name des Käufers|Vollständiger Name des Käufers",
        .buyerEmail: "E-Mail des Käufers|E-Mail-Adresse des Käufers",
        .message: "Hinweis des Käufers|Nachricht des Käufers",
        .shipName: "Versand an Name|Name des Empfängers|Vollständiger Name des Käufers|Name des Käufers",
        .shipPhone:
          "Versand an Telefon|Telefonnummer für den Versand|Telefonnummer des Empfängers|Telefon des Empfängers",
        .shipLine1:
          "Versand an Adresse 1|Adresse 1 des Empfängers|Lieferadresse 1|Käuferadresse 1|Adresse 1 des Käufers",
        .shipLine2:
          "Versand an Adresse 2|Adresse 2 des Empfängers|Lieferadresse 2|Käuferadresse 2|Adresse 2 des Käufers",
        .shipCity: "Versand an Ort|Ort des Empfängers|Ort des Käufers|Wohnort des Käufers",
        .shipRegion: "Versand an Bundesland|Bundesland des Empfängers|Bundesland des Käufers|Staat des Käufers",
        .shipPostcode:
          "Versand an PLZ|PLZ des Empfängers|Postleitzahl des Empfängers|PLZ des Käufers|Postleitzahl des Käufers",
        .shipCountry: "Versand an Land|Land des Empfängers|Land des Käufers",
        .listingId: "Artikelnummer", .title: "Angebotstitel|Artikelbezeichnung",
        .options: "Variantendetails|Variationsdetails",
        .sku: "Bestandseinheit|Bestandseinheit (SKU)|Benutzerdefinierte Bezeichnung|Individualisierte Bezeichnung",
        .quantity: "Anzahl|Stückzahl|Menge", .unitPrice: "Verkauft für|Verkaufspreis", .currency: "Währung",
        .shipping: "Verpackung und Versand|Versandkosten", .lineId: "Transaktionsnummer|Transaktions-ID",
        .shippingService: "Versandservice",
      ],
      marks: "Verkaufsprotokollnummer|Nutzername des Käufers|Name des Käufers|Verkauft am|Verkauft für|Zahlungsdatum|"
        + "Angebotstitel|Verpackung und Versand|PLZ des Käufers|Gesamtpreis|Gesamtbetrag",
      marksNeeded: 2,
      forbids: "Datum der Transaktionserstellung|Auszahlung Nr.|Variabler Anteil der Verkaufsprovision")
    layout.decimal = .comma
    layout.dateOrder = .dayFirst
    layout.currency = .euro
    layout.tax = .included
    layout.unitPriceMayBeAmount = true
    layout.always = StatusMeaning("open/-/-")
    layout.footers = ["datensätze heruntergeladen", "verkäufername", "angemeldeter nutzer", "datensatz"]
    return layout
  }()
}
