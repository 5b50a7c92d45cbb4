internal import Domain
internal import Operations
internal import Store

/// Papers of marked parcels in one go: they are printed, not planned.
extension ConsoleState {
  mutating func printPapers(_ request: ActionRequest, _ form: ActionForm, _ many: ActionForm.Many) -> [Effect] {
    var request = request
    if many.marked.count > PaperDesk.mostParcels {
      var form = form
      form.take(
        .action(.papers(.tooManyParcels(Int(clamping: many.marked.count), limit: PaperDesk.mostParcels))))
      mode = .form(form)
      return []
    }
    request.fields[ActionForm.manyName] = many.marked.ids.map(String.init).joined(separator: ",")
    return [.perform(request)]
  }
}

extension ActionForm {
  /// The parcels that are meant, where there are several.
  static let manyName = "\u{0}many"
}

extension Desk {
  /// The parcels that a request names, and what is left of it; nil where it is about one record.
  func papers(of request: ActionRequest) throws -> (parcels: [Int64]?, rest: ActionRequest) {
    guard let names = request.fields[ActionForm.manyName] else { return (nil, request) }
    var rest = request
    rest.fields[ActionForm.manyName] = nil
    return (names.split(separator: ",").compactMap { Int64($0) }, rest)
  }
}

extension Words {
  /// What came out for a parcel, or for several, and where it lies.
  func printed(_ result: ActionResult, _ number: String) -> String {
    var papers: [String] = []
    var files: [String] = []
    var counts: [PaperKind: Int] = [:]
    for change in result.changes {
      guard let text = change.after.text else { continue }
      guard let kind = PaperKind(rawValue: change.field) else {
        files.append(text)
        continue
      }
      counts[kind, default: 0] += 1
      papers.append("\(paper(kind)) \(text)")
    }
    // Of many parcels the numbers of the papers would fill the line.
    if papers.count > 4 {
      papers = PaperKind.allCases.compactMap { kind in counts[kind].map { "\($0) × \(paper(kind))" } }
    }
    let said = say("\(number): printed \(list(papers)).", "\(number)：已打印\(list(papers))。")
    return ([said] + [list(files)].filter { !$0.isEmpty }).joined(separator: " ")
  }
}
