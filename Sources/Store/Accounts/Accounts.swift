public import Domain

/// A channel account: one shop at one marketplace, whose orders are numbered together.
public struct Account: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  /// Short and unique, the beginning of its orders' numbers: `AMZ-DE`.
  public var code: String
  /// The marketplace or shop system: `amazon`, `shopify`, `own` …
  public var channel: String
  public var name: String
  /// For files that name no currency.
  public var currency: Currency?
  /// IANA name of the zone of dates that name none.
  public var zone: String

  public init(
    id: Int64, version: Int64, code: String, channel: String, name: String, currency: Currency?, zone: String
  ) {
    self.id = id
    self.version = version
    self.code = code
    self.channel = channel
    self.name = name
    self.currency = currency
    self.zone = zone
  }
}

public enum Accounts {
  static let columns: SQL = "SELECT id, version, code, channel, name, currency, zone FROM accounts"

  public static func all(in reader: any Reader) throws -> [Account] {
    try reader.all("\(columns) ORDER BY code", Account.init(row:))
  }

  /// By its code, whatever the letter case.
  public static func find(_ code: String, in reader: any Reader) throws -> Account? {
    try reader.first("\(columns) WHERE code = \(canonical(code))", Account.init(row:))
  }

  static func load(_ id: Int64, in reader: any Reader) throws -> Account? {
    try reader.first("\(columns) WHERE id = \(id)", Account.init(row:))
  }

  /// How many kinds of records belong to the account.
  static func belongings(of id: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      """
      SELECT CASE WHEN EXISTS (SELECT 1 FROM orders WHERE account_id = \(id)) THEN 1 ELSE 0 END
        + CASE WHEN EXISTS (SELECT 1 FROM raw_records WHERE account_id = \(id)) THEN 1 ELSE 0 END
        + CASE WHEN EXISTS (SELECT 1 FROM products WHERE account_id = \(id)) THEN 1 ELSE 0 END
        + CASE WHEN EXISTS (SELECT 1 FROM channel_skus WHERE account_id = \(id)) THEN 1 ELSE 0 END
        + CASE WHEN EXISTS (SELECT 1 FROM stock_reports WHERE account_id = \(id)) THEN 1 ELSE 0 END
        + CASE WHEN EXISTS (SELECT 1 FROM published_stock WHERE account_id = \(id)) THEN 1 ELSE 0 END
      """) ?? 0
  }

  /// Codes are upper-case letters, digits and dashes, 16 at most; nil for a word that cannot be one.
  public static func canonicalCode(_ code: String) -> String? {
    let word = canonical(code)
    let fits =
      !word.isEmpty && word.utf8.count <= 16
      && word.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5a || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2d }
    return fits ? word : nil
  }

  private static func canonical(_ code: String) -> String { code.uppercased() }

  /// The account of a dry run, which is not made: under a number that no other has, in a transaction that is rolled
  /// back.
  static func insertUnmade(_ account: Account, in writer: any Writer) throws {
    try writer.run(
      "INSERT INTO accounts (id, code, channel, name, currency, zone) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .integer(account.id), .text(account.code), .text(account.channel), .text(account.name),
        SQLValue(account.currency?.code),
        .text(account.zone),
      ])
  }

  static func insert(_ account: Account, in writer: any Writer) throws -> Int64 {
    try writer.run(
      "INSERT INTO accounts (code, channel, name, currency, zone) VALUES (?, ?, ?, ?, ?)",
      [
        .text(account.code), .text(account.channel), .text(account.name), SQLValue(account.currency?.code),
        .text(account.zone),
      ])
    return try writer.lastInsertedId
  }
}

extension Account {
  init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), code: row.text(2), channel: row.text(3), name: row.text(4),
      currency: row.optionalText(5).flatMap { Currency($0) }, zone: row.text(6))
  }
}
