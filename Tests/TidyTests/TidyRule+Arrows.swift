extension TidyRule {
  /// Who may import whom: the table of the architecture page, and the two libraries that stay behind one folder.
  static let arrows: [TidyRule] = [
    TidyRule(
      name: "arrows",
      reason: "imports point one way only (Sources/README.md); SwiftPM does not police it"
    ) { file in
      guard let layer = file.layer, file.isSwift else { return [] }
      guard let allowed = allowedImports[layer] else {
        return [.init(line: 0, what: "the layer \(layer) is not in the table of arrows")]
      }
      return imports(of: file).compactMap { line, module in
        guard module != layer, !standardLibrary.contains(module), !allowed.contains(module) else { return nil }
        return .init(line: line, what: "\(layer) imports \(module)")
      }
    },
    TidyRule(
      name: "one folder a library",
      reason: "GRDB stays behind Store/Connection and ncurses behind Terminal/Screen, so that both can be replaced"
    ) { file in
      guard !file.isTest, file.isSwift else { return [] }
      return imports(of: file).compactMap { line, module in
        guard let home = homes[module], !file.path.hasPrefix(home) else { return nil }
        return .init(line: line, what: "\(module) may be imported in \(home) only")
      }
    },
  ]

  private static let standardLibrary: Set = ["Swift", "Synchronization", "_Concurrency"]
  private static let collections: Set = [
    "Collections", "OrderedCollections", "DequeModule", "HeapModule", "BitCollections",
  ]
  private static let outsideDomain: Set<String> = collections.union([
    "Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Logging",
  ])

  private static let allowedImports: [String: Set<String>] = [
    // A calendar is all that Domain may take from outside.
    "Domain": collections.union(["FoundationEssentials"]),
    "Store": outsideDomain.union(["CEngine", "Domain", "GRDB", "GRDBSQLite", "CPostgres"]),
    "Exchange": outsideDomain.union(["Domain", "TOMLKit", "Yams"]),
    "Terminal": outsideDomain.union(["CNcurses", "CTerminal", "Yams"]),
    "Operations": outsideDomain.union(["CDocuments", "Domain", "Store", "Exchange"]),
    "Console": outsideDomain.union(["Domain", "Store", "Operations", "Terminal", "TOMLKit"]),
    "portolan": outsideDomain.union([
      "Domain", "Store", "Exchange", "Operations", "Terminal", "Console", "ArgumentParser",
    ]),
  ]

  private static let homes = [
    "GRDB": "Sources/Store/Connection/", "GRDBSQLite": "Sources/Store/Connection/",
    "CPostgres": "Sources/Store/Connection/", "CNcurses": "Sources/Terminal/Screen/",
    "CEngine": "Sources/Store/Connection/", "CTerminal": "Sources/Terminal/",
  ]

  private static let importKinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

  /// The modules that a file imports, with the line; `internal import struct Domain.Money` is Domain.
  static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
    file.lines.enumerated().flatMap { index, line in
      line.code.split(separator: ";").compactMap { statement -> (Int, String)? in
        let words = statement.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let at = words.firstIndex(of: "import"), at + 1 < words.count else { return nil }
        let leads = words[..<at].allSatisfy {
          $0.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains($0)
        }
        guard leads else { return nil }
        let named = importKinds.contains(words[at + 1]) && at + 2 < words.count ? words[at + 2] : words[at + 1]
        return (index + 1, String(named.prefix { $0 != "." }))
      }
    }
  }
}
