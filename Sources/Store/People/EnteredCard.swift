internal import Domain

extension ActionTable {
  /// The fields of a person or an address as somebody types them.
  static let cardFields = [
    ActionField("name", .text(limit: 200)), ActionField("company", .text(limit: 200)),
    ActionField("email", .text(limit: 200)), ActionField("phone", .text(limit: 60)),
    ActionField("street", .longText(limit: 500)), ActionField("city", .text(limit: 200)),
    ActionField("region", .text(limit: 200)), ActionField("postcode", .text(limit: 40)),
    ActionField("country", .text(limit: 2)), ActionField("taxId", .text(limit: 60)),
  ]
}

extension ActionArguments {
  /// The card with the fields that were given.
  func card(over known: Card = Card()) throws(ActionRefusal) -> Card {
    var card = known
    card.name = text("name") ?? card.name
    card.company = text("company") ?? card.company
    card.phone = text("phone") ?? card.phone
    card.city = text("city") ?? card.city
    card.region = text("region") ?? card.region
    card.postcode = text("postcode") ?? card.postcode
    card.taxId = text("taxId") ?? card.taxId
    if let street = text("street") { card.lines = street.split(separator: "\n").map(String.init) }
    if let email = text("email") {
      let sides = email.split(separator: "@", omittingEmptySubsequences: false)
      let isAddress = email.isEmpty || sides.count == 2 && !sides.contains("") && !email.contains(where: \.isWhitespace)
      if !isAddress { throw .badField("email", found: email, expected: .email) }
      card.email = email
    }
    if let country = try country() { card.country = country }
    return card
  }

  /// Two letters, capital; nil where none was given.
  func country() throws(ActionRefusal) -> String? {
    guard let country = text("country") else { return nil }
    if country.isEmpty { return country }
    guard let code = Countries.code(country) else {
      throw .badField("country", found: country, expected: .country(example: "DE"))
    }
    return code
  }
}

extension PersonalTable {
  /// Keeps a card and gives its revision: a new one only where the subject has none that says the same.
  static func keep(_ card: Card, subject: Int64, at now: Instant, in writer: any Writer) throws -> Int64 {
    if let known = try revision(of: card, subject: subject, in: writer) { return known }
    let next = try highestRevision(of: subject, in: writer) + 1
    try insert(card, subject: subject, revision: next, at: now, in: writer)
    return next
  }
}
