public import Domain

/// Changes with what people call a record in place of its id, for whoever reads them.
public enum NamedChanges {
  /// `kind` is the kind of the record that changed, `currency` what its amounts are in where they do not say so.
  public static func of(
    _ changes: [FieldChange], _ kind: String, currency: Currency? = nil, in reader: any Reader
  ) throws -> [FieldChange] {
    try changes.map { change in
      if kind == "purchases" && change.field.hasPrefix("line:") {
        return FieldChange(
          field: change.field, before: try line(change.before, currency, in: reader),
          after: try line(change.after, currency, in: reader))
      }
      if let currency, let told = terms(of: change, kind, currency) { return told }
      if kind == "orders" && change.field == Allocating.field {
        return FieldChange(
          field: change.field, before: try units(change.before, in: reader), after: try units(change.after, in: reader))
      }
      guard let target = target(change.field, kind) else { return change }
      return FieldChange(
        field: change.field, before: try named(change.before, target, in: reader),
        after: try named(change.after, target, in: reader))
    }
  }

  /// What a supplier asks for, as amounts; nil of other fields.
  private static func terms(of change: FieldChange, _ kind: String, _ currency: Currency) -> FieldChange? {
    func told(_ value: Plain) -> Plain {
      switch (kind, change.field) {
      case (Supplier.kind, _): value.number.map { .text(Money(minorUnits: $0, currency: currency).withCode) } ?? value
      default: value.text.flatMap { PriceBreaks(plainText: $0) }.map { .text($0.text(in: currency)) } ?? value
      }
    }
    guard [Supplier.kind: "minimumAmount", SupplierItem.kind: "prices"][kind] == change.field else { return nil }
    return FieldChange(field: change.field, before: told(change.before), after: told(change.after))
  }

  /// The kind of the records that a field's numbers are ids of.
  private static func target(_ field: String, _ kind: String) -> String? {
    switch (kind, field) {
    case ("orders", "customer"), ("customers", "mergedInto"): "customers"
    case ("locations", "warehouse"), ("returns", "place"), ("published", "warehouse"): "locations"
    case ("purchases", "warehouse"): "locations"
    case ("purchases", "supplier"), ("supplierItems", "supplier"): "suppliers"
    case ("supplierItems", "variant"): "variants"
    case ("published", "account"): "accounts"
    case ("published", "variant"): "variants"
    case ("returns", "order"), ("returns", "exchange"): "orders"
    case ("accounts", _) where field.hasPrefix("sku:") || field.hasPrefix("listing:"): "variants"
    default: nil
    }
  }

  /// Units of an order by SKU, state and warehouse; the rows' own numbers say nothing.
  private static func units(_ value: Plain, in reader: any Reader) throws -> Plain {
    guard let list = value.list else { return value }
    return .list(
      try list.map { unit in
        guard let map = unit.map else { return unit }
        var told: [String: Plain] = [:]
        told["quantity"] = map["quantity"]
        told["state"] = map["state"]
        if let id = map["variant"]?.number { told["sku"] = .text(try RecordNumber.of("variants", id, in: reader)) }
        if let id = map["warehouse"]?.number {
          told["warehouse"] = .text(try RecordNumber.of("locations", id, in: reader))
        }
        return .map(told)
      })
  }

  /// A line of a purchase by its SKU, its price as an amount.
  private static func line(_ value: Plain, _ currency: Currency?, in reader: any Reader) throws -> Plain {
    guard var map = value.map else { return value }
    if let id = map["variant"]?.number {
      map["variant"] = nil
      map["sku"] = .text(try RecordNumber.of("variants", id, in: reader))
    }
    if let cost = map["unitCost"]?.number, let currency {
      map["unitCost"] = .text(Money(minorUnits: cost, currency: currency).withCode)
    }
    return .map(map)
  }

  private static func named(_ value: Plain, _ kind: String, in reader: any Reader) throws -> Plain {
    guard let id = value.number else { return value }
    return .text(try RecordNumber.of(kind, id, in: reader))
  }
}
