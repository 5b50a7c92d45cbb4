internal import Dispatch
internal import Terminal

/// Moves the sign of work while somebody waits: not before a third of a second, never while nobody does.
@MainActor
final class BusyClock {
  private var timer: (any DispatchSourceTimer)?
  private var steps = 0

  /// Before each paint: sets the sign's step, and wakes the loop for the next one.
  func follow(_ state: inout ConsoleState, wake: @escaping @MainActor () -> Void) {
    guard state.isBusy else {
      stop()
      state.manners.busySteps = 0
      return
    }
    state.manners.busySteps = steps
    guard timer == nil, steps == 0 || !state.manners.reducesMotion else { return }
    let pause = steps == 0 ? Pace.busy : Pace.busyStep(onSlowLine: state.manners.line.isSlow)
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + .milliseconds(pause), leeway: .milliseconds(20))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        self?.stopTimer()
        self?.steps += 1
        wake()
      }
    }
    timer.activate()
    self.timer = timer
  }

  func stop() {
    stopTimer()
    steps = 0
  }

  private func stopTimer() {
    timer?.cancel()
    timer = nil
  }
}
