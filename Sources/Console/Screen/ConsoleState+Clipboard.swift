internal import Terminal

/// What is selected in a field, copied, cut and put in again: here by a clipboard of the console's own, and elsewhere
/// by the terminal's where it has one.
extension ConsoleState {
  /// nil for a key that is none of the clipboard's.
  mutating func takeClipboard(_ key: Key) -> [Effect]? {
    switch key {
    case .alt("v"):
      if cutText.isEmpty {
        tell(.nothingSelected)
        return []
      }
      return takeInMode(.paste(cutText))
    case .alt("c"), .alt("x"):
      let text = selectedText
      if text.isEmpty {
        tell(.nothingSelected)
        return []
      }
      cutText = text
      let effects = takeInMode(key)
      tell(.copiedText(text.count))
      // Where the terminal has no clipboard, or it is too much for one, the console's own has it.
      let sent = ClipboardText(text)
      return manners.clipboard == .never || !sent.fits ? effects : effects + [.terminal(.copy(sent))]
    default: return nil
    }
  }

  private mutating func tell(_ notice: FormNotice) {
    switch mode {
    case .form, .translate: note(notice)
    default: status = Status(text: words.notice(notice), role: notice.isTrouble ? .warning : .info)
    }
  }

  /// What is selected in the field that has the keys.
  var selectedText: String {
    switch mode {
    case .form(let form): form.entries.indices.contains(form.focus) ? form.entries[form.focus].input.selectedText : ""
    case .translate(let desk): desk.selectedText
    case .filter(let bar): bar.field.selectedText
    case .jump(let palette): palette.field.selectedText
    case .help(let overlay): overlay.search.selectedText
    case .viewing(.naming(let form)): form.selectedText
    case .plain, .sort, .hits, .undo, .menu, .settings, .bulkPlan, .batch, .viewing: ""
    }
  }
}

extension ActionForm.Input {
  var selectedText: String {
    switch self {
    case .line(let field), .choice(let field, _), .search(let field, _, _): field.selectedText
    case .area(let area): area.selectedText
    }
  }
}

extension TranslationDesk {
  var selectedText: String { language?.selectedText ?? area.selectedText }
}
