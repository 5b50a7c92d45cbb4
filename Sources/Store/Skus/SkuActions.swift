internal import Domain

extension ActionTable {
  private static let channelSku = [
    ActionField("sku", .text(limit: 200)), ActionField("listing", .text(limit: 200)),
  ]

  /// Which own SKU a channel's SKU or listing stands for: said once, for all lines alike.
  static let skuActions: [ActionDefinition] = [
    ActionDefinition(
      "mapSku", on: "accounts", channelSku + [ActionField("to", .record(kind: "variants"), required: true)],
      right: .mapSkus,
      help: "Maps a channel account's SKU, its listing id (ASIN, FNSKU, item number) or both to an own SKU: "
        + "for lines that wait, lines not shipped yet, and lines to come."
    ) { work, arguments in
      let sku = try named(work, arguments)
      let own = arguments.text("to") ?? ""
      guard let variant = try SkuAlias.variant(called: own, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "variants", own)
      }
      let before = try sku.variant(in: work.writer)
      if before == variant { throw ActionRefusal.product(.unchanged) }
      let judged = try sku.stand(for: variant, shippedToo: false, in: work.writer)
      let entry = try work.append(
        action: "mapSku", kind: "accounts", subject: sku.account,
        changes: [FieldChange(field: sku.field, before: Plain(before), after: .number(variant))] + judged.changes)
      try judged.leave(after: entry, work)
      return sku.account
    },
    ActionDefinition(
      "unmapSku", on: "accounts", channelSku, right: .mapSkus,
      help: "Takes back what a channel account's SKU or listing stands for; what was shipped keeps what was picked."
    ) { work, arguments in
      let sku = try named(work, arguments)
      guard let before = try sku.variant(in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "channelSkus", sku.field)
      }
      let judged = try sku.stand(for: nil, shippedToo: false, in: work.writer)
      let entry = try work.append(
        action: "unmapSku", kind: "accounts", subject: sku.account,
        changes: [FieldChange(field: sku.field, before: .number(before), after: .null)] + judged.changes)
      try judged.leave(after: entry, work)
      return sku.account
    },
  ]

  private static func named(_ work: Work, _ arguments: ActionArguments) throws -> ChannelSku {
    let account = try arguments.subject()
    if try Accounts.load(account, in: work.writer) == nil {
      throw ActionRefusal.noSuchRecord(kind: "accounts", String(account))
    }
    let sku = ChannelSku(
      account: account, sku: arguments.text("sku") ?? "", listing: arguments.text("listing") ?? "")
    if sku.key.isEmpty && sku.listing.isEmpty { throw ActionRefusal.missingField("sku") }
    if sku.listing.contains(where: \.isWhitespace) {
      throw ActionRefusal.badField("listing", found: sku.listing, expected: .idWithoutBlanks)
    }
    return sku
  }
}
