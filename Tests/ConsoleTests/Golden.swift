import Foundation
import Testing

/// Texts that are recorded beside the tests; `RECORD_SCREENS=1` writes them anew.
enum Golden {
  static func expect(_ text: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens/\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_SCREENS"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      let expected = try String(contentsOf: file, encoding: .utf8)
      #expect(text == expected, "\(name) differs; RECORD_SCREENS=1 writes it anew")
    }
  }
}
