extension Product: Journalled {
  public var snapshot: [String: Plain] {
    [
      "number": .text(number), "title": .text(title), "brand": .text(brand), "category": .text(category),
      "body": .text(body), "source": .text(source.rawValue), "review": .text(review.rawValue),
      "tags": .list(tags.map(Plain.text)), "options": .list(optionNames.map(Plain.text)),
      "variants": .list(variants.map(\.plain)), "images": .list(images.map(\.plain)),
      "translations": .list(translations.map(\.plain)), "extras": .map(extras.mapValues(Plain.text)),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Product? {
    var product = self
    switch field {
    case "number": product.number = value.text ?? number
    case "title": product.title = value.text ?? ""
    case "brand": product.brand = value.text ?? ""
    case "category": product.category = value.text ?? ""
    case "body": product.body = value.text ?? ""
    case "source":
      guard let source = ProductSource(rawValue: value.text ?? "") else { return nil }
      product.source = source
    case "review":
      guard let review = ReviewState(rawValue: value.text ?? "") else { return nil }
      product.review = review
    case "tags": product.tags = (value.list ?? []).compactMap(\.text)
    case "options": product.optionNames = (value.list ?? []).compactMap(\.text)
    case "variants": product.variants = (value.list ?? []).compactMap(Variant.init(plain:))
    case "images": product.images = (value.list ?? []).compactMap(ProductImage.init(plain:))
    case "translations": product.translations = (value.list ?? []).compactMap(Translation.init(plain:))
    case "extras": product.extras = (value.map ?? [:]).compactMapValues(\.text)
    default: return nil
    }
    return product
  }
}

extension ProductImage {
  public var plain: Plain {
    .map(["address": .text(address), "position": .number(Int64(position)), "alt": .text(alt)])
  }

  public init?(plain: Plain) {
    guard let map = plain.map, let address = map["address"]?.text else { return nil }
    self.init(address: address, position: Int(map["position"]?.number ?? 0), alt: map["alt"]?.text ?? "")
  }
}

extension Translation {
  public var plain: Plain {
    .map([
      "locale": .text(locale), "field": .text(field), "text": .text(text), "origin": .text(origin.rawValue),
      "reviewed": Plain(reviewedVersion),
    ])
  }

  public init?(plain: Plain) {
    guard let map = plain.map, let locale = map["locale"]?.text, let field = map["field"]?.text else { return nil }
    self.init(
      locale: locale, field: field, text: map["text"]?.text ?? "",
      origin: TranslationOrigin(rawValue: map["origin"]?.text ?? "") ?? .human,
      reviewedVersion: map["reviewed"]?.number)
  }
}

extension Money {
  public var plain: Plain { .map(["amount": .number(minorUnits), "currency": .text(currency.code)]) }

  public init?(plain: Plain) {
    guard let map = plain.map, let units = map["amount"]?.number, let currency = Currency(map["currency"]?.text ?? "")
    else { return nil }
    self.init(minorUnits: units, currency: currency)
  }
}

extension Barcode {
  public var plain: Plain { .map(["code": .text(code), "pack": .number(packQuantity)]) }

  public init?(plain: Plain) {
    guard let map = plain.map, let code = map["code"]?.text else { return nil }
    self.init(code: code, packQuantity: max(1, map["pack"]?.number ?? 1))
  }
}

extension Measures {
  var plain: Plain {
    .map([
      "grams": Plain(grams), "length": Plain(lengthMillimetres), "width": Plain(widthMillimetres),
      "height": Plain(heightMillimetres),
    ])
  }

  init(plain: Plain?) {
    let map = plain?.map ?? [:]
    self.init(
      grams: map["grams"]?.number, lengthMillimetres: map["length"]?.number, widthMillimetres: map["width"]?.number,
      heightMillimetres: map["height"]?.number)
  }
}

extension Variant {
  /// Without the id: a variant is known by its place in the product.
  public var plain: Plain {
    .map([
      "id": .number(id), "position": .number(Int64(position)), "sku": .text(sku),
      "values": .list(optionValues.map(Plain.text)), "prices": .list(prices.map(\.plain)),
      "compareAt": compareAtPrice?.plain ?? .null, "barcodes": .list(barcodes.map(\.plain)),
      "declared": declared.plain, "measured": measured.plain, "hs": .text(customs.hsCode),
      "origin": .text(customs.origin), "declaredName": .text(customs.declaredName),
      "material": .text(customs.material), "mid": .text(customs.mid),
      "hazards": .list(hazards.map { .text($0.rawValue) }), "ships": .flag(requiresShipping),
      "taxable": .flag(taxable), "extras": .map(extras.mapValues(Plain.text)),
    ])
  }

  public init?(plain: Plain) {
    guard let map = plain.map, let sku = map["sku"]?.text else { return nil }
    self.init(
      id: map["id"]?.number ?? 0, position: Int(map["position"]?.number ?? 0), sku: sku,
      optionValues: (map["values"]?.list ?? []).compactMap(\.text),
      prices: (map["prices"]?.list ?? []).compactMap(Money.init(plain:)),
      compareAtPrice: map["compareAt"].flatMap(Money.init(plain:)),
      barcodes: (map["barcodes"]?.list ?? []).compactMap(Barcode.init(plain:)),
      declared: Measures(plain: map["declared"]), measured: Measures(plain: map["measured"]),
      customs: CustomsProfile(
        hsCode: map["hs"]?.text ?? "", origin: map["origin"]?.text ?? "", declaredName: map["declaredName"]?.text ?? "",
        material: map["material"]?.text ?? "", mid: map["mid"]?.text ?? ""),
      hazards: (map["hazards"]?.list ?? []).compactMap { Hazard(rawValue: $0.text ?? "") },
      requiresShipping: map["ships"]?.flag ?? true, taxable: map["taxable"]?.flag ?? true,
      extras: (map["extras"]?.map ?? [:]).compactMapValues(\.text))
  }
}
