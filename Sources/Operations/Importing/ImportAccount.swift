internal import Domain
internal import Exchange
internal import Store

/// Which channel account a file belongs to: the one that was named, else one named after the format's channel, made
/// when the first file of that channel comes.
enum ImportAccount {
  static func find(
    _ code: String?, format: Format, _ sample: Sample, in store: Store, actor: Actor, now: Instant,
    rehearsal: IntakeRehearsal?
  ) throws -> Account {
    // What pipes in by one kind of message may come from any shop.
    let shop = format.id == "singer" ? SingerShop.channel(of: sample) : nil
    let channel = shop ?? format.id.split(separator: "-").first.map(String.init) ?? format.id
    let wanted = code ?? channel
    guard let canonical = Accounts.canonicalCode(wanted) else {
      throw ActionRefusal.badField("channel", found: wanted, expected: .letters(atMost: 16))
    }
    if let known = try store.connection.readNow({ try Accounts.find(canonical, in: $0) }) { return known }
    if let rehearsal {
      return rehearsal.account(canonical) { id in
        Account(id: id, version: 1, code: canonical, channel: channel, name: canonical, currency: nil, zone: "UTC")
      }
    }
    _ = try store.perform(
      ActionRequest("addAccount", fields: ["code": canonical, "channel": channel, "name": canonical]), as: actor,
      now: now)
    guard let made = try store.connection.readNow({ try Accounts.find(canonical, in: $0) }) else {
      throw ActionRefusal.noSuchRecord(kind: "accounts", canonical)
    }
    return made
  }
}
