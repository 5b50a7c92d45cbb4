import Foundation
import Terminal

/// The schemes of this tree.
enum Themes {
  static func folder() throws -> ThemeShelf {
    var place = URL(filePath: #filePath)
    for _ in 0..<4 { place.deleteLastPathComponent() }
    let folder = place.appending(path: "Themes").path
    return ThemeShelf(folders: [folder])
  }
}
