internal import CTerminal
internal import Dispatch
internal import Glibc

/// The terminal while the console has it: keys in, frames out, and everything put back at every kind of end.
@MainActor
public final class TerminalSession {
  /// All that came since the last call, with the time of its reading in milliseconds of a steady clock.
  public typealias KeyHandler = @MainActor (_ keys: [Key], _ milliseconds: Int64) -> Void

  public internal(set) var size: Size
  /// How columns are counted here; changes once, when the terminal has answered the probe (see `onAnswer`).
  public internal(set) var widths: WidthPolicy
  public internal(set) var isSynchronised = false
  /// What is known of the terminal; more once it has answered.
  public internal(set) var traits: TerminalTraits
  /// Whether clicks and the wheel are reported.
  public private(set) var usesMouse: Bool
  /// Whether the way there and back is measured often enough for a gauge.
  public var measuresLine = false
  /// Called for each answer of the terminal; the session has taken it into account before.
  public var onAnswer: @MainActor (TerminalAnswer) -> Void = { _ in }

  var options: TerminalOptions
  /// As the terminal answered, or as its environment says.
  var isLightGround: Bool
  /// The ground's colour, as the terminal answered.
  var ground: Colour?
  /// Neither the terminal nor its environment tells what the ground is: the theme's own is painted.
  var isGroundUnknown = false
  var probedColumns = 1
  let screen: CursesScreen
  let descriptor: Int32
  let writer: FrameWriter
  var onKeys: KeyHandler = { _, _ in }
  var lexer = KeyLexer()
  private var sources: [any DispatchSourceProtocol] = []
  private var escapeTimer: (any DispatchSourceTimer)?
  private var waitingFrame: Frame?
  /// The system did not say how large the window is.
  var asksForSize: Bool
  var line = LineMeter()
  private(set) var isTaken = false
  /// Whether keys are still looked for: not after a hang-up.
  private var isListening = false
  private(set) var isFirstFrame = true
  private var hasAsked = false
  private var isLent = false
  /// What has the terminal meanwhile.
  private var borrower: Int32?
  private var retakenAt: Int64 = 0
  private var counts = TerminalStatistics()
  private(set) var theme: Theme

  /// Forks the guardian; call it first in `main`, before any thread or file. Returns in the child (or, where standard
  /// input is no terminal, in the same process). The parent never returns.
  nonisolated public static func guardProcess() { _ = ct_guard() }

  /// Gives heap that is free back to the system, after something large is done; not to be called on the main actor.
  nonisolated public static func returnFreeMemory() { ct_trim_heap() }

  /// Gives back the program's own pages, of which a stage that is over (arguments, opening the store) has touched many
  /// that are not needed again.
  nonisolated public static func forgetProgramPages() { ct_forget_program() }

  /// Says where a fault of the program is noted, and what is said about it on the normal screen afterwards. The report
  /// holds the signal, the version, addresses and names of commands: nothing of the shop, nothing that was typed.
  nonisolated public static func prepareReport(path: String, sentence: String, version: String) {
    ct_prepare_report(path, SafeText.line(sentence), version)
  }

  /// Notes the name of a command for such a report.
  nonisolated public static func note(command: String) { ct_note_command(command) }

  /// The last thing before the end: the guardian leaves with this status at once.
  nonisolated public static func announceEnd(_ status: Int32) { ct_announce_end(status) }

  /// Finds the terminal out, without touching it. Throws `TerminalFailure`.
  public init(options: TerminalOptions = TerminalOptions()) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw TerminalFailure.notATerminal }
    let opened = ct_open_terminal()
    descriptor = opened >= 0 ? opened : STDIN_FILENO
    self.options = options
    let known = TerminalSession.windowSize(descriptor)
    let size = known ?? TerminalSession.usualSize
    self.size = size
    asksForSize = known == nil
    usesMouse = options.usesMouse
    let colourTerm = TerminalSession.variable("COLORTERM")
    let noColour = !(TerminalSession.variable("NO_COLOR") ?? "").isEmpty
    isLightGround = TerminalOptions.isLight(colourPair: TerminalSession.variable("COLORFGBG"))
    theme = options.theme(onLightGround: isLightGround)
    screen = try CursesScreen(
      term: TerminalSession.variable("TERM"), hasColourTerm: colourTerm == "truecolor" || colourTerm == "24bit",
      size: size, depth: noColour ? ColourDepth.none : options.depth, theme: theme)
    if screen.depth == .ansi16 {
      theme = isLightGround ? .portolanLight : .portolanDark
      screen.use(theme)
    }
    writer = FrameWriter(descriptor: descriptor)
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { TerminalSession.variable($0) }.first { !$0.isEmpty }
    let columns = options.ambiguousColumns ?? 1
    widths = WidthPolicy(
      ambiguousColumns: columns,
      asciiBorders: options.asciiBorders
        ?? (columns == 2 || TerminalName.drawsAsciiLines(screen.terminalName, locale: locale)))
    traits = TerminalTraits(
      entry: screen.terminalName, term: TerminalSession.variable("TERM"), variable: TerminalSession.variable)
    screen.drawsLinks = traits.knowsLinks
    screen.joinsSigns = traits.multiplexer == nil
  }

  /// Makes the terminal raw and begins to listen; keys come on the main actor. The first frame takes the screen.
  public func start(_ onKeys: @escaping KeyHandler) throws {
    self.onKeys = onKeys
    layDownRestore()
    guard ct_enter_raw(descriptor) == 0 else { throw TerminalFailure.system(errno) }
    ct_install_crash_handlers()
    isTaken = true
    writer.onDrained = { [weak self] in self?.showWaiting() }
    signal(SIGPIPE, SIG_IGN)
    listen()
  }

  /// Paints a frame, or keeps it while the terminal has not taken the one before; only the newest is kept.
  public func show(_ frame: Frame) {
    guard isTaken, !isLent else { return }
    if writer.isBusy {
      if waitingFrame != nil { counts.droppedFrames += 1 }
      waitingFrame = frame
      return
    }
    var bytes = screen.render(frame)
    if isFirstFrame {
      isFirstFrame = false
      ct_mark_painted(1)
      bytes = withEntrance(bytes)
    }
    guard !bytes.isEmpty else { return }
    counts.frames += 1
    if isSynchronised { bytes = TerminalModes.beginSynchronised + bytes + TerminalModes.endSynchronised }
    if line.asks(at: TerminalSession.now(), often: measuresLine) { bytes += TerminalModes.areYouThere }
    let delays = writer.delays
    writer.send(bytes)
    if writer.delays > delays { line.wasDelayed(at: TerminalSession.now()) }
  }

  public var statistics: TerminalStatistics {
    var counts = counts
    (counts.bytes, counts.writes) = (writer.bytesWritten, writer.writes)
    return counts
  }

  public var depth: ColourDepth { screen.depth }

  /// Changes the colours; show a frame afterwards.
  public func use(_ theme: Theme) {
    guard theme != self.theme else { return }
    self.theme = theme
    screen.use(theme)
  }

  public func bell() { writer.sendAside([0x07]) }

  /// Bytes that go beside the frames: modes that are switched.
  func send(_ sequence: String) { writer.sendAside(Array(sequence.utf8)) }

  /// Every cell counts its columns anew.
  func repaint() { screen.repaint() }

  var terminalName: String { screen.terminalName }

  /// Sends text to the clipboard of whoever sits at the terminal. False where it is too long or there is none.
  @discardableResult
  public func copy(_ text: ClipboardText) -> Bool {
    guard isTaken, !isLent, text.fits, traits.clipboard != .never else { return false }
    writer.sendAside(text.bytes(through: traits.multiplexer))
    return true
  }

  /// Takes clicks and the wheel, or leaves them (and the selection of text) to the terminal.
  public func useMouse(_ uses: Bool) {
    guard uses != usesMouse else { return }
    usesMouse = uses
    guard isTaken, !isLent, !isFirstFrame, TerminalName.answersQuestions(screen.terminalName) else { return }
    writer.sendAside(Array((uses ? TerminalModes.mouseOn : TerminalModes.mouseOff).utf8))
  }

  /// How the line is at this moment.
  public var lineReport: LineReport {
    LineReport(
      roundTrip: line.roundTrip, bytes: writer.bytesWritten,
      isSlow: writer.isBusy || line.isSlow(at: TerminalSession.now()))
  }

  /// Stops the program as Ctrl-Z does and comes back with `Key.resumed`.
  public func suspend() {
    guard isTaken, !isLent else { return }
    leave()
    repeat { raise(SIGSTOP) } while ct_in_foreground(descriptor) == 0
    retake()
  }

  /// Gives the terminal to another program (an editor) until it ends; everything else goes on meanwhile. `done` has its
  /// status as `waitpid` gives it, nil where it could not be started. False where the terminal is lent already.
  @discardableResult
  public func lend(to words: [String], done: @escaping @MainActor (Int32?) -> Void) -> Bool {
    guard isTaken, !isLent else { return false }
    leave()
    // Keys of the other program that make signals are not for us.
    for number in [SIGINT, SIGQUIT] { signal(number, SIG_IGN) }
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let child = ct_spawn(&pointers)
    for pointer in pointers { free(pointer) }
    guard child > 0 else {
      comeBack()
      done(nil)
      return true
    }
    borrower = child
    DispatchQueue.global().async {
      var status: Int32 = 0
      // Stopped by its own Ctrl-Z: the shell is to have the terminal, so we stop as well and go on together.
      while ct_wait_for(child, &status) == 1 {
        raise(SIGSTOP)
        kill(child, SIGCONT)
      }
      let ended = status
      DispatchQueue.main.async {
        MainActor.assumeIsolated {
          guard self.borrower == child else { return }
          self.comeBack()
          done(ended)
        }
      }
    }
    return true
  }

  private func comeBack() {
    borrower = nil
    for number in [SIGINT, SIGQUIT] { signal(number, SIG_DFL) }
    retake()
  }

  /// Puts the terminal back. To be called before the program ends; the guardian and the crash handlers do it otherwise.
  ///
  /// What was typed and not read goes: the rest of a scan whose first letter was the key to leave must not reach a
  /// shell. Nor must answers that are on their way.
  public func stop() {
    guard isTaken else { return }
    if isListening, !isLent { awaitAnswers() }
    isTaken = false
    isListening = false
    dismissBorrower()
    for source in sources { source.cancel() }
    sources.removeAll()
    escapeTimer?.cancel()
    escapeTimer = nil
    writer.cancel()
    ct_restore()
    ct_discard_input(descriptor)
    screen.close()
  }
}

// MARK: - The screen taken and left

extension TerminalSession {
  /// Puts modes and questions right behind the bytes that take the alternate screen.
  private func withEntrance(_ bytes: [UInt8]) -> [UInt8] {
    let isModern = TerminalName.answersQuestions(screen.terminalName)
    var entrance = screen.takeBytes
    var rest = bytes[...]
    if !entrance.isEmpty && bytes.starts(with: entrance) { rest = bytes.dropFirst(entrance.count) }
    // Nothing here changes the window's title, so none need be laid by for the end.
    let keepsTitle = Array(TerminalModes.keepsTitle.utf8)
    if let place = entrance.firstRange(of: keepsTitle) { entrance.removeSubrange(place) }
    entrance += Array(TerminalModes.plainCharacters.utf8)
    if isModern {
      if !hasAsked {
        if asksForSize { entrance += Array(TerminalModes.sizeQuestion.utf8) }
        entrance += Array(TerminalModes.questions.utf8)
        lexer.awaitedPositions = asksForSize ? 2 : 1
        lexer.awaitsAnswers = true
        line.asked(at: TerminalSession.now())
      }
      if traits.reordersText { entrance += Array(TerminalModes.keepsOrder.utf8) }
      entrance += Array(TerminalModes.pasteOn.utf8)
      if options.lightTheme != nil { entrance += Array(TerminalModes.schemeChangesOn.utf8) }
      if usesMouse { entrance += Array(TerminalModes.mouseOn.utf8) }
    }
    if !hasAsked { armGround() }
    hasAsked = true
    return entrance + rest
  }

  /// What puts the terminal back, whoever is left to write it.
  private func layDownRestore() {
    var restore = screen.takeBytes.isEmpty ? TerminalModes.plainRestore : TerminalModes.restore
    if traits.reordersText { restore = TerminalModes.givesOrderBack + restore }
    Array(restore.utf8).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { ct_set_restore_bytes($0.baseAddress, $0.count) }
    }
  }

  /// Its answer came after the first frame, which it may have shown with words turned round.
  func orderIsKnown() {
    guard isTaken else { return }
    if traits.reordersText { layDownRestore() }
    writer.sendAside(Array((traits.reordersText ? TerminalModes.keepsOrder : TerminalModes.givesOrderBack).utf8))
    if !traits.reordersText { layDownRestore() }
    screen.repaint()
  }

  private func leave() {
    isLent = true
    writer.cancel()
    ct_restore()
  }

  /// The end has come while another program has the terminal.
  private func dismissBorrower() {
    guard let child = borrower else { return }
    borrower = nil
    kill(child, SIGHUP)
  }

  private func retake() {
    isLent = false
    retakenAt = TerminalSession.now()
    guard ct_enter_raw(descriptor) == 0 else { return hangUp() }
    isFirstFrame = true
    size = TerminalSession.windowSize(descriptor) ?? size
    screen.resize(to: size)
    screen.repaint()
    onKeys([.resize(size), .resumed], TerminalSession.now())
  }

  private func showWaiting() {
    guard let frame = waitingFrame else { return }
    waitingFrame = nil
    show(frame)
  }
}

// MARK: - Keys and signals

extension TerminalSession {
  private func listen() {
    isListening = true
    ct_ask_for_short_turns()
    let signals = [SIGWINCH, SIGTERM, SIGHUP, SIGTSTP, SIGCONT]
    ct_leave_signals_to_sources(signals, signals.count)
    on(SIGWINCH) { $0.windowChanged() }
    on(SIGTERM) { $0.hangUp() }
    on(SIGHUP) { $0.hangUp() }
    on(SIGTSTP) { $0.suspend() }
    on(SIGCONT) { session in
      if !session.isLent, TerminalSession.now() - session.retakenAt > 250 { session.retake() }
    }
  }

  private func on(_ number: Int32, _ action: @escaping @MainActor (TerminalSession) -> Void) {
    if number != SIGCONT && number != SIGWINCH { signal(number, SIG_IGN) }
    let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        if let self, self.isTaken { action(self) }
      }
    }
    source.activate()
    sources.append(source)
  }

  /// Blocks the main thread until something has come: keys, which are read and handed over here, with no other
  /// thread in between (a hop costs 50 µs, and milliseconds where the machine is busy), or work for the main queue,
  /// which is done.
  public func wait() {
    if ct_wait(isListening && !isLent ? descriptor : -1) == 1 { read() }
  }

  /// Reads all there is, at most 1 MiB a turn, and hands the keys over together.
  private func read() {
    guard isListening, !isLent else { return }
    forgetOldQuestions()
    var inputs: [KeyLexer.Input] = []
    var total = 0
    var isGone = false
    while total < 1 << 20 {
      let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        let read = Glibc.read(descriptor, buffer.baseAddress, 4096)
        isGone = read == 0 || read < 0 && errno != EAGAIN && errno != EINTR
        count = max(read, 0)
      }
      if chunk.isEmpty { break }
      total += chunk.count
      inputs += lexer.feed(chunk)
      if chunk.count < 4096 { break }
    }
    deliver(inputs)
    if isGone { return hangUp() }
    armEscapeTimer()
  }

  private func deliver(_ inputs: [KeyLexer.Input]) {
    var keys: [Key] = []
    for input in inputs {
      switch input {
      case .key(let key): keys.append(key)
      case .answer(let answer): take(answer)
      }
    }
    if keys.isEmpty { return }
    line.typed()
    onKeys(keys, TerminalSession.now())
  }

  /// A lone escape is the key after 25 ms; a paste whose end never comes is handed over after a second, and the
  /// beginning of an answer whose rest never comes is dropped.
  private func armEscapeTimer() {
    escapeTimer?.cancel()
    escapeTimer = nil
    guard lexer.isWaiting || lexer.isPasting else { return }
    let timer = DispatchSource.makeTimerSource(queue: .main)
    timer.schedule(deadline: .now() + .milliseconds(lexer.patienceMilliseconds))
    timer.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        self.deliver(self.lexer.isPasting ? self.lexer.endPaste() : self.lexer.flush())
      }
    }
    timer.activate()
    escapeTimer = timer
  }

  private func windowChanged() {
    guard !isLent, let now = TerminalSession.windowSize(descriptor) else { return }
    asksForSize = false
    changeSize(to: now)
  }

  func changeSize(to now: Size) {
    guard now != size else { return }
    size = now
    screen.resize(to: now)
    onKeys([.resize(now)], TerminalSession.now())
  }

  /// Says it once; the program saves and leaves, or is ended.
  private func hangUp() {
    guard isTaken, isListening else { return }
    isListening = false
    dismissBorrower()
    for source in sources { source.cancel() }
    sources.removeAll()
    let end = DispatchTime.now() + options.hangupSeconds
    DispatchQueue.global().asyncAfter(deadline: end) {
      ct_restore()
      _exit(129)
    }
    onKeys([.hangup], TerminalSession.now())
  }

  /// nil where the system does not know it (a serial line says 0 by 0) or says what cannot be.
  static func windowSize(_ descriptor: Int32) -> Size? {
    var rows: Int32 = 0, columns: Int32 = 0
    guard ct_window_size(descriptor, &rows, &columns) == 0, rows > 0, columns > 0,
      rows <= mostRows, columns <= mostColumns
    else { return nil }
    return Size(columns: Int(columns), rows: Int(rows))
  }

  static let usualSize = Size(columns: 80, rows: 24)
  static let mostColumns = 1000, mostRows = 500

  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The steady clock that keys are timed by.
  nonisolated public static var milliseconds: Int64 { now() }

  nonisolated static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
