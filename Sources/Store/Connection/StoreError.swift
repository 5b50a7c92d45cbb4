/// What the engine or the disk would not do, as situations with their evidence; worded for people elsewhere.
public enum StoreError: Error, Hashable, Sendable {
  case missing(path: String)
  case exists(path: String)
  case notAStore(path: String)
  /// A copy of a store that was broken off before it was whole.
  case unfinished(path: String)
  /// The store's schema is of a newer program.
  case newer(found: Int, known: Int)
  case older(found: Int, known: Int)
  case diskFull
  case readOnly(path: String)
  case cannotOpen(path: String, why: String)
  case locked
  /// Another process has held the write gate for all the time that we were willing to wait.
  case held(by: String, seconds: Int)
  /// A store with a log beside it, which is no backup.
  case inUse(path: String)
  /// The store's file was moved or deleted while it was open.
  case gone(path: String)
  case damaged(detail: String)
  case interrupted
  /// The server does not answer, or the line to it is cut.
  case lost(detail: String)
  /// The server answers and does not let us in.
  case refused(detail: String)
  /// The line was cut while a change was being confirmed, and nobody can say yet whether it stands.
  case unsure
  /// Two changes waited for each other; one had to give way, and nothing of it was kept.
  case collided(detail: String)
  case constraint(String)
  case engine(code: Int, detail: String)
}

extension StoreError {
  /// Whether it may be gone with the next attempt, on a new connection.
  public var isLost: Bool { if case .lost = self { true } else { false } }
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path):
      "There is no store at \(path). Make one with `portolan store init`, or name another with --store."
    case .exists(let path): "There is something at \(path) already; nothing was changed."
    case .notAStore(let path): "\(path) is no Portolan store."
    case .unfinished(let path):
      "\(path) is a copy that is not whole: the same `portolan store copy` goes on where it was broken off."
    case .newer(let found, let known):
      "The store was made by a newer Portolan (schema \(found), this program knows \(known)). Update this program."
    case .older(let found, let known):
      """
      The store has schema \(found), this program needs \(known). Run `portolan store migrate`: it copies a file \
      first (a server's shop is yours to back up), tells how far it is, and can be stopped and taken up again.
      """
    case .diskFull: "The disk is full. Nothing was half-written. Free some space and try again."
    case .readOnly(let path):
      """
      The store at \(path) cannot be written: the file, its folder or its disk is read-only, and even reading keeps a \
      lock beside it. `portolan store restore` makes a copy elsewhere.
      """
    case .cannotOpen(let path, let why): "The store at \(path) cannot be opened: \(why)."
    case .locked:
      "The store is locked by another program. Nothing was changed; try again."
    case .held(let holder, let seconds):
      """
      The store is locked: \(holder) has been writing to it for more than \(seconds) s. Nothing was changed. Wait for \
      it, or end it, and try again.
      """
    case .inUse(let path):
      """
      \(path) has a log beside it: it is a store in use, and a copy of the file alone would lose what is in the log. \
      Make a backup with `portolan store backup` and restore that.
      """
    case .gone(let path):
      """
      The store at \(path) was moved or deleted while it was open. Nothing was changed. Put it back, or restore the \
      last backup, and start again.
      """
    case .damaged(let detail):
      """
      The store is damaged (\(detail)). Nothing was changed. Run `portolan store doctor`, and restore the last backup \
      if it says so.
      """
    case .interrupted: "The query was interrupted."
    case .lost(let detail): "The store's server does not answer: \(detail). Nothing was changed; try again."
    case .refused(let detail): "The store's server refused: \(detail). Nothing was changed."
    case .unsure:
      """
      The line to the store's server was cut while a change was being confirmed. Look at the history before you repeat \
      it: the change may stand.
      """
    case .collided(let detail): "Somebody else changed the same records at the same moment (\(detail)). Try again."
    case .constraint(let detail): "The store refused a value: \(detail)."
    case .engine(let code, let detail): "The store's engine failed (\(code)): \(detail)."
    }
  }
}
