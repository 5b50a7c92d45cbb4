internal import Foundation

/// The mapping profiles at hand: those that are shipped and those that stand in folders.
public enum Profiles {
  /// The shipped ones that are built in.
  public static let shipped: [MappingProfile] = ShippedProfiles.texts.compactMap { entry in
    // A test reads each of them, so none is ever dropped here.
    try? MappingProfile(toml: entry.toml)
  }

  /// The profiles in these folders and the shipped ones; of two with one id the first is taken. Files that cannot be
  /// used are named with their fault.
  public static func load(folders: [String]) -> (
    profiles: [MappingProfile], faults: [(path: String, refusal: ProfileRefusal)]
  ) {
    var profiles: [MappingProfile] = []
    var faults: [(path: String, refusal: ProfileRefusal)] = []
    for folder in folders {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where name.hasSuffix(".toml") {
        let path = "\(folder)/\(name)"
        do {
          profiles.append(try read(path: path))
        } catch {
          faults.append((path, error))
        }
      }
    }
    var seen: Set<String> = []
    return ((profiles + shipped).filter { seen.insert($0.id).inserted }, faults)
  }

  /// The profile in one file, for `--map`.
  public static func read(path: String) throws(ProfileRefusal) -> MappingProfile {
    guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
      let text = String(data: data, encoding: .utf8)
    else { throw ProfileRefusal(line: 0, key: "", why: "“\(path)” cannot be read as UTF-8 text") }
    return try MappingProfile(toml: text)
  }
}
