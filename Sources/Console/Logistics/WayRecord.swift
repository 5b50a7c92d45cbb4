internal import Domain
internal import Store

/// Carriers, services and rate sheets, as the detail shows them.
struct WayRecord: Sendable {
  enum Sheet: Sendable {
    case carrier(CarrierReport)
    case service(ServiceReport)
    case sheet(SheetReport)
  }

  var sheet: Sheet
  var history: [JournalEntry]
  /// What ways are chosen by; nil on pages of prices alone.
  var rules: WayRules?

  /// Plans for when this way is in trouble, or that lead to it.
  var plans: [FallbackPlan] {
    guard let rules else { return [] }
    switch sheet {
    case .carrier(let report): return rules.plans.filter { FoldedText.areAlike($0.from, report.code) }
    case .service(let report): return rules.plans(of: report.known.service.code, report.known.service.carrier)
    case .sheet: return []
    }
  }

  var kind: Kind {
    switch sheet {
    case .carrier: .carriers
    case .service: .services
    case .sheet: .sheets
    }
  }

  var id: Int64 {
    switch sheet {
    case .carrier(let report): report.id
    case .service(let report): report.known.id
    case .sheet(let report): report.line.id
    }
  }

  var number: String {
    switch sheet {
    case .carrier(let report): report.code
    case .service(let report): report.known.service.code
    case .sheet(let report): report.line.number
    }
  }

  private var isClosed: Bool {
    switch sheet {
    case .carrier(let report): report.closedBecause != nil
    case .service(let report): report.known.service.closedBecause != nil
    case .sheet: false
    }
  }

  /// What the store would refuse, as far as the record tells.
  func judge(_ action: String) throws {
    if ["openService", "openCarrier"].contains(action), !isClosed { throw ActionRefusal.way(.notClosed(number)) }
  }

  /// What a form offers.
  func initial(_ field: String, of action: String) -> String? {
    let settings = rules?.settings
    switch (action, field) {
    case ("createFallback", "from"): return number
    case ("setWayWeights", "latenessPerDay"):
      return settings.map {
        $0.weights.latenessPerDay.withCode
      }
    case ("setWayWeights", "lossPercent"): return settings.map { String($0.weights.lossPercent) }
    case ("setWayWeights", "mustBeInTime"): return settings.map { $0.mustBeInTime ? "yes" : "no" }
    default: return nil
    }
  }

  /// What a form edits.
  func value(of field: String, _ action: String) -> String? {
    if case .carrier(let report) = sheet, action == "editCarrier", field == "name" { return report.name }
    guard case .service(let report) = sheet, action == "editService" else { return nil }
    let service = report.known.service
    func text(_ number: Int64?) -> String { number.map(String.init) ?? "" }
    switch field {
    case "name": return service.name
    case "features":
      return ShippingService.Feature.allCases.filter(service.features.contains).map(\.rawValue).joined(separator: ",")
    case "origins": return service.origins.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ",")
    case "minGrams": return text(service.limits.minimumGrams)
    case "maxGrams": return text(service.limits.maximumGrams)
    case "longestSide": return text(service.limits.longestSideMillimetres)
    case "girth": return text(service.limits.girthMillimetres)
    case "sumOfSides": return text(service.limits.sumOfSidesMillimetres)
    case "valueLimit": return service.limits.highestValue.map { $0.withCode } ?? ""
    case "hazards": return service.limits.allowedHazards.sorted.map(\.rawValue).joined(separator: ",")
    case "cutOff": return service.cutOffMinute.map(WayCodes.time) ?? ""
    case "lossPoints": return text(service.lossBasisPoints)
    default: return nil
    }
  }
}

extension Desk {
  /// What a row of carriers, services and sheets opens.
  func wayRecord(_ request: RecordRequest, in reader: any Reader) throws -> WayRecord? {
    let history = try JournalTable.history(kind: request.kind.rawValue, subject: request.id, in: reader)
    let sheet: WayRecord.Sheet? =
      switch request.kind {
      case .carriers: try CarrierReport(of: request.id, in: reader).map { .carrier($0) }
      case .services: try ServiceReport(of: request.id, at: now(), in: reader).map { .service($0) }
      case .sheets: try SheetReport(of: request.id, in: reader).map { .sheet($0) }
      default: nil
      }
    return try sheet.map { WayRecord(sheet: $0, history: history, rules: try WayRules(at: now(), in: reader)) }
  }

  /// Services or carriers that a form may name, by the beginning of their code.
  func ways(_ wanted: Suggesting, in reader: any Reader) throws -> [VariantTable.Suggestion] {
    let typed = FoldedText.fold(wanted.text)
    func fits(_ code: String) -> Bool { typed.isEmpty || FoldedText.fold(code).contains(typed) }
    let services = try ServiceTable.all(in: reader)
    if wanted.kind == .services {
      let open = services.filter { $0.service.closedBecause == nil && fits($0.service.code) }
      return open.prefix(Suggesting.limit).map {
        VariantTable.Suggestion(sku: $0.service.code, title: $0.service.name, options: $0.service.carrier)
      }
    }
    let codes = services.map(\.service.carrier).reduce(into: [String]()) { known, code in
      if !known.contains(code), fits(code) { known.append(code) }
    }
    return codes.prefix(Suggesting.limit).map { VariantTable.Suggestion(sku: $0, title: "", options: "") }
  }
}
