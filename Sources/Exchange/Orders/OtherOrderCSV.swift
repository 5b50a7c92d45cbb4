import Domain

/// Order tables of other shops and of marketplaces in other languages, by what their columns are commonly called:
/// German, French, Spanish, Italian, Dutch, Polish, Japanese, Chinese and plain English. A format that knows the file
/// better goes before it.
enum OtherOrderCSV {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "other-orders-csv", title: "Orders of other shops, by their columns' names (CSV)",
      columns: columns.mapValues(joined), marks: marks, marksNeeded: 4,
      forbids: "Verkaufsprotokollnummer|settlement-id|Transaktionsbetrag (inkl. Kosten)|InvoiceNo|StockCode|"
        + "Payment ID|Balance|Gross Amount|Handle|Product Handle|Lineitem name|BillingAddress")
    layout.handicap = 45
    layout.dateOrder = .dayFirst
    layout.unitPriceMayBeAmount = true
    layout.always = StatusMeaning("open/-/-")
    return layout
  }()

  /// What tells an order from any other table: a date of sale, a sum, a buyer or an item.
  private static let marks: String = [
    OrderColumn.placedAt, .total, .shipName, .shipCity, .shipPostcode, .shipCountry, .buyerName, .buyerEmail, .buyerId,
    .title, .sku, .quantity, .unitPrice, .paidAt, .shippedAt, .status, .listingId, .currency,
  ].compactMap { columns[$0] }.map(joined).joined(separator: "|")

  private static func joined(_ names: String) -> String {
    names.split(separator: "|").map { $0.trimmingSpaces }.filter { !$0.isEmpty }.joined(separator: "|")
  }

  private static let columns: [OrderColumn: String] = order.merging(people) { a, _ in a }.merging(line) { a, _ in a }

  private static let order: [OrderColumn: String] = [
    .externalId: """
    Order Number|Order ID|Order No|Order No.|Order #|OrderId|Order|Bestellnummer|Bestell-Nr.|Bestell-Nr|Bestell-ID|
    Auftragsnummer|Numéro de commande|N° de commande|N° commande|Nº de commande|Numéro de la commande|ID de commande|
    ID commande|Commande|Número de pedido|Nº de pedido|N.º de pedido|ID de pedido|ID del pedido|Pedido|Numero ordine|
    Numero d'ordine|N. ordine|ID ordine|Ordine|Bestelnummer|Ordernummer|Bestelling|Numer zamówienia|Nr zamówienia|
    Número do pedido|注文番号|注文ID|注文No|受注番号|订单号|订单编号|订单ID|交易编号|訂單編號|訂單號碼
    """,
    .placedAt: """
    Order Date|Date|Sale Date|Date of sale|Purchase Date|Created|Created at|Ordered at|Bestelldatum|Verkauft am|
    Verkaufsdatum|Kaufdatum|Datum|Date de vente|Date de commande|Date de la commande|Date d'achat|Fecha de venta|
    Fecha de la venta|Fecha del pedido|Fecha de pedido|Fecha de compra|Fecha|Data vendita|Data di vendita|Data ordine|
    Data dell'ordine|Data di acquisto|Data|Verkoopdatum|Besteldatum|Aankoopdatum|Data zamówienia|Data sprzedaży|
    Data do pedido|注文日|注文日時|購入日|購入日時|受注日|下单时间|订单创建时间|创建时间|下單時間|訂單日期
    """,
    .paidAt: """
    Paid at|Paid On|Paid Date|Date Paid|Payment Date|Bezahlt am|Bezahldatum|Zahlungsdatum|Date de paiement|
    Date du paiement|Payé le|Fecha de pago|Fecha del pago|Pagado el|Data di pagamento|Data pagamento|Pagato il|
    Betaaldatum|Betaald op|Data płatności|支払日|入金日|付款时间|订单付款时间|支付时间
    """,
    .shippedAt: """
    Shipped at|Shipped On|Date Shipped|Ship Date|Dispatch Date|Date Posted|Versanddatum|Versendet am|Versandt am|
    Verschickt am|Date d'expédition|Date d'envoi|Expédié le|Fecha de envío|Enviado el|Data di spedizione|
    Data spedizione|Spedito il|Verzenddatum|Verzonden op|Data wysyłki|発送日|出荷日|发货时间
    """,
    .shipBy: "Ship By|Ship By Date|Versenden bis|Expédier avant|Enviar antes del|Spedire entro|Verzenden voor|発送期限",
    .status: """
    Order Status|Status|Bestellstatus|Auftragsstatus|Statut|État|Statut de la commande|Estado|Estado del pedido|Stato|
    Stato ordine|Stato dell'ordine|Bestelstatus|Stan|Status zamówienia|ステータス|注文ステータス|注文状況|订单状态|状态
    """,
    .paymentStatus: "Payment Status|Zahlungsstatus|Statut du paiement|Estado del pago|Stato del pagamento|Betaalstatus",
    .currency: "Currency|Currency Code|Währung|Devise|Moneda|Divisa|Valuta|Waluta|Moeda|通貨|币种|貨幣",
    .total: """
    Order Total|Total|Grand Total|Total Price|Total Amount|Amount|Gesamtbetrag|Gesamtpreis|Gesamtsumme|Bestellsumme|
    Bestellwert|Gesamt|Summe|Betrag|Prix total|Montant total|Total de la commande|Montant de la commande|
    Total commande|Montant|Total TTC|Precio total|Importe total|Total del pedido|Importe|Prezzo totale|
    Totale ordine|Totale dell'ordine|Importo totale|Totale|Totaal|Totaalbedrag|Totaalprijs|Kwota|Suma|Wartość|
    Valor total|合計|合計金額|ご請求金額|請求金額|总金额|订单金额|实付款|实付金额|支付金额|實付金額
    """,
    .shipping: """
    Shipping|Shipping Cost|Shipping Total|Postage|Delivery|Versand|Versandkosten|Verpackung und Versand|Livraison|
    Frais de port|Frais de livraison|Livraison et manutention|Envío|Gastos de envío|Spedizione|Spese di spedizione|
    Costi di spedizione|Verzendkosten|Verzending|Koszt wysyłki|Wysyłka|Frete|送料|配送料|运费|運費
    """,
    .tax: "Tax|Taxes|Sales Tax|VAT|MwSt|MwSt.|Steuer|Umsatzsteuer|TVA|Taxe|IVA|Impuestos|Imposte|BTW|消費税|税|税费",
    .discount: "Discount|Discount Amount|Rabatt|Rabattbetrag|Remise|Réduction|Descuento|Sconto|Korting|割引|优惠金额",
    .refunded: "Refund Amount|Refunded|Erstattungsbetrag|Montant remboursé|Importe reembolsado|退款金额",
  ]

  private static let people: [OrderColumn: String] = [
    .buyerId: """
    Buyer Username|Buyer User ID|Nutzername des Käufers|Mitgliedsname|Pseudo de l'acheteur|
    Nom d'utilisateur de l'acheteur|Nombre de usuario del comprador|Nome utente acquirente|Nome utente dell'acquirente|
    Gebruikersnaam koper|买家会员名|买家ID|买家昵称
    """,
    .buyerName: """
    Buyer Name|Buyer|Customer|Customer Name|Name|Käufer|Kunde|Name des Käufers|Kundenname|Acheteur|Nom de l'acheteur|
    Nom du client|Client|Comprador|Nombre del comprador|Cliente|Acquirente|Nome acquirente|Nome dell'acquirente|Koper|
    Naam koper|Klant|Kupujący|購入者|購入者名|注文者氏名|注文者名|买家姓名
    """,
    .buyerEmail: """
    Customer Email|Buyer Email|Email|E-mail|Email Address|Kunden-E-Mail|Kundenemail|E-Mail-Adresse|E-Mail des Käufers|
    Adresse e-mail de l'acheteur|Adresse e-mail|E-mail de l'acheteur|Courriel|Correo electrónico|
    Correo electrónico del comprador|Indirizzo email|E-mail dell'acquirente|メールアドレス|注文者メールアドレス
    """,
    .buyerPhone: "Phone|Telefon|Telefonnummer|Téléphone|Teléfono|Telefono|Telefoonnummer|電話番号|注文者電話番号",
    .shipName: """
    Shipping Name|Ship Name|Ship To Name|Recipient|Recipient Name|Empfänger|Name des Empfängers|Versandname|
    Lieferung Name|Destinataire|Nom du destinataire|Nom de livraison|Destinatario|Nombre del destinatario|
    Nombre de envío|Nome del destinatario|Nome destinatario|Ontvanger|Naam ontvanger|Odbiorca|お届け先氏名|届け先氏名|
    送付先氏名|お届け先名|收货人|收货人姓名|收件人|收件人姓名
    """,
    .shipPhone: "Recipient Phone|Telefonnummer des Empfängers|お届け先電話番号|届け先電話番号|联系电话|联系手机|收件人电话|手机",
    .shipLine1: """
    Ship Address1|Shipping Address 1|Shipping Street|Address 1|Address|Versandadresse 1|Versandadresse1|
    Adresse 1 des Empfängers|Lieferadresse|Straße|Strasse|Adresse 1 du destinataire|Adresse de livraison 1|
    Adresse de livraison|Adresse|Adresse 1 de l'acheteur|Dirección 1|Dirección de envío 1|Dirección 1 del destinatario|
    Dirección|Indirizzo 1|Indirizzo di spedizione 1|Indirizzo 1 del destinatario|Indirizzo|Adres|Verzendadres 1|
    Adres 1 ontvanger|Ulica|お届け先住所|届け先住所|住所|住所1|收货地址|详细地址|收件地址
    """,
    .shipLine2: """
    Ship Address2|Shipping Address 2|Address 2|Versandadresse 2|Versandadresse2|Adresse 2 des Empfängers|
    Adresse 2 du destinataire|Adresse de livraison 2|Dirección 2|Dirección de envío 2|Indirizzo 2|
    Indirizzo di spedizione 2|Verzendadres 2|住所2
    """,
    .shipCity: """
    Ship City|Shipping City|City|Ort|Stadt|Versandort|Lieferort|Ort des Empfängers|Ville|Ville du destinataire|
    Ville de livraison|Ciudad|Ciudad de envío|Ciudad del destinatario|Città|Città di spedizione|Città del destinatario|
    Stad|Plaats|Woonplaats|Miasto|Cidade|市区町村|城市
    """,
    .shipRegion: """
    Ship State|Shipping State|State|Province|Region|Bundesland|Versandbundesland|État de livraison|Région|
    Département|Provincia|Provincia de envío|Estado de envío|Provincia di spedizione|Provincie|都道府県|省|省份|州/省
    """,
    .shipPostcode: """
    Ship Zipcode|Shipping Zip|Shipping Postcode|Zip|Zip Code|Postcode|Postal Code|PLZ|Postleitzahl|
    Versandpostleitzahl|Versand-PLZ|PLZ des Empfängers|Code postal|Code postal du destinataire|
    Code postal de livraison|Código postal|Código postal de envío|Código postal del destinatario|CAP|
    CAP di spedizione|CAP del destinatario|Codice postale|Kod pocztowy|CEP|郵便番号|お届け先郵便番号|邮编|邮政编码
    """,
    .shipCountry: """
    Ship Country|Shipping Country|Country|Country Code|Land|Versandland|Lieferland|Land des Empfängers|Pays|
    Pays du destinataire|Pays de livraison|País|País de envío|País del destinatario|Paese|Paese di spedizione|
    Paese del destinatario|Land ontvanger|Verzendland|Kraj|国|国名|国家|国家/地区
    """,
    .message: """
    Buyer Note|Customer Note|Message|Hinweis des Käufers|Kundennotiz|Nachricht|Note de l'acheteur|
    Message de l'acheteur|Nota del comprador|Nota dell'acquirente|備考|买家留言|买家备注
    """,
  ]

  private static let line: [OrderColumn: String] = [
    .title: """
    Item Name|Item Title|Product|Product Name|Title|Item|Artikelname|Artikelbezeichnung|Artikel|Angebotstitel|Produkt|
    Produktname|Bezeichnung|Titre de l'annonce|Titre de l'objet|Nom de l'article|Nom du produit|Article|Produit|Titre|
    Título del artículo|Título del anuncio|Nombre del artículo|Nombre del producto|Artículo|Producto|Título|
    Titolo dell'inserzione|Titolo dell'oggetto|Titolo inserzione|Nome dell'articolo|Nome articolo|Nome prodotto|
    Articolo|Prodotto|Titel|Artikelnaam|Productnaam|Nazwa|Nazwa produktu|Tytuł|商品名|商品タイトル|商品名称|商品标题|
    货品标题|宝贝标题
    """,
    .sku: """
    SKU|Custom Label|Seller SKU|Item SKU|Bestandseinheit|Artikelnr.|Artikel-Nr.|SKU des Artikels|
    Libellé personnalisé|Référence|UGS|Etiqueta personalizada|Referencia|Etichetta personalizzata|Codice articolo|
    Aangepast label|Artikelcode|商品管理番号|商品コード|SKU番号|商家编码|货号|规格编码
    """,
    .listingId: """
    Item Number|Listing ID|ASIN|Artikelnummer|Angebotsnummer|Numéro de l'objet|N° d'objet|ID de l'annonce|
    Número del artículo|Número de artículo|ID del anuncio|Numero oggetto|Numero dell'oggetto|ID inserzione|
    Objectnummer|Advertentie-ID|商品番号|商品ID
    """,
    .lineId: """
    Transaction ID|Order Item ID|Transaktionsnummer|Transaktions-ID|ID de transaction|Numéro de transaction|
    ID de la transacción|ID de transacción|ID transazione|ID della transazione|Transactie-ID|子订单编号
    """,
    .options: "Variations|Variation|Variant|Varianten|Variantendetails|Déclinaisons|Variaciones|Varianti|规格|商品规格|型号",
    .personal: """
    Personalization|Personalisation|Personalized Text|Engraving|Engraving Text|Custom Text|Personalisierung|Gravur|
    Personnalisation|Gravure|Personalización|Grabado|Personalizzazione|Incisione|刻字内容|定制内容|定制信息|名入れ
    """,
    .quantity: """
    Quantity|Qty|Quantity Purchased|Anzahl|Menge|Stückzahl|Quantité|Qté|Cantidad|Quantità|Qtà|Aantal|Hoeveelheid|Ilość|
    Liczba sztuk|Quantidade|数量|個数|购买数量|商品数量|宝贝总数量
    """,
    .unitPrice: """
    Price|Unit Price|Item Price|Sold For|Verkauft für|Verkaufspreis|Einzelpreis|Stückpreis|Preis|Vendu pour|
    Prix de vente|Prix unitaire|Prix|Vendido por|Precio de venta|Precio unitario|Precio|Venduto per|Venduto a|
    Prezzo di vendita|Prezzo unitario|Prezzo|Verkocht voor|Verkoopprijs|Prijs|Cena|Cena jednostkowa|Preço|単価|価格|
    販売価格|商品単価|单价|商品单价
    """,
  ]
}
