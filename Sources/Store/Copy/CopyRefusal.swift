/// Why a store cannot be copied, or not so.
public enum CopyRefusal: Error, Hashable, Sendable {
  /// The target holds something.
  case notEmpty(String)
  /// The target is a copy that was broken off, of another shop.
  case ofAnother(String)
  /// The target is a copy that was broken off, and too much of the source has changed since.
  case changedTooMuch(String)
  /// The target's mark was moved by somebody else.
  case copiedByAnother
  case sameStore
  /// The copy's rows are not those of the source.
  case differs([CopyDifference])
  /// An engine's table is not as this program's schema has it.
  case otherColumns(table: String, detail: String)
  case unknownType(table: String, column: String, type: String)
  case noKey(table: String)
}

extension CopyRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notEmpty(let target):
      "\(target) holds something already; a store is copied into an empty place. Nothing was changed."
    case .ofAnother(let target):
      """
      \(target) is a copy that was broken off, of another shop or of a later state of this one. `store copy --anew` \
      throws away what is there and begins anew.
      """
    case .changedTooMuch(let target):
      """
      \(target) is a copy that was broken off, and most of the shop has changed since. `store copy --anew` throws away \
      what is there and begins anew.
      """
    case .copiedByAnother: "Somebody else is copying to the same place. Leave it to them, or stop them first."
    case .sameStore: "From and to are the same store."
    case .differs(let found):
      "The copy is not what the source is: " + found.prefix(3).map(\.description).joined(separator: "; ")
        + ". It is not released."
    case .otherColumns(let table, let detail): "The table \(table) is not as this program knows it: \(detail)."
    case .unknownType(let table, let column, let type): "\(table).\(column) is of type \(type), which cannot be copied."
    case .noKey(let table): "The table \(table) has no key to copy it by."
    }
  }
}

/// One row that is not the same in both stores.
public struct CopyDifference: Hashable, Sendable, CustomStringConvertible {
  public enum What: Hashable, Sendable {
    case onlyInSource, onlyInTarget
    /// These columns differ.
    case columns([String])
    /// The free-text indexes hold so many rows each.
    case indexed(source: Int64, target: Int64)
    /// The journals end differently, or the chain does not hold.
    case journal(String)
  }

  public var table: String
  /// The row's key, its values by commas.
  public var key: String
  public var what: What

  public var description: String {
    switch what {
    case .onlyInSource: "\(table) \(key) is missing in the target"
    case .onlyInTarget: "\(table) \(key) is in the target alone"
    case .columns(let names): "\(table) \(key) differs in \(names.joined(separator: ", "))"
    case .indexed(let source, let target): "\(table) indexes \(source) rows in the source, \(target) in the target"
    case .journal(let text): "journal: \(text)"
    }
  }
}
