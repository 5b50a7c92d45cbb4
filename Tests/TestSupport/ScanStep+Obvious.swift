public import Domain

extension ScanStep {
  /// What somebody who does everything right scans here; nil at the end.
  public var obvious: ScanEvent? {
    func fact<T>(_ pick: (ScanFact) -> T?) -> T? { facts.lazy.compactMap(pick).first }
    switch prompt {
    case .cart: return fact { if case .cart(let cart) = $0 { .scan(cart) } else { nil } }
    case .location: return fact { if case .location(let place) = $0 { .scan(place) } else { nil } }
    case .product:
      let known: ScanEvent? = fact { if case .product(let sku) = $0 { .scan(sku) } else { nil } }
      let awaited: ScanEvent? = fact { if case .awaited(let sku, _) = $0 { .scan(sku) } else { nil } }
      return known ?? awaited ?? (keys[.f3] == .unexpected ? .key(.f8) : nil)
    case .condition: return .answer(true)
    case .lot: return fact { if case .lot(let lot) = $0 { .text(lot) } else { nil } } ?? .text("LOT")
    case .quantity: return fact { if case .quantity(_, let of) = $0 { .number(of) } else { nil } }
    case .bin:
      let order: String? = fact { if case .order(let order) = $0 { order } else { nil } }
      return fact { if case .bin(let bin) = $0 { .scan(bin ?? "TOTE-\(order ?? "")") } else { nil } }
    case .zeroCheck, .unloading: return .answer(true)
    case .order: return fact { if case .order(let order) = $0 { .scan(order) } else { nil } }
    case .weight:
      return fact { if case .weight(let expected, _) = $0 { .number(max(1, expected)) } else { nil } } ?? .number(100)
    case .box, .unexpected, .reason, .confirmation, .expiry, .done: return nil
    }
  }
}
