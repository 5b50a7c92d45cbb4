import Foundation

// simulation URL [--processes 6] [--actions 120] [--kills 4] [--seed 1] [--orders 0]
//
// Makes a shop at URL and sets so many people on it at once, each a process: they sell, buy, allocate, walk, pick short,
// pack, label, ship, cancel, split, merge, return, pay back and take back what they did. So many of them are killed in
// the midst of it, and others come in their place. Meanwhile, and at the end, what must hold at every moment is looked at
// in one snapshot each time. One JSON object is printed; the status is 1 where something is wrong.

var words = Array(CommandLine.arguments.dropFirst())
@MainActor func option(_ name: String, _ usual: Int) -> Int {
  guard let at = words.firstIndex(of: name), at + 1 < words.count else { return usual }
  defer { words.removeSubrange(at...(at + 1)) }
  return Int(words[at + 1]) ?? usual
}

let plan = Plan(
  processes: max(1, option("--processes", 6)), actions: max(1, option("--actions", 120)),
  kills: max(0, option("--kills", 4)), seed: option("--seed", 1))
let number = option("--number", -1)

guard let address = words.first else {
  print("simulation URL [--processes 6] [--actions 120] [--kills 4] [--seed 1]")
  exit(64)
}
do {
  if number >= 0 {
    let person = try Person(number, of: plan, at: address)
    try person.work()
  } else {
    exit(try Simulation(plan, at: address).run() ? 0 : 1)
  }
} catch {
  FileHandle.standardError.write(Data("simulation: \(error)\n".utf8))
  exit(2)
}
