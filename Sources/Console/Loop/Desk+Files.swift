internal import Store
internal import Terminal

/// What the console reads and writes beside the store.
extension Desk {
  /// The answer to an effect that is about the person's own files; nil for all others.
  func ownFiles(_ effect: Effect) -> Message? {
    switch effect {
    case .themes: .themes(themes.all().entries)
    case .keepSettings(let changes): .settingsKept(changes, kept(changes))
    default: nil
    }
  }

  private func kept(_ changes: [SettingsChange]) -> Result<Bool, SettingsRefusal> {
    guard let settingsPath else { return .success(false) }
    do throws(SettingsRefusal) {
      try SettingsFile.keep(changes, at: settingsPath)
      return .success(true)
    } catch {
      return .failure(error)
    }
  }
}
