internal import Terminal

/// The frame of every dialog: in the middle where there is room, over everything where there is not.
enum DialogBox {
  static func draw(into frame: inout Frame, in screen: Rect, title: String, width: Int, height: Int) -> Rect {
    frame.cursor = nil
    if isWhole(screen) {
      frame.fill(screen)
      let (head, rest) = screen.splitTop(screen.height > 3 ? 1 : 0)
      frame.fill(head, role: .bar)
      frame.write(title, at: head.origin, width: head.width, role: .bar)
      return rest
    }
    let box = outer(in: screen, width: width, height: height)
    frame.fill(box)
    return frame.box(box, title: title).inset(columns: 1)
  }

  /// The room that `draw` leaves, without drawing.
  static func inner(in screen: Rect, width: Int, height: Int) -> Rect {
    if isWhole(screen) { return screen.splitTop(screen.height > 3 ? 1 : 0).rest }
    return outer(in: screen, width: width, height: height).inset(columns: 2, rows: 1)
  }

  private static func isWhole(_ screen: Rect) -> Bool { screen.width < 44 || screen.height < 12 }

  private static func outer(in screen: Rect, width: Int, height: Int) -> Rect {
    let width = min(width, screen.width - 4), height = min(height + 2, screen.height - 2)
    return Rect(
      x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width: width,
      height: height)
  }
}
