import Foundation

// contention URL [--processes 8] [--actions 50] [--orders 40] [--seed 1] [--patience 30] [--messages 0]
//   [--straight URL]
//
// Makes a shop at URL, sets so many processes on its orders at once, and proves afterwards that no change was lost and
// none was made twice; of so many messages in the outbox each is sent by one of them. One JSON object is printed; the
// status is 1 where something is wrong.

var words = Array(CommandLine.arguments.dropFirst())
@MainActor func option(_ name: String) -> String? {
  guard let at = words.firstIndex(of: name), at + 1 < words.count else { return nil }
  defer { words.removeSubrange(at...(at + 1)) }
  return words[at + 1]
}
@MainActor func option(_ name: String, _ usual: Int) -> Int { option(name).flatMap { Int($0) } ?? usual }

let plan = Plan(
  processes: max(1, option("--processes", 8)), actions: max(1, option("--actions", 50)),
  orders: max(1, option("--orders", 40)), seed: option("--seed", 1), patience: option("--patience", 30),
  messages: max(0, option("--messages", 0)))
let number = option("--number", -1)
// The same store without what stands before it; the shop is made and judged there.
let straight = option("--straight")

guard let address = words.first else {
  print(
    """
    contention URL [--processes 8] [--actions 50] [--orders 40] [--seed 1] [--patience 30] [--messages 0]
      [--straight URL]
    """)
  exit(64)
}
do {
  if number >= 0 {
    try Worker(number, of: plan, at: address).run()
  } else {
    exit(try Contest(plan, at: address, straight: straight ?? address).run() ? 0 : 1)
  }
} catch {
  FileHandle.standardError.write(Data("contention: \(error)\n".utf8))
  exit(2)
}
