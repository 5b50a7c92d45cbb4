internal import Domain

/// Whether a carrier's label is another parcel's: it holds that one's number, and none of this parcel's.
enum ForeignLabel {
  static func refuse(_ label: SanitisedZPL, on parcel: Int64, called name: String, in reader: any Reader) throws {
    let texts = label.texts.map { TrackingKey.of($0) }
    let own = try reader.all(
      """
      SELECT n.number_key
      FROM number_links AS l
      JOIN tracking_numbers AS n ON n.id = l.number_id
      WHERE l.parcel_id = \(parcel)
      """
    ) { $0.text(0) }
    if own.contains(where: { key in !key.isEmpty && texts.contains { $0.contains(key) } }) { return }
    var asked: Set<String> = []
    for key in label.texts.flatMap(candidates) where asked.count < mostAsked && asked.insert(key).inserted {
      let other = try reader.first(
        """
        SELECT l.number, p.number
        FROM tracking_numbers AS n
        JOIN number_links AS l ON l.number_id = n.id
        JOIN parcels AS p ON p.id = l.parcel_id
        WHERE n.number_key = \(key) AND l.voided_at IS NULL
        ORDER BY l.id DESC
        LIMIT 1
        """
      ) { (number: $0.text(0), parcel: $0.text(1)) }
      guard let other else { continue }
      throw ActionRefusal.papers(.foreignLabel(parcel: name, number: other.number, of: other.parcel))
    }
  }

  private static let mostAsked = 200

  /// What of a field may be a tracking number: all of it, its words, and what stands behind a code's own signs and an
  /// American postcode's prefix.
  private static func candidates(_ text: String) -> [String] {
    var plain = ""
    var isSign = false
    // `>;`, `>8` and their like turn Code 128 from set to set.
    for character in text {
      if !isSign && character == ">" {
        isSign = true
        continue
      }
      if !isSign { plain.append(character) }
      isSign = false
    }
    var found = [plain] + plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    // "Tracking: RR 1 CN"
    found += plain.split(separator: ":").map(String.init)
    let bare = plain.filter { $0.isLetter || $0.isNumber }
    found.append(bare)
    for prefix in [8, 12] where bare.hasPrefix("420") && bare.count > prefix + 8 {
      found.append(String(bare.dropFirst(prefix)))
    }
    return found.map { TrackingKey.of($0) }.filter { $0.utf8.count >= 6 && $0.utf8.count <= 60 }
  }
}
