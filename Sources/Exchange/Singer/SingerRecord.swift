/// Records as targets and some taps flatten them: `customer__email` for a member of `customer`, lists as JSON in text.
enum SingerRecord {
  /// More members than any shop's record has; beyond it a record is read as it stands.
  private static let memberLimit = 2000

  /// The record as its source had it; nil where nothing is flattened.
  static func nested(_ record: JSONValue) -> JSONValue? {
    let members = record.members
    guard members.count <= memberLimit, members.contains(where: { isFlat($0.key) || isPacked($0.key, $0.value) }) else {
      return nil
    }
    let tree = Branch()
    for (key, value) in members {
      let parts = isFlat(key) ? key.components(byTwo: "_") : [key]
      tree.put(parts[...], isPacked(key, value) ? value.text ?? value.source : value.source)
    }
    var parser = JSONParser()
    do throws(JSONFault) {
      return try parser.parse(tree.text).root
    } catch {
      // A text that only looked like JSON: the record is read as it stands.
      return nil
    }
  }

  /// When the source deleted the record; nil: it did not.
  static func deletedAt(_ record: JSONValue) -> String? {
    guard let text = record["_sdc_deleted_at"]?.text, !text.isEmpty else { return nil }
    return text
  }

  private static func isFlat(_ key: String) -> Bool {
    !key.hasPrefix("_") && key.contains("__") && !key.hasSuffix("_")
  }

  private static let packed: Set<String> = [
    "line_items", "lineItems", "shipping_lines", "tax_lines", "discount_codes", "note_attributes", "fulfillments",
    "refunds", "customer", "billing_address", "shipping_address", "billing", "shipping", "variants", "options",
    "images",
    "meta_data", "attributes", "variations", "fulfillmentStartInstructions", "pricingSummary", "buyer",
    "paymentSummary",
  ]

  private static func isPacked(_ key: String, _ value: JSONValue) -> Bool {
    guard value.isString, packed.contains(key), let text = value.text else { return false }
    return (text.hasPrefix("[") && text.hasSuffix("]")) || (text.hasPrefix("{") && text.hasSuffix("}"))
  }

  /// Members in their order; a name that is both a value and a branch is a branch.
  private final class Branch {
    private var names: [String] = []
    private var leaves: [String: String] = [:]
    private var branches: [String: Branch] = [:]

    func put(_ parts: ArraySlice<String>, _ source: String) {
      guard let name = parts.first else { return }
      if leaves[name] == nil && branches[name] == nil { names.append(name) }
      if parts.count == 1 {
        leaves[name] = source
        return
      }
      let branch = branches[name] ?? Branch()
      branches[name] = branch
      branch.put(parts.dropFirst(), source)
    }

    var text: String {
      let members = names.map { name in
        var key = ""
        JSONWriter.quote(name, to: &key)
        return key + ":" + (branches[name]?.text ?? leaves[name] ?? "null")
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }
}

extension String {
  /// Cut at every doubled mark: `a__b_c` → `a`, `b_c`.
  fileprivate func components(byTwo mark: Character) -> [String] {
    var parts: [String] = []
    var part = ""
    var index = startIndex
    while index < endIndex {
      let next = self.index(after: index)
      if self[index] == mark, next < endIndex, self[next] == mark, !part.isEmpty {
        parts.append(part)
        part = ""
        index = self.index(after: next)
      } else {
        part.append(self[index])
        index = next
      }
    }
    return parts + [part]
  }
}
