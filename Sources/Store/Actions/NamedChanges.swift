public import Domain

/// Changes with what people call a record in place of its id, for whoever reads them.
public enum NamedChanges {
  /// `kind` is the kind of the record that changed.
  public static func of(_ changes: [FieldChange], _ kind: String, in reader: any Reader) throws -> [FieldChange] {
    try changes.map { change in
      guard let target = target(change.field, kind) else { return change }
      return FieldChange(
        field: change.field, before: try named(change.before, target, in: reader),
        after: try named(change.after, target, in: reader))
    }
  }

  /// The kind of the records that a field's numbers are ids of.
  private static func target(_ field: String, _ kind: String) -> String? {
    switch (kind, field) {
    case ("orders", "customer"), ("customers", "mergedInto"): "customers"
    case ("accounts", _) where field.hasPrefix("sku:") || field.hasPrefix("listing:"): "variants"
    default: nil
    }
  }

  private static func named(_ value: Plain, _ kind: String, in reader: any Reader) throws -> Plain {
    guard let id = value.number else { return value }
    return .text(try RecordNumber.of(kind, id, in: reader))
  }
}
