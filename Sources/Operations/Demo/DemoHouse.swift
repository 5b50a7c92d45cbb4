internal import Domain
internal import Store

/// Who works in the made-up shop, and what they keep an eye on.
enum DemoHouse {
  static let agents = ["lena", "marco", "yuki", "xiaomei"]
  static let pickers = ["tomasz", "aylin", "zhou"]
  static let finance = "ingrid"
  static let compliance = "priya"

  /// Who promises stock and judges lots.
  static func manager(of store: Store) throws -> Actor {
    try store.connection.readNow { try Users.actor(named: "dora", as: nil, in: $0) }
  }

  private static let users: [(String, String)] = [
    ("aylin", "picker"), ("chen", "buyer"), ("dora", "manager"), ("ingrid", "finance"), ("lena", "agent"),
    ("marco", "agent"), ("priya", "compliance"), ("tomasz", "picker"), ("xiaomei", "agent,buyer"), ("yuki", "agent"),
    ("zhou", "picker"),
  ]

  /// Beside those that every shop begins with.
  private static let views: [(String, String)] = [
    ("weekend", "orders shipBy<=tomorrow fulfilment:unfulfilled sort:-total"),
    ("fraud", "orders holds:fraudRisk"),
    ("vip", "orders tag:vip status:paid,processing,shipped"),
    ("dear", "orders total>=200EUR sort:-total"),
    ("大额待发", "orders total>=100EUR status:paid sort:shipBy"),
  ]

  /// Users, channel accounts and saved views; the accounts in the order of the channels.
  static func furnish(_ store: Store, _ world: DemoWorld, as actor: Actor, now: Instant) throws -> [Account] {
    func perform(_ action: String, _ fields: [String: String]) throws {
      _ = try store.perform(ActionRequest(action, subject: nil, fields: fields), as: actor, now: now)
    }
    for (name, roles) in users where name != actor.name && name != actor.realName {
      try perform("addUser", ["name": name, "roles": roles])
    }
    for channel in world.channels {
      try perform(
        "addAccount",
        [
          "code": channel.code, "channel": channel.channel, "name": channel.name, "currency": channel.currency,
          "zone": channel.zone,
        ])
    }
    for (name, sentence) in views {
      try perform("saveView", ["name": name, "sentence": sentence, "shared": "yes"])
    }
    return try store.connection.readNow { reader in
      try world.channels.compactMap { try Accounts.find($0.code, in: reader) }
    }
  }
}
