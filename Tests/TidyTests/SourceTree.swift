import Foundation

/// The repository's own sources, read once.
enum SourceTree {
  static let files: Result<[SourceFile], any Error> = Result { try read() }

  struct NotFound: Error, CustomStringConvertible {
    var description: String { "no folder above \(#filePath) holds Sources and Tests" }
  }

  private static func read() throws -> [SourceFile] {
    let root = try root()
    return try ["Sources", "Tests"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
        .filter { path in endings.contains { path.hasSuffix($0) } && !path.contains(".build") }
        // Measuring programs taken over as they are.
        .filter { !(folder == "Tests" && $0.hasPrefix("Tools/")) }
        .sorted()
        .map { path in
          let whole = folder + "/" + path
          return SourceFile(path: whole, text: try String(contentsOf: root.appending(path: whole), encoding: .utf8))
        }
    }
  }

  private static let endings = [".swift", ".c", ".h"]

  private static func root() throws -> URL {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let holds = ["Sources", "Tests", "Package.swift"].allSatisfy {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
      }
      if holds { return folder }
      folder = folder.deletingLastPathComponent()
    }
    throw NotFound()
  }
}
