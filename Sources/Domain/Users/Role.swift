/// What somebody is to the shop; a user may have several.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case agent, picker, buyer, finance, compliance, manager, admin
}

/// What a role may do. Every action names the one it needs.
public enum Right: String, Hashable, Sendable, CaseIterable {
  /// See orders, products and customers without personal data.
  case look
  case seePersonal
  case editOrders
  case cancelOrders
  case settlePayments
  case shipOrders
  case editProducts
  case reviewProducts
  case editCustomers
  case erasePersonal
  case importFiles
  case mapSkus
  case shareViews
  case manageUsers
  case manageStore
  /// Count goods, move them and book them in.
  case moveStock
  /// Places and lots: what may be sold from where.
  case manageStock
  /// Promise stock to orders, and take it back.
  case allocateStock
  /// Suppliers, what they sell, and purchases from them.
  case buyGoods
  /// Judge goods that came in, and keep their certificates.
  case checkGoods
  /// Rules that look at every order.
  case manageRules
  case actAs
}

extension Role {
  public var rights: Set<Right> {
    switch self {
    case .agent:
      [.look, .seePersonal, .editOrders, .cancelOrders, .editCustomers, .importFiles, .mapSkus, .allocateStock]
    case .picker: [.look, .seePersonal, .shipOrders, .moveStock]
    case .buyer: [.look, .editProducts, .importFiles, .mapSkus, .moveStock, .buyGoods, .checkGoods]
    case .finance: [.look, .settlePayments, .importFiles]
    case .compliance: [.look, .seePersonal, .reviewProducts, .editProducts, .erasePersonal, .checkGoods]
    case .manager:
      [
        .look, .seePersonal, .editOrders, .cancelOrders, .settlePayments, .shipOrders, .editProducts, .reviewProducts,
        .editCustomers, .importFiles, .mapSkus, .shareViews, .moveStock, .manageStock, .allocateStock, .buyGoods,
        .checkGoods, .manageRules,
      ]
    case .admin: Set(Right.allCases)
    }
  }
}

/// Somebody who acts, with what they may do; `onBehalfOf` is who really sits there when acting as another.
public struct Actor: Hashable, Sendable {
  public var name: String
  public var rights: Set<Right>
  /// The user who acts as `name`, by the right `actAs`; nil otherwise.
  public var realName: String?

  public init(name: String, rights: Set<Right>, realName: String? = nil) {
    self.name = name
    self.rights = rights
    self.realName = realName
  }

  public func may(_ right: Right) -> Bool { rights.contains(right) }
}

extension Actor {
  /// Who does the recurring work that nobody asks for: no user is called so.
  public static let system = Actor(name: "system", rights: [.editOrders])
}
