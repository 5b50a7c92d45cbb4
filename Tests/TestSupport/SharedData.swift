public import Foundation

// The contest of many processes is built without the tests' library.
#if canImport(Testing)
  internal import Testing
#endif

/// The folder of real data beside the repository, or where PORTOLAN_SHARED points to. What is absent is said loudly and
/// fails the test that asked for it.
public enum SharedData {
  /// `…/shared/data`; nil where it is not found.
  public static let folder: String? = {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["PORTOLAN_SHARED"] {
      candidates += [URL(fileURLWithPath: named).appendingPathComponent("data"), URL(fileURLWithPath: named)]
    }
    var place = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while place.path != "/" {
      place.deleteLastPathComponent()
      candidates.append(place.deletingLastPathComponent().appendingPathComponent("shared/data"))
    }
    return candidates.map(\.path).first { FileManager.default.fileExists(atPath: "\($0)/README.md") }
  }()

  public static func path(_ name: String) -> String? {
    guard let folder, FileManager.default.fileExists(atPath: "\(folder)/\(name)") else {
      say(
        "REAL DATA MISSING: put the folder shared/data beside the repository, or set PORTOLAN_SHARED; \(name) is not there"
      )
      return nil
    }
    return "\(folder)/\(name)"
  }

  private static func say(_ what: String) {
    #if canImport(Testing)
      Issue.record("\(what)")
    #else
      print(what)
    #endif
  }

  public static func read(_ name: String) -> Data? {
    path(name).flatMap { FileManager.default.contents(atPath: $0) }
  }

  public static func bytes(_ name: String) -> [UInt8]? { read(name).map { [UInt8]($0) } }

  /// Empty where the file is absent.
  public static func text(_ name: String) -> String { read(name).map { String(decoding: $0, as: UTF8.self) } ?? "" }

  public static func json(_ name: String) -> Any? {
    read(name).flatMap { try? JSONSerialization.jsonObject(with: $0) }
  }
}
