public import Domain

/// What a way is chosen by: what a day late and a lost parcel count, what currencies are worth, and the plans for when
/// a way is in trouble.
public struct WayRules: Sendable {
  public let settings: WaySettings
  public let rates: [ExchangeTable.Rate]
  public let plans: [FallbackPlan]

  public init(at now: Instant, in reader: any Reader) throws {
    settings = try WaySettingsTable.load(in: reader) ?? Ways.read(to: "", at: now, in: reader).settings
    rates = try ExchangeRates.table(at: now, in: reader).rates
    plans = try FallbackPlan.all(in: reader)
  }

  /// Plans that lead away from a service or its carrier, or to it.
  public func plans(of service: String, _ carrier: String) -> [FallbackPlan] {
    plans.filter { plan in
      [service, carrier].contains { FoldedText.areAlike($0, plan.from) } || FoldedText.areAlike(service, plan.to)
    }
  }
}
