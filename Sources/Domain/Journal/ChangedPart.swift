/// A change as small as it can be told: of a list or a map only what differs, by what people call its elements.
public struct ChangedPart: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    case field(String)
    /// An element of a list: its SKU, or whatever else it goes by.
    case element(String)
  }

  /// From the record's field inwards.
  public var path: [Step]
  /// Of a list whose elements came and went: those that went, and those that came.
  public var before: Plain
  public var after: Plain

  /// The innermost field, which says what the values are.
  public var field: String {
    for step in path.reversed() { if case .field(let name) = step { return name } }
    return ""
  }
}

extension FieldChange {
  /// What differs, the nearest first; an order's sums part by part only where `dividesMoney` says so.
  public func parts(dividingMoney dividesMoney: Bool) -> [ChangedPart] {
    ChangeDivision(dividesMoney: dividesMoney).parts([.field(field)], before, after)
  }
}

/// Looks for what differs between two values of a field.
private struct ChangeDivision {
  let dividesMoney: Bool

  /// Numbers of other rows, which nobody knows them by.
  private static let unsaid: Set<String> = ["id", "variant", "personal", "sourceOrder", "sourceLine"]

  func parts(_ path: [ChangedPart.Step], _ before: Plain, _ after: Plain) -> [ChangedPart] {
    if before == after { return [] }
    switch (before, after) {
    case (.map(let old), .map(let new)):
      if old.count == 2, Money(plain: before) != nil, Money(plain: after) != nil { break }
      if old["items"] != nil, let was = OrderMoney(plain: before), let now = OrderMoney(plain: after) {
        if !dividesMoney { break }
        return maps(path, ChangeDivision.told(was), ChangeDivision.told(now))
      }
      return maps(path, old, new)
    case (.list(let old), .list(let new)):
      let (were, are) = (old.compactMap(\.map), new.compactMap(\.map))
      if were.count == old.count, are.count == new.count, !old.isEmpty, !new.isEmpty {
        return lists(path, were, are, or: whole(path, before, after))
      }
    default: break
    }
    return whole(path, before, after)
  }

  private func whole(_ path: [ChangedPart.Step], _ before: Plain, _ after: Plain) -> [ChangedPart] {
    [ChangedPart(path: path, before: before, after: after)]
  }

  private func maps(_ path: [ChangedPart.Step], _ old: [String: Plain], _ new: [String: Plain]) -> [ChangedPart] {
    let names = Set(old.keys).union(new.keys).subtracting(ChangeDivision.unsaid)
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { name in
      parts(path + [.field(name)], old[name] ?? .null, new[name] ?? .null)
    }
  }

  /// Elements that are the same thing are told field by field; `same` where only their order differs.
  private func lists(
    _ path: [ChangedPart.Step], _ old: [[String: Plain]], _ new: [[String: Plain]], or same: [ChangedPart]
  ) -> [ChangedPart] {
    var left = Array(new.indices)
    var pairs: [(old: Int, new: Int)] = []
    var gone: [Int] = []
    for (index, element) in old.enumerated() {
      let match =
        left.first { new[$0] == element } ?? left.first { isSame(element, new[$0], byNumber: true) }
        ?? left.first { isSame(element, new[$0], byNumber: false) }
      if let match {
        left.removeAll { $0 == match }
        pairs.append((index, match))
      } else {
        gone.append(index)
      }
    }
    if gone.isEmpty && left.isEmpty && pairs.allSatisfy({ old[$0.old] == new[$0.new] }) { return same }
    var found = pairs.flatMap { pair in
      maps(path + [.element(label(pair.new, new))], old[pair.old], new[pair.new])
    }
    if !gone.isEmpty || !left.isEmpty {
      found += whole(path, .list(gone.map { .map(old[$0]) }), .list(left.map { .map(new[$0]) }))
    }
    return found
  }

  private func isSame(_ one: [String: Plain], _ other: [String: Plain], byNumber: Bool) -> Bool {
    if let id = one["id"]?.number, let otherId = other["id"]?.number { return id == otherId }
    if byNumber { return false }
    guard let name = name(one) else { return false }
    return name == self.name(other) && one["position"] == other["position"]
  }

  private func name(_ element: [String: Plain]) -> String? {
    // A text in another language: of its title, or of its description.
    if let locale = element["locale"]?.text, let field = element["field"]?.text { return "\(locale) \(field)" }
    for key in ["sku", "title", "reason", "code", "address", "currency", "name"] {
      if let text = element[key]?.text, !text.isEmpty { return text }
    }
    return nil
  }

  /// What people call an element; one of several of that name by its place too.
  private func label(_ index: Int, _ elements: [[String: Plain]]) -> String {
    let place = "#\(elements[index]["position"]?.number ?? Int64(index + 1))"
    guard let name = name(elements[index]) else { return place }
    return elements.count { self.name($0) == name } > 1 ? "\(name) \(place)" : name
  }

  /// An order's sums as amounts, with what they come to.
  private static func told(_ money: OrderMoney) -> [String: Plain] {
    func amount(_ units: Int64) -> Plain { Money(minorUnits: units, currency: money.currency).plain }
    return [
      "items": amount(money.items), "discount": amount(money.discount), "shipping": amount(money.shipping),
      "tax": amount(money.tax), "taxIncluded": .flag(money.taxIncluded), "other": amount(money.other),
      "total": amount(money.total),
    ]
  }
}
