internal import Glibc

/// Rows of cells are words without padding: they compare as memory.
enum RowMemory {
  static func equal(_ left: UnsafePointer<Cell>, _ right: UnsafePointer<Cell>, _ columns: Int) -> Bool {
    memcmp(left, right, columns * MemoryLayout<Cell>.stride) == 0
  }
}
