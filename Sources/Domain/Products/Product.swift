/// A product of the library (款, SPU): what is described, reviewed and translated once and sold as its variants.
public struct Product: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  /// Unique: the handle of the source, or made from the title.
  public var number: String
  public var title: String
  public var brand: String
  public var category: String
  /// As the source wrote it: HTML or plain text.
  public var body: String
  public var source: ProductSource
  public var review: ReviewState
  public var tags: [String]
  /// Names of the options in their order, e.g. `Size`, `Colour`; three at most in most channels, ten here.
  public var optionNames: [String]
  public var variants: [Variant]
  public var images: [ProductImage]
  public var translations: [Translation]
  /// What a source says that has no field here, by its own name, kept so that it goes out again as it came.
  public var extras: [String: String]

  public init(
    id: Int64, version: Int64 = 1, number: String, title: String, brand: String = "", category: String = "",
    body: String = "", source: ProductSource = .custom, review: ReviewState = .draft, tags: [String] = [],
    optionNames: [String] = [], variants: [Variant] = [], images: [ProductImage] = [],
    translations: [Translation] = [], extras: [String: String] = [:]
  ) {
    self.id = id
    self.version = version
    self.number = number
    self.title = title
    self.brand = brand
    self.category = category
    self.body = body
    self.source = source
    self.review = review
    self.tags = tags
    self.optionNames = optionNames
    self.variants = variants
    self.images = images
    self.translations = translations
    self.extras = extras
  }
}

extension Product {
  /// A SKU that two of its variants have, letter case aside.
  public var skuTwice: String? {
    var seen: Set<String> = []
    return variants.map(\.sku).first { !$0.isEmpty && !seen.insert(FoldedText.fold($0)).inserted }
  }
}

/// Where a product comes from.
public enum ProductSource: String, Hashable, Sendable, CaseIterable {
  /// Found on the market (网采).
  case sourced
  case supplier
  /// Designed or made for the shop.
  case custom
}

/// A picture, by address: pictures themselves are not stored.
public struct ProductImage: Hashable, Sendable {
  public var address: String
  public var position: Int
  public var alt: String

  public init(address: String, position: Int, alt: String = "") {
    self.address = address
    self.position = position
    self.alt = alt
  }
}

/// A field's text in another language.
public struct Translation: Hashable, Sendable {
  /// BCP 47, e.g. `zh-Hans`, `de`.
  public var locale: String
  /// `title` or `body`.
  public var field: String
  public var text: String
  public var origin: TranslationOrigin
  /// Version of the product that a person approved this text for; nil: not reviewed.
  public var reviewedVersion: Int64?

  public init(locale: String, field: String, text: String, origin: TranslationOrigin, reviewedVersion: Int64? = nil) {
    self.locale = locale
    self.field = field
    self.text = text
    self.origin = origin
    self.reviewedVersion = reviewedVersion
  }
}

extension Translation {
  /// A language tag of BCP 47 as it is written: `zh-Hans`, `pt-BR`; nil for a word that cannot be one.
  public static func canonicalLocale(_ text: String) -> String? {
    let parts = text.split(separator: text.contains("_") ? "_" : "-", omittingEmptySubsequences: false)
    guard let language = parts.first, (2...3).contains(language.utf8.count), parts.count <= 4 else { return nil }
    let isPlain = parts.allSatisfy { part in
      (2...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a || $0 >= 0x30 && $0 <= 0x39 }
    }
    guard isPlain, language.utf8.allSatisfy({ $0 >= 0x41 }) else { return nil }
    let rest = parts.dropFirst().map { part in
      switch part.utf8.count {
      case 2: part.uppercased()
      case 4: part.prefix(1).uppercased() + part.dropFirst().lowercased()
      default: part.lowercased()
      }
    }
    return ([language.lowercased()] + rest).joined(separator: "-")
  }
}

public enum TranslationOrigin: String, Hashable, Sendable, CaseIterable {
  case human, machine
}
