extension PackRun {
  /// Nothing more goes into this box.
  mutating func closeBox() throws(ScanRefusal) -> [PackEffect] {
    if strokes.isEmpty { throw .nothingCounted }
    if !plan.boxes.isEmpty {
      phase = .box
      return []
    }
    return goOnToScale()
  }

  /// The smallest box that takes what lies on the table; nil where nobody has told how large the boxes are.
  var boxChoice: BoxChoice? {
    let boxes = plan.boxes.filter { $0.sides.count == 3 }.map { box in
      Box(
        id: 0, code: box.code, lengthMillimetres: box.sides[0], widthMillimetres: box.sides[1],
        heightMillimetres: box.sides[2], emptyGrams: box.emptyGrams, mostGrams: box.mostGrams)
    }
    if boxes.isEmpty { return nil }
    let items = plan.lines.indices.filter { inBox($0) > 0 }.map { index in
      let line = plan.lines[index]
      let sides: [Int64?] = line.sides.count == 3 ? line.sides.map(\.self) : [nil, nil, nil]
      return BoxChoice.Item(
        sku: line.sku, quantity: inBox(index),
        measures: Measures(
          grams: line.gramsEach, lengthMillimetres: sides[0], widthMillimetres: sides[1], heightMillimetres: sides[2]))
    }
    return BoxChoice(items, among: boxes)
  }

  mutating func choose(_ finding: ScanFinding) throws(ScanRefusal) -> [PackEffect] {
    let names = try finding.names(.box)
    guard let chosen = plan.boxes.first(where: { box in names.contains { isSame($0, box.code) } }) else {
      throw .wrongBox(names.first ?? finding.text)
    }
    box = chosen
    if let most = chosen.mostGrams, let grams = expectedGrams, grams > most {
      throw .weightOutside(found: grams, least: 0, most: most)
    }
    return goOnToScale()
  }

  private mutating func goOnToScale() -> [PackEffect] {
    if plan.policy.weighs {
      phase = .weight
      return []
    }
    return closeParcel(grams: nil)
  }

  /// A weight that does not fit blocks: then something is missing in the box, or too much in it.
  mutating func weigh(_ grams: Int64) throws(ScanRefusal) -> [PackEffect] {
    let expected = expectedGrams
    let least = max(1, (expected ?? 1) - (expected == nil ? 0 : tolerance))
    let most = min(expected.map { $0 + tolerance } ?? PackPlan.mostGrams, box?.mostGrams ?? .max)
    guard grams >= least, grams <= most else { throw .weightOutside(found: grams, least: least, most: most) }
    return closeParcel(grams: grams)
  }

  private mutating func closeParcel(grams: Int64?) -> [PackEffect] {
    parcels += 1
    var contents: [LineUnits] = []
    for line in plan.lines.indices where inBox(line) > 0 {
      contents.append(LineUnits(line: plan.lines[line].id, quantity: inBox(line)))
    }
    for line in plan.lines.indices { packed[line] += inBox(line) }
    strokes = []
    let effect = PackEffect.packed(parcel: parcels, box: box?.code, contents: contents, grams: grams)
    box = nil
    phase = .items
    return [effect] + endIfNothingLeft()
  }

  private mutating func endIfNothingLeft() -> [PackEffect] {
    guard left == 0, strokes.isEmpty else { return [] }
    phase = .done
    return [.finished(order: plan.order, parcels: parcels)]
  }

  /// The order's label once more: what is left of it is not here.
  mutating func declareMissing(_ finding: ScanFinding) throws(ScanRefusal) -> [PackEffect] {
    guard let reason, finding.subjects.contains(where: plan.isOfOrder) else {
      throw .needsConfirmation(.short)
    }
    var effects: [PackEffect] = []
    for line in plan.lines.indices where left(of: line) > 0 {
      effects.append(.missing(line: plan.lines[line].id, quantity: left(of: line), reason: reason))
      missing[line] += left(of: line)
    }
    self.reason = nil
    phase = .items
    if strokes.isEmpty { return effects + endIfNothingLeft() }
    return effects + (try closeBox())
  }

  mutating func take(_ notice: ScanNotice) -> [PackEffect] {
    switch notice {
    case .takenOver, .locationClosed, .orderLost: return []
    case .ended: phase = .done
    case .orderCancelled(let order):
      guard isSame(order, plan.order) else { return [] }
      phase = .done
      isCancelled = true
    case .orderHeld(let order):
      guard isSame(order, plan.order) else { return [] }
      phase = .done
    }
    strokes = []
    return []
  }
}
