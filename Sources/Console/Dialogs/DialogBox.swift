internal import Terminal

/// The frame of every dialog: in the middle where there is room, over everything where there is not.
enum DialogBox {
  /// Where a dialog stands: its box, or nil where it has the whole screen, its title's row there, and what is within.
  static func place(in screen: Rect, width: Int, height: Int) -> (box: Rect?, head: Rect, inner: Rect) {
    if screen.width < 44 || screen.height < 12 {
      let (head, rest) = screen.splitTop(screen.height > 3 ? 1 : 0)
      return (nil, head, rest)
    }
    let width = min(width, screen.width - 4), height = min(height + 2, screen.height - 2)
    let box = Rect(
      x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width: width,
      height: height)
    return (box, box, Rect(x: box.x + 2, y: box.y + 1, width: max(box.width - 4, 0), height: max(box.height - 2, 0)))
  }

  /// Draws the frame and answers what is within.
  static func draw(into frame: inout Frame, in screen: Rect, title: String, width: Int, height: Int) -> Rect {
    frame.cursor = nil
    let (box, head, inner) = place(in: screen, width: width, height: height)
    if let box {
      frame.fill(box)
      return frame.box(box, title: title).inset(columns: 1)
    }
    frame.fill(screen)
    frame.fill(head, role: .bar)
    frame.write(title, at: head.origin, width: head.width, role: .bar)
    return inner
  }
  /// The room that `draw` leaves, without drawing.
  static func inner(in screen: Rect, width: Int, height: Int) -> Rect {
    place(in: screen, width: width, height: height).inner
  }
}
