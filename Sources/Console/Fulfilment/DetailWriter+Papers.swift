internal import Domain
internal import Operations
internal import Store
internal import Terminal

extension DetailWriter {
  /// The papers of a parcel: what customs asks for, what was printed, what is wrong.
  func papers(_ sheaf: PaperDesk.Sheaf, isShipped: Bool) -> [DetailLine] {
    var kinds = sheaf.parcel.set.kinds
    for standing in sheaf.standing where !kinds.contains(standing.paper.kind) { kinds.append(standing.paper.kind) }
    var lines = kinds.map { kind in
      var line = DetailLine(words.paper(kind), .text, indent: 4)
      if let known = sheaf.standing.last(where: { $0.paper.kind == kind }) {
        line.pieces.append(.init(text: "  " + known.paper.number, role: .accent))
        let isOld = !known.isCurrent && !isShipped
        line.pieces.append(
          .init(
            text: "  " + (isOld ? words(.paperIsOld) : date(known.paper.madeAt)),
            role: isOld ? .danger : .dim))
        if known.paper.prints == 0 {
          let word = known.paper.source == .carrier ? words(.paperIsLacking) : words(.paperIsBegun)
          line.pieces.append(.init(text: "  " + word, role: .warning))
        }
        if known.paper.prints > 1 {
          line.pieces.append(.init(text: "  × \(words.number(known.paper.prints))", role: .dim))
        }
      } else {
        line.pieces.append(.init(text: "  " + words(.paperIsLacking), role: .warning))
      }
      return line
    }
    if isShipped { return lines }
    for flaw in sheaf.parcel.flaws {
      lines += wrapped(words.flaw(flaw), flaw.isRemark ? .dim : .danger, indent: 4)
    }
    return lines
  }
}
