internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Store

/// `portolan quote`: which ways a parcel could go, at what cost and time, and why the others cannot.
struct QuoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quote",
    abstract: "Which ways a parcel could go, at what cost and time, and why the others cannot.",
    discussion: """
      For a parcel that is not there yet: --to DE --postcode 10115 --weight 350g --size 20x15x8cm --value 25EUR. \
      For one that is: quote parcels P-1, or quote fulfilments F-1. With -, one a line from standard input as \
      to=DE weight=350g …, answered by one JSON line each.
      """)
  @OptionGroup var shared: SharedOptions
  @Argument(help: "parcels P-1, fulfilments F-1, or - for lines of NAME=VALUE.") var what: [String] = []
  @Option(help: "The country it goes to.") var to: String?
  @Option(help: "The postcode it goes to.") var postcode: String?
  @Option(help: "The state or province it goes to, as its code.") var state: String?
  @Option(help: "The country it leaves from.") var from: String?
  @Option(help: "What it weighs: 350g, 0.35kg, 12oz.") var weight: String?
  @Option(help: "Its sides: 20x15x8cm.") var size: String?
  @Option(help: "What it is worth: 25EUR.") var value: String?
  @Option(help: "What makes the goods special: UN3481, liquid, 带电 …; again for more.") var hazard: [String] = []
  @Option(help: "What the way must offer: tracked, signature, insured …; again for more.") var needs: [String] = []
  @Option(help: "The days in which it was promised.") var promised: String?
  @Option(help: "When it leaves: a date, now without it.") var at: String?
  @Option(help: "So many ways at most are told, and so many that are not open.") var limit: Int?
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let (store, _) = try shared.open()
    if what == ["-"] { return try answerLines(store) }
    if !what.isEmpty { return try tellRecord(store) }
    var words: [String: [String]] = ["hazard": hazard, "needs": needs]
    for (name, word) in [
      ("to", to), ("postcode", postcode), ("state", state), ("from", from), ("weight", weight), ("size", size),
      ("value", value), ("promised", promised), ("at", at),
    ] {
      if let word { words[name] = [word] }
    }
    let wish = try QuoteWords.wish(words, now: Process.now(), zone: shared.zone)
    try tell(try ways(wish, store), wish, of: nil)
  }

  private func ways(_ wish: QuoteWish, _ store: Store) throws -> Ways {
    let ways = try store.connection.readNow { try Ways.read(to: wish.place.country, at: wish.at, in: $0) }
    if ways.services.isEmpty { throw ActionRefusal.way(.noServices) }
    return ways
  }

  private func tellRecord(_ store: Store) throws {
    guard what.count == 2, let kind = Kind(named: what[0]), [.parcels, .fulfilments].contains(kind) else {
      throw Failure(text: "parcels P-1, fulfilments F-1 or - was expected, not “\(what.joined(separator: " "))”.")
    }
    let now = Process.now()
    let parcel = try store.connection.readNow { reader -> ParcelWish? in
      let id = try NamedRecord.find(kind, what[1], in: reader)
      return kind == .parcels
        ? try ParcelWish.of(parcel: id, at: now, in: reader)
        : try ParcelWish.packed(fulfilment: id, at: now, in: reader)
    }
    guard var parcel else { throw ActionRefusal.noSuchRecord(kind: kind.rawValue, what[1]) }
    parcel.wish.handOver(in: shared.zone)
    if parcel.wish.place.country.isEmpty { throw ActionRefusal.way(.noCountry(parcel.number)) }
    try tell(try ways(parcel.wish, store), parcel.wish, of: parcel.number)
  }

  private func tell(_ ways: Ways, _ wish: QuoteWish, of number: String?) throws {
    let choice = ways.choice(wish)
    let output = QuoteOutput(ways: ways, choice: choice, wish: wish, number: number, limit: limit)
    if json { Output.json(output.json) } else { output.say() }
    // Nothing that a script could choose from.
    if choice.ways.isEmpty { throw Failure(text: "") }
  }

  /// One answer for each line, in order; a line that cannot be read is answered with what is wrong about it.
  private func answerLines(_ store: Store) throws {
    let now = Process.now()
    var refused = 0
    var answered = 0
    while let line = readLine() {
      do {
        let wish = try QuoteWords.wish(try QuoteWords.words(line), now: now, zone: shared.zone)
        let ways = try ways(wish, store)
        Output.json(QuoteOutput(ways: ways, choice: ways.choice(wish), wish: wish, number: nil, limit: limit).json)
        Output.flush()
        answered += 1
      } catch let failure as Failure {
        Output.json(["error": .text(failure.text)])
        refused += 1
      }
    }
    if refused > 0 { throw Failure(text: "", status: answered > 0 ? 1 : 2) }
  }
}

/// What is asked of a quote, word by word.
enum QuoteWords {
  private static let names = [
    "to", "postcode", "state", "from", "weight", "size", "value", "hazard", "needs", "promised", "at",
  ]

  /// `to=DE weight=350g`, words divided by blanks or tabs.
  static func words(_ line: String) throws -> [String: [String]] {
    var words: [String: [String]] = [:]
    for word in line.split(whereSeparator: \.isWhitespace) {
      guard let equals = word.firstIndex(of: "=") else {
        throw Failure(text: "“\(word)”: NAME=VALUE was expected, such as to=DE.")
      }
      let name = String(word[..<equals])
      guard names.contains(name) else {
        throw Failure(text: "There is no “\(name)”; \(names.joined(separator: ", ")) are.")
      }
      words[name, default: []].append(String(word[word.index(after: equals)...]))
    }
    return words
  }

  static func wish(_ words: [String: [String]], now: Instant, zone: Zone) throws -> QuoteWish {
    func word(_ name: String) -> String? { words[name]?.last }
    func refuse(_ name: String, _ found: String, _ expected: String) -> Failure {
      Failure(text: "--\(name): “\(found)” does not fit; \(expected) was expected.")
    }
    guard let to = word("to") else { throw Failure(text: "--to is missing: the country that it goes to.") }
    guard let country = Countries.code(to) else { throw refuse("to", to, "a country such as DE") }
    var wish = QuoteWish(
      place: ShippingPlace(country: country, region: word("state") ?? "", postcode: word("postcode") ?? ""),
      measures: Measures(), at: now, acceptsUnknownSides: true)
    if let from = word("from") {
      guard let code = Countries.code(from) else { throw refuse("from", from, "a country such as CN") }
      wish.origin = code
    }
    if let weight = word("weight") {
      guard let grams = TypedMeasure.grams(weight), grams > 0 else {
        throw refuse("weight", weight, "a weight with its unit such as 350g or 1.2kg")
      }
      wish.measures.grams = grams
    }
    if let size = word("size") {
      guard let sides = TypedMeasure.sides(size) else { throw refuse("size", size, "sides such as 20x15x8cm") }
      wish.measures.lengthMillimetres = sides[0]
      wish.measures.widthMillimetres = sides[1]
      wish.measures.heightMillimetres = sides[2]
    }
    if let value = word("value") {
      guard let money = try? TypedMoney.read(value, currency: nil).money, money.minorUnits >= 0 else {
        throw refuse("value", value, "a sum with its currency such as 25EUR")
      }
      wish.value = money
    }
    for hazard in (words["hazard"] ?? []).flatMap({ $0.split { $0 == "," || $0 == "，" }.map(String.init) }) {
      guard let known = Hazard.named(hazard) else {
        throw refuse(
          "hazard", hazard, "UN3480, UN3481, UN3090, UN3091, " + Hazard.allCases.map(\.rawValue).joined(separator: ", ")
        )
      }
      wish.hazards.formUnion(known)
    }
    for need in (words["needs"] ?? []).flatMap({ $0.split(separator: ",").map(String.init) }) {
      guard let feature = ShippingService.Feature.named(need) else {
        throw refuse("needs", need, ShippingService.Feature.allCases.map(\.rawValue).joined(separator: ", "))
      }
      wish.needs.insert(feature)
    }
    if let promised = word("promised") {
      guard let days = Int(promised), (0...400).contains(days) else {
        throw refuse("promised", promised, "days such as 10")
      }
      wish.promisedDays = days
    }
    if let at = word("at") {
      guard let moment = DateText.read(at, zone: zone, zoneNamed: { _ in nil }) else {
        throw refuse("at", at, "a date such as 2026-09-22")
      }
      wish.at = moment
    } else {
      // What is handed over now may miss today's cut-off.
      wish.handOver(in: zone)
    }
    return wish
  }
}
