internal import Domain

/// Places as files call them: by the code on the shelf, else by their name. Asked again for each run, remembered in it.
struct PlaceFinder {
  /// The named place, and whether the file meant a bin by it.
  private var byCode: [String: Location?] = [:]
  private var byName: [String: [Location]]?
  private var bins: [Int64: [String: [Location]]] = [:]

  /// A warehouse of ours or of somebody else, or any place by its code; none where nobody knows it, several where it
  /// is not clear which is meant.
  mutating func places(_ name: String, in reader: any Reader) throws -> [Location] {
    let key = FoldedText.fold(name.trimmingBlanks)
    if key.isEmpty { return [] }
    let known = try byCode[key] ?? LocationTable.find(code: key, in: reader)
    byCode[key] = .some(known)
    if let known { return [known] }
    let names = try byName ?? PlaceFinder.named(LocationTable.warehouses(in: reader))
    byName = names
    return names[key] ?? []
  }

  /// Bins within a warehouse that are called so.
  mutating func bins(_ name: String, in warehouse: Int64, _ reader: any Reader) throws -> [Location] {
    let known: [String: [Location]]
    if let kept = bins[warehouse] {
      known = kept
    } else {
      known = PlaceFinder.named(try LocationTable.places(in: warehouse, reader))
      bins[warehouse] = known
    }
    return known[FoldedText.fold(name.trimmingBlanks)] ?? []
  }

  /// The only warehouse of the shop that is open; nil where there are several.
  func onlyWarehouse(in reader: any Reader) throws -> Location? {
    let open = try LocationTable.warehouses(in: reader).filter { !$0.isClosed }
    return open.count == 1 ? open.first : nil
  }

  /// The warehouse in which the bin of this code stands.
  mutating func warehouse(ofBin code: String, in reader: any Reader) throws -> Location? {
    guard let bin = try places(code, in: reader).first, bin.role == .bin else { return nil }
    return try LocationTable.load(bin.warehouseId, in: reader)
  }

  /// A code goes before a name that somebody else has.
  private static func named(_ places: [Location]) -> [String: [Location]] {
    var found: [String: [Location]] = [:]
    for place in places where !place.name.isEmpty { found[FoldedText.fold(place.name), default: []].append(place) }
    for place in places { found[FoldedText.fold(place.code)] = [place] }
    return found
  }
}
