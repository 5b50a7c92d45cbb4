// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "portolan",
  products: [
    .executable(name: "portolan", targets: ["portolan"])
  ],
  traits: [
    .trait(name: "PostgreSQL", description: "Stores on PostgreSQL, for shops that outgrow one machine; needs libpq."),
    .trait(
      name: "Documents",
      description: "Papers as PDF, and any script on label printers; needs Pango, Cairo and Zint."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "Domain", swiftSettings: strict),
    .target(
      name: "Store",
      dependencies: [
        "CEngine", .target(name: "CPostgres", condition: .when(traits: ["PostgreSQL"])), "Domain",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Exchange",
      dependencies: ["Domain", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: strict
    ),
    .target(
      name: "Operations",
      dependencies: [
        .target(name: "CDocuments", condition: .when(traits: ["Documents"])), "Domain", "Store", "Exchange",
      ],
      swiftSettings: strict),
    .target(name: "CEngine", linkerSettings: [.linkedLibrary("sqlite3")]),
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CPostgres"),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo"),
    // Compiled without the trait too, so its code stands behind a define.
    .target(
      name: "CDocuments", dependencies: [.target(name: "CPango", condition: .when(traits: ["Documents"]))],
      cSettings: [.define("PORTOLAN_DOCUMENTS", .when(traits: ["Documents"]))],
      linkerSettings: [.linkedLibrary("zint", .when(traits: ["Documents"]))]),
    .target(name: "CTerminal"),
    .target(
      name: "Terminal", dependencies: ["CNcurses", "CTerminal", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Console",
      dependencies: ["Domain", "Store", "Operations", "Terminal", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "portolan",
      dependencies: [
        "Domain", "Store", "Exchange", "Operations", "Terminal", "Console",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // 90,000 relocations of a movable program cost each console 3 MiB and each start a millisecond.
      linkerSettings: [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]
    ),
    .testTarget(name: "DomainTests", dependencies: ["Domain", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "StoreTests", dependencies: ["Store", "Domain", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ExchangeTests", dependencies: ["Exchange", "Domain", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "OperationsTests", dependencies: ["Operations", "Domain", "Store", "Exchange", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests", dependencies: ["Console", "Domain", "Store", "Terminal", "TestSupport"],
      exclude: ["Screens"],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
    .target(name: "CTestPty", path: "Tests/CTestPty"),
    .systemLibrary(name: "CVterm", path: "Tests/CVterm"),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Console", "Domain", "Store", "CTestPty", "CVterm", "Terminal", "TestSupport", "contention", "portolan",
        "simulation",
      ],
      swiftSettings: strict),
    // Many processes on the same orders: run by a test, and by the bench at its full size.
    .executableTarget(
      name: "contention", dependencies: ["Domain", "Store", "TestSupport"], path: "Tests/Contention",
      swiftSettings: strict),
    // Many people in one small house, some of whom are killed: the same twice, small and large.
    .executableTarget(
      name: "simulation", dependencies: ["Domain", "Store", "TestSupport"], path: "Tests/Simulation",
      swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["Domain", "Store"], path: "Tests/TestSupport", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
