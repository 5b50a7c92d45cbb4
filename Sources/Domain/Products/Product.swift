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
  /// A language tag of BCP 47 as it is written: `zh-Hans`, `pt-BR`; nil for a word that is none.
  public static func canonicalLocale(_ text: String) -> String? {
    let parts = text.lowercased().split(separator: text.contains("_") ? "_" : "-", omittingEmptySubsequences: false)
    guard let language = parts.first, LanguageTag.isLanguage(language), parts.count <= 4 else { return nil }
    var tag = String(language)
    var rest = parts.dropFirst()
    if let script = rest.first, script.utf8.count == 4, LanguageTag.isLetters(script) {
      tag += "-" + script.prefix(1).uppercased() + script.dropFirst()
      rest = rest.dropFirst()
    }
    if let region = rest.first, LanguageTag.isRegion(region) {
      tag += "-" + region.uppercased()
      rest = rest.dropFirst()
    }
    for variant in rest {
      guard LanguageTag.isVariant(variant) else { return nil }
      tag += "-" + variant
    }
    return tag
  }
}

/// The parts of a language tag, in small letters.
private enum LanguageTag {
  /// ISO 639-1; languages of three letters are too many to list.
  private static let languages = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv \
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne \
    ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss \
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(separator: " "))

  static func isLanguage(_ part: Substring) -> Bool {
    part.utf8.count == 3 && isLetters(part) || languages.contains(part)
  }

  static func isLetters(_ part: Substring) -> Bool { part.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7a } }

  /// A country, or a part of the world by its three digits.
  static func isRegion(_ part: Substring) -> Bool {
    part.utf8.count == 2 ? Countries.englishName(part.uppercased()) != nil : part.utf8.count == 3 && isDigits(part)
  }

  /// A way of writing, such as `1996`; those without a digit are few.
  static func isVariant(_ part: Substring) -> Bool {
    let isPlain = part.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7a || $0 >= 0x30 && $0 <= 0x39 }
    return isPlain && (4...8).contains(part.utf8.count) && part.utf8.contains { $0 <= 0x39 }
      || ["valencia", "tarask", "rozaj", "scouse", "pinyin"].contains(part)
  }

  private static func isDigits(_ part: Substring) -> Bool { part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}

public enum TranslationOrigin: String, Hashable, Sendable, CaseIterable {
  case human, machine
}
