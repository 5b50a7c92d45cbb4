internal import Terminal

extension Command {
  /// The standard keys where text is typed; the first is the one that fields and dialogs know the command by. Ctrl-Z
  /// stays the shell's, Ctrl-S and Ctrl-Q the line's; Ctrl-A and Ctrl-B, which screen and tmux keep, have a twin.
  var fieldKeys: [Key] {
    switch self {
    case .caretLeft: [.left, .control("b")]
    case .caretRight: [.right, .control("f")]
    case .caretUp: [.up, .control("p")]
    case .caretDown: [.down, .control("n")]
    case .wordLeft: [.controlled(.left), .alt("b")]
    case .wordRight: [.controlled(.right), .alt("f")]
    case .lineStart: [.home, .control("a")]
    case .lineEnd: [.end, .control("e")]
    case .textStart: [.controlled(.home), .alt("<")]
    case .textEnd: [.controlled(.end), .alt(">")]
    case .deleteLeft: [.backspace]
    case .deleteRight: [.delete, .control("d")]
    case .deleteWordLeft: [.control("w"), .alt("\u{7F}")]
    case .deleteWordRight: [.alt("d")]
    case .killToStart: [.control("u")]
    case .killToEnd: [.control("k")]
    case .deleteLine: [.alt("k")]
    case .undoTyping: [.control("_"), .alt("u")]
    case .redoTyping: [.alt("e"), .control("y")]
    case .newLine: [.alt("\r"), .control("o")]
    case .inEditor: [.control("x"), .function(4)]
    case .saveForm: [.enter]
    case .leaveForm: [.escape, .control("c")]
    case .nextField: [.tab]
    case .previousField: [.backTab]
    case .takeTheirs: [.control("r")]
    case .takeDraft: [.function(6), .control("g")]
    case .nextText: [.alt("n"), .function(8)]
    case .previousText: [.alt("p"), .function(7)]
    case .approveText: [.alt("a"), .function(9)]
    case .markText: [.control(" "), .alt("m")]
    case .selectAllText: [.alt("s")]
    case .extendLeft: [.shifted(.left)]
    case .extendRight: [.shifted(.right)]
    case .extendUp: [.shifted(.up)]
    case .extendDown: [.shifted(.down)]
    case .extendToStart: [.shifted(.home)]
    case .extendToEnd: [.shifted(.end)]
    case .copyText: [.alt("c")]
    case .cutText: [.alt("x")]
    case .pasteText: [.alt("v")]
    case .addLanguage: [.insert, .alt("l")]
    case .suspend: [.control("z")]
    default: []
    }
  }

  /// Whether it moves the caret or changes the text: it means the same in every field, prompts included.
  var isTextEdit: Bool {
    switch self {
    case .caretLeft, .caretRight, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart, .textEnd, .deleteLeft,
      .deleteRight, .deleteWordLeft, .deleteWordRight, .killToStart, .killToEnd, .deleteLine, .undoTyping, .redoTyping,
      .markText, .selectAllText, .extendLeft, .extendRight, .extendUp, .extendDown, .extendToStart, .extendToEnd,
      .copyText, .cutText, .pasteText:
      true
    default: false
    }
  }
}

extension KeyMap {
  /// The key that fields know a command by, for the key that somebody chose for it; nil for a key that was taken from
  /// its command. Letters are always letters. `isForm` is false in prompts, whose other keys are their own.
  func fieldKey(_ key: Key, isForm: Bool) -> Key? {
    if let command = command(typed: key) {
      // Prompts have their own meaning for Ctrl-C; a key that somebody's set or settings add leaves them too.
      let leaves = command == .leaveForm && !command.fieldKeys.contains(key)
      return isForm || leaves || command.isTextEdit ? command.fieldKeys.first ?? key : key
    }
    let standard = KeyMap.standard.command(typed: key)
    guard let standard, isForm || standard.isTextEdit else { return key }
    return nil
  }

  /// The command of a key where text is typed.
  private func command(typed key: Key) -> Command? {
    if case .character = key { return nil }
    return command(of: key, in: .field)
  }
}
