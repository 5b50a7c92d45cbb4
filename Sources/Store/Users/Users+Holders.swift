public import Domain

extension Users {
  /// Refuses what the actor may not do, and says whom to ask.
  public static func require(_ right: Right, of actor: Actor, in reader: any Reader) throws(ActionRefusal) {
    if actor.may(right) { return }
    // A store that cannot even say who works in it refuses all the same.
    let ask = (try? holders(of: right, in: reader)) ?? []
    throw .notAllowed(right, actor: actor.name, ask: ask.filter { $0 != actor.name })
  }

  /// Whom to ask for what one may not do: those who have the right, admins behind the others, by name.
  public static func holders(of right: Right, in reader: any Reader) throws -> [String] {
    try holders(in: reader)[right] ?? []
  }

  /// The same for every right.
  public static func holders(in reader: any Reader) throws -> [Right: [String]] {
    let active = try all(in: reader).filter(\.isActive)
    let isAdmin = { (user: User) in user.roles.contains(.admin) }
    let ordered = active.filter { !isAdmin($0) } + active.filter(isAdmin)
    return ordered.reduce(into: [:]) { holders, user in
      for right in user.rights { holders[right, default: []].append(user.name) }
    }
  }
}

extension Store {
  /// Refuses what the actor may not do, and says whom to ask.
  public func require(_ right: Right, of actor: Actor) throws {
    if !actor.may(right) { try connection.readNow { try Users.require(right, of: actor, in: $0) } }
  }
}
