import Domain
import Testing

/// What is proposed to be bought, and why; how old stock is and what it binds; what may be promised when.
@Suite struct ReplenishmentTests {
  private let supplier = Supplier(id: 1, code: "ACME", leadDays: 10, handlingDays: 2)
  private let policy = Replenishment.Policy(coverDays: 30, safetyDays: 6)

  private func item(_ prices: String = "1=2.00", pack: Int64 = 1, minimum: Int64 = 1) throws -> SupplierItem {
    SupplierItem(
      id: 1, supplierId: 1, variantId: 7, packSize: pack, minimum: minimum,
      prices: try #require(PriceBreaks(typed: prices, in: .yuan)))
  }

  private func facts(
    sold: Int64 = 56, yearAgo: (Int64, Int64)? = nil, free: Int64 = 0, incoming: Int64 = 0, waiting: Int64 = 0
  ) -> Replenishment.Facts {
    .init(
      variantId: 7, sku: "MUG", sold: sold, window: 56, soldYearAgo: yearAgo?.0, soldAfterYearAgo: yearAgo?.1,
      free: free, incoming: incoming, waiting: waiting)
  }

  @Test func `One a day for the way, the cover and what is kept: forty-eight`() throws {
    let proposal = try #require(Replenishment(facts(), from: supplier, try item(), policy: policy))
    #expect(proposal.quantity == 48)
    #expect(proposal.unitCost == 200)
    #expect(proposal.reasons.contains(.noSeason))
    #expect(proposal.reasons.contains(.need(units: 48)))
    // Above the point of ordering nothing is proposed, below it the rest.
    #expect(Replenishment(facts(free: 20), from: supplier, try item(), policy: policy) == nil)
    #expect(Replenishment(facts(free: 18), from: supplier, try item(), policy: policy)?.quantity == 30)
    #expect(Replenishment(facts(free: 5, incoming: 30), from: supplier, try item(), policy: policy) == nil)
    #expect(Replenishment(facts(sold: 0), from: supplier, try item(), policy: policy) == nil)
  }

  @Test func `Who waits is bought for, whatever else is there`() throws {
    let proposal = try #require(
      Replenishment(facts(sold: 0, waiting: 5), from: supplier, try item(), policy: policy))
    #expect(proposal.quantity == 5)
    #expect(proposal.reasons.contains(.waiting(units: 5)))
    #expect(proposal.reasons.contains(.noSales(days: 56)))
  }

  @Test func `A season is taken from the same weeks a year ago, within bounds, and said when there is none`() throws {
    let double = try #require(Replenishment(facts(yearAgo: (20, 40)), from: supplier, try item(), policy: policy))
    #expect(double.quantity == 96)
    #expect(double.reasons.contains(.season(permille: 2000, before: 20, after: 40)))
    let wild = try #require(Replenishment(facts(yearAgo: (10, 900)), from: supplier, try item(), policy: policy))
    #expect(wild.quantity == 192)
    let few = try #require(Replenishment(facts(yearAgo: (9, 90)), from: supplier, try item(), policy: policy))
    #expect(few.quantity == 48)
    #expect(few.reasons.contains(.noSeason))
  }

  @Test func `Minimum, packs and price steps raise the quantity, each with its reason`() throws {
    let packed = try #require(
      Replenishment(facts(), from: supplier, try item(pack: 20, minimum: 50), policy: policy))
    #expect(packed.quantity == 60)
    #expect(packed.reasons.contains(.minimum(units: 50)))
    #expect(packed.reasons.contains(.packs(size: 20)))
    let stepped = try #require(
      Replenishment(facts(), from: supplier, try item("1=2.00 50=1.90"), policy: policy))
    #expect(stepped.quantity == 50)
    #expect(stepped.unitCost == 190)
    #expect(stepped.reasons.contains(.priceStep(from: 50)))
  }

  @Test func `Sales beyond all measure trap nothing`() throws {
    let proposal = try #require(
      Replenishment(facts(sold: Int64.max), from: supplier, try item(), policy: policy))
    #expect(proposal.quantity == StockMove.limit)
  }

  @Test func `The first that came are the first to go, and what is left binds its own cost`() {
    let day = PurchaseClock.day
    let now = Instant(milliseconds: 400 * day)
    func layer(_ ago: Int64, _ quantity: Int64, _ cost: Money?) -> StockAge.Layer {
      .init(cameAt: now.adding(milliseconds: -ago * day), quantity: quantity, cost: cost)
    }
    func yuan(_ units: Int64) -> Money { Money(minorUnits: units, currency: .yuan) }
    let layers = [
      layer(380, 10, yuan(100)), layer(100, 5, Money(minorUnits: 50, currency: .euro)), layer(40, 5, nil),
      layer(10, 10, yuan(200)),
    ]
    let age = StockAge(layers, onHand: 22, now: now)
    #expect(age.units == [.month: 10, .quarter: 5, .halfYear: 5, .older: 2])
    #expect(age.bound[.month] == [yuan(2000)])
    #expect(age.bound[.halfYear] == [Money(minorUnits: 250, currency: .euro)])
    #expect(age.bound[.older] == [yuan(200)])
    #expect(age.unpriced == 5)
    #expect(age.total == [yuan(2200), Money(minorUnits: 250, currency: .euro)].sorted { $0.currency < $1.currency })
    #expect(age.oldestAt == now.adding(milliseconds: -380 * day))
    #expect(StockAge(layers, onHand: 40, now: now).unpriced == 15)
    #expect(StockAge([], onHand: 0, now: now).units == [:])
  }

  @Test func `What comes may be promised from its day on, less what of it is sold and who waits`() {
    let day = PurchaseClock.day
    func step(_ at: Int64, _ units: Int64) -> PromiseByDate.Step {
      .init(at: Instant(milliseconds: at * day), units: units, source: "PO-\(at)", isConfirmed: true)
    }
    let promise = PromiseByDate(
      Availability(onHand: 10, blocked: 1, reserved: 4), coming: [step(9, 5), step(3, 2), step(5, 0)], waiting: 6)
    #expect(promise.units(at: Instant(milliseconds: 0)) == 0)
    #expect(promise.units(at: Instant(milliseconds: 3 * day)) == 1)
    #expect(promise.units(at: Instant(milliseconds: 20 * day)) == 6)
    #expect(promise.earliest(6, from: Instant(milliseconds: 0)) == Instant(milliseconds: 9 * day))
    #expect(promise.earliest(7, from: Instant(milliseconds: 0)) == nil)
  }
}
