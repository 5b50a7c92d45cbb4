internal import Glibc

/// The pause between two chunks of a long run: who waits for the write gate gets it meanwhile.
enum Breath {
  static func take() { usleep(500) }
}
