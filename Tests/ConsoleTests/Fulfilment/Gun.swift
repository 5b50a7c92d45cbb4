import Domain
import Store
import Terminal
import TestSupport

@testable import Console

/// A screen whose store answers at once.
struct Gun {
  var screen: ScanScreen
  var worker: ScanWorker
  var bells = 0
  var hasQuit = false
  var clock: Int64 = 0

  init(
    _ shop: Shop, _ size: Size, _ language: Language = .english, token: String = "gun", as actor: Domain.Actor? = nil
  ) {
    let words = Words(language: language)
    screen = ScanScreen(words: words, size: size)
    worker = ScanWorker(shop.store, actor ?? shop.admin, words, token: token, now: { Shop.now })
    perform([.list])
  }

  mutating func send(_ message: ScanScreen.Message) { perform(screen.update(message)) }

  private mutating func perform(_ effects: [ScanScreen.Effect]) {
    for effect in effects {
      switch effect {
      case .quit: hasQuit = true
      case .bells(let count): bells += count
      case .leave: worker.leave()
      case .list: send(worker.listed())
      case .find(let word): open(worker.found(word))
      case .open(let aim, let takesOver):
        screen.aim(at: aim)
        open(worker.opened(aim, takesOver: takesOver))
      case .take(let event): send(worker.taken(event))
      }
    }
  }

  private mutating func open(_ opening: ScanOpening) {
    if case .failed(let aim?, let text) = opening {
      screen.aim(at: aim)
      perform(screen.contest(text))
    } else {
      send(opening.message)
    }
  }

  /// As a scanner types it: a burst, and Enter.
  mutating func scan(_ code: String) {
    clock += 2000
    for character in code {
      send(.key(.character(character), at: clock))
      clock += 3
    }
    send(.key(.enter, at: clock))
  }

  /// As a person types it.
  mutating func type(_ text: String) {
    for character in text {
      clock += 200
      send(.key(.character(character), at: clock))
    }
    clock += 200
    send(.key(.enter, at: clock))
  }

  mutating func open(_ choice: ScanChoice) { perform([.open(choice.aim, takesOver: false)]) }

  var text: String { screen.view(.standard).text }
}
