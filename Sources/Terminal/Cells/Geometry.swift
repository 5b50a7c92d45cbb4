/// A place on the screen: column `x` and row `y`, both from 0 at the top left.
public struct Point: Hashable, Sendable {
  public var x: Int
  public var y: Int

  public init(_ x: Int, _ y: Int) {
    self.x = x
    self.y = y
  }

  public init(x: Int, y: Int) { self.init(x, y) }
}

/// A number of columns and rows; never negative.
public struct Size: Hashable, Sendable {
  public let columns: Int
  public let rows: Int

  /// Sizes come from the outside (a window, a script): they are held to 0…1000 each way.
  public init(columns: Int, rows: Int) {
    self.columns = min(max(columns, 0), 1000)
    self.rows = min(max(rows, 0), 1000)
  }
}

extension Size: LosslessStringConvertible {
  public var description: String { "\(columns)x\(rows)" }

  /// Reads `120x36`; nil where it is anything else or nought.
  public init?(_ description: String) {
    let parts = description.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]), columns > 0, rows > 0 else {
      return nil
    }
    self.init(columns: columns, rows: rows)
  }
}

/// A rectangle of cells.
public struct Rect: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(width, 0)
    self.height = max(height, 0)
  }

  public init(_ size: Size) { self.init(x: 0, y: 0, width: size.columns, height: size.rows) }

  public var maxX: Int { x + width }
  public var maxY: Int { y + height }
  public var isEmpty: Bool { width == 0 || height == 0 }
  public var origin: Point { Point(x, y) }

  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// The part that both cover; empty where they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x), top = max(y, other.y)
    return Rect(x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// Smaller by so many columns and rows at each side.
  public func inset(columns: Int = 0, rows: Int = 0) -> Rect {
    Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  /// Cut into the upper `rows` rows and the rest.
  public func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let upper = min(max(rows, 0), height)
    return (
      Rect(x: x, y: y, width: width, height: upper),
      Rect(x: x, y: y + upper, width: width, height: height - upper)
    )
  }

  /// Cut into the lower `rows` rows and the rest above.
  public func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
    let lower = min(max(rows, 0), height)
    let (rest, bottom) = splitTop(height - lower)
    return (rest, bottom)
  }

  /// Cut into the left `columns` columns and the rest.
  public func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
    let first = min(max(columns, 0), width)
    return (
      Rect(x: x, y: y, width: first, height: height),
      Rect(x: x + first, y: y, width: width - first, height: height)
    )
  }
}
