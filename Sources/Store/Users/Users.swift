public import Domain

/// Who works here.
public enum Users {
  public struct User: Hashable, Sendable {
    public var id: Int64
    public var name: String
    public var roles: [Role]
    public var isActive: Bool

    public var rights: Set<Right> { roles.reduce(into: []) { $0.formUnion($1.rights) } }
  }

  public static func find(_ name: String, in reader: any Reader) throws -> User? {
    try reader.first("SELECT id, name, roles, active FROM users WHERE name = \(name)", User.init(row:))
  }

  static func load(_ id: Int64, in reader: any Reader) throws -> User? {
    try reader.first("SELECT id, name, roles, active FROM users WHERE id = \(id)", User.init(row:))
  }

  /// As the table and the journal keep them.
  static func text(_ roles: [Role]) -> String { roles.map(\.rawValue).joined(separator: ",") }

  /// Refuses what would leave nobody who may let others in; to be called after the change.
  static func requireAdmin(in reader: any Reader) throws {
    if try admins(in: reader).isEmpty {
      throw ActionRefusal.badField("roles", found: "", expected: .anotherAdmin)
    }
  }

  public static func all(in reader: any Reader) throws -> [User] {
    try reader.all("SELECT id, name, roles, active FROM users ORDER BY name", User.init(row:))
  }

  /// Names of those whom one may ask for access.
  static func admins(in reader: any Reader) throws -> [String] {
    try all(in: reader).filter { $0.isActive && $0.roles.contains(.admin) }.map(\.name)
  }

  /// Who acts: `name`, or `other` on whose behalf `name` acts by the right `actAs`. Unknown and inactive users are
  /// refused and told whom to ask.
  public static func actor(named name: String, as other: String?, in reader: any Reader) throws -> Actor {
    let real = try known(name, in: reader)
    guard let other, other != name else { return Actor(name: real.name, rights: real.rights) }
    try require(.actAs, of: Actor(name: name, rights: real.rights), in: reader)
    let acted = try known(other, in: reader)
    return Actor(name: acted.name, rights: acted.rights, realName: real.name)
  }

  private static func known(_ name: String, in reader: any Reader) throws -> User {
    guard let user = try find(name, in: reader), user.isActive else {
      throw ActionRefusal.unknownUser(name, ask: try admins(in: reader))
    }
    return user
  }
}

extension Users.User {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), name: row.text(1),
      roles: row.text(2).split(separator: ",").compactMap { Role(rawValue: String($0)) }, isActive: row.flag(3))
  }
}
