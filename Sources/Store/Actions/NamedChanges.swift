public import Domain

/// Changes with what people call a record in place of its id, for whoever reads them.
public enum NamedChanges {
  /// `kind` is the kind of the record that changed, `currency` what its amounts are in where they do not say so; of an
  /// order it is asked for by its id, the `subject`.
  public static func of(
    _ changes: [FieldChange], _ kind: String, _ subject: Int64? = nil, currency: Currency? = nil,
    in reader: any Reader
  ) throws -> [FieldChange] {
    if kind == "orders", let index = changes.firstIndex(where: { $0.field == "lines" }), let subject,
      let code = try reader.first("SELECT currency FROM orders WHERE id = \(subject)", { $0.text(0) }),
      let currency = Currency(code)
    {
      var priced = changes
      priced[index].before = NamedChanges.priced(changes[index].before, currency)
      priced[index].after = NamedChanges.priced(changes[index].after, currency)
      return try of(priced, kind, currency: currency, in: reader)
    }
    return try changes.map { change in
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
      if kind == "orders" && change.field == "routes" {
        return FieldChange(
          field: change.field, before: try routes(change.before, in: reader),
          after: try routes(change.after, in: reader))
      }
      guard let target = target(change.field, kind) else { return change }
      return FieldChange(
        field: change.field, before: try named(change.before, target, in: reader),
        after: try named(change.after, target, in: reader))
    }
  }

  /// An order's lines, whose amounts are in its currency.
  private static func priced(_ lines: Plain, _ currency: Currency) -> Plain {
    guard let list = lines.list else { return lines }
    return .list(
      list.map { line in
        guard var map = line.map else { return line }
        for name in OrderLine.amounts {
          guard let units = map[name]?.number else { continue }
          map[name] = Money(minorUnits: units, currency: currency).plain
        }
        return .map(map)
      })
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

  /// Where rules want an order to come from, by the warehouses' codes.
  public static func routes(_ value: Plain, in reader: any Reader) throws -> Plain {
    guard let list = value.list else { return value }
    return .list(
      try list.map { wish in
        guard var map = wish.map, let warehouse = map["warehouse"] else { return wish }
        map["warehouse"] = try named(warehouse, "locations", in: reader)
        return .map(map)
      })
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
