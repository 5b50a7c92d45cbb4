import Testing

@testable import Store

extension OlderStore {
  /// Leaves what the fifteenth step made: nothing of what a parcel does once it has left the house.
  static func takeBackToStep15(_ writer: any Writer) throws {
    let schema = try #require(writer as? any SchemaWriter)
    for part in [journeys, ways, papers, delays, warehouse] {
      for index in part.indexes { try schema.define("DROP INDEX \(index)") }
      for table in part.tables { try schema.define("DROP TABLE \(table)") }
      for (table, column) in part.columns { try schema.define("ALTER TABLE \(table) DROP COLUMN \(column)") }
    }
  }

  static var tablesOfStep16: Set<String> { Set([journeys, ways, papers, delays, warehouse].flatMap(\.tables)) }

  /// What one part of a step made: tables (with their indexes), and what it added to those that were there.
  struct Part {
    var tables: [String] = []
    var indexes: [String] = []
    var columns: [(table: String, column: String)] = []
  }

  private static var journeys: Part {
    Part(tables: [
      "tracking_numbers", "number_links", "tracking_payloads", "tracking_events", "tracking_corrections",
      "consolidations", "consolidated", "legs", "parcel_tracks", "parcel_legs",
    ])
  }

  private static var ways: Part {
    Part(tables: [
      "carriers", "services", "rate_bodies", "rate_zones", "rate_places", "rate_brackets", "rate_surcharges",
      "rate_sheets", "way_settings", "exchange_rates", "way_choices", "fallback_plans",
    ])
  }

  static var papers: Part {
    Part(
      tables: ["paper_prints", "papers", "declared_values", "sdr_rates", "paper_senders"],
      columns: [("labels", "address_revision")])
  }

  private static var delays: Part {
    Part(
      tables: [
        "transit_lanes", "transit_counts", "transit_samples", "delay_watches", "delay_storms", "alerts", "letters",
        "missing_reports", "claims",
      ])
  }

  private static var warehouse: Part {
    Part(
      tables: ["return_findings", "published_stock", "published_records"],
      indexes: ["count_tasks_run", "returns_tracking"])
  }
}
