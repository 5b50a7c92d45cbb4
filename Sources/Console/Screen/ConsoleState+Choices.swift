internal import Domain
internal import Store
internal import Terminal

/// How the terminal is to be used from now on.
struct Look: Hashable, Sendable {
  enum Colours: Hashable, Sendable {
    /// The built-in ones that fit the terminal's ground.
    case builtIn
    case theme(Theme)
    /// As they are: the theme of that name is not at hand.
    case same
  }

  var colours: Colours
  var usesMouse: Bool
  var ambiguousColumns: Int?
  var scanner: ScannerSettings
}

/// The palette, the menu, the help and the settings: whatever is chosen out of the action table.
extension ConsoleState {
  var commandRows: [CommandRow] { CommandRow.all(words, keys, circumstances) }

  /// The key of a command as it is shown here; its name where it has none.
  func keyName(_ command: Command) -> String {
    keys.keys(of: command, in: place).first?.name ?? ":" + words.title(command)
  }

  /// What opens with a list of commands: who may do what they tell is looked up.
  var whoMayEffects: [Effect] {
    readOnly || viewer.actor.rights.isSuperset(of: Right.allCases) ? [] : [.holders]
  }

  mutating func openHelp() -> [Effect] {
    mode = .help(HelpOverlay(commandRows))
    return whoMayEffects
  }

  mutating func openMenu() -> [Effect] {
    mode = .menu(newMenu)
    return whoMayEffects
  }

  private var newMenu: Menu {
    // What the menu's commands are done to.
    let number = actsOnMarked ? words(.records(list.kind, marks.count(list.kind))) : subjectNumber
    let title = words(.menuTitle) + (number.isEmpty ? "" : " · " + number)
    return Menu(commandRows, now: circumstances, title: title)
  }

  mutating func openPalette(_ text: String = "") -> [Effect] {
    mode = .jump(Palette(paletteItems, recent: recent, words: words, text: text))
    return [.savedViews] + (themes == nil ? [.themes] : []) + whoMayEffects
  }

  mutating func openSettings() -> [Effect] {
    mode = .settings(SettingsDialog(settings, themes: themes?.map(\.id)))
    return themes == nil ? [.themes] : []
  }

  // MARK: What the palette lists

  var paletteItems: [Palette.Item] {
    let commands = CommandRow.actsFirst(commandRows).filter { $0.command != .jump }.map { row in
      Palette.Item(
        .command(row.command), title: row.title,
        note: row.unavailable.map(words.reason) ?? row.keys.first?.name ?? "", isEnabled: row.unavailable == nil,
        names: [row.command.rawValue])
    }
    let views = savedViews.sorted { $0.key < $1.key }.map { name, sentence in
      Palette.Item(
        .view(name, sentence: sentence), title: "@" + name,
        note: sentence.count > 40 ? sentence.prefix(39) + "…" : sentence)
    }
    return commands + otherActionItems + views + settingItems
  }

  private var settingItems: [Palette.Item] {
    var changes: [SettingsChange] = Language.allCases.map { .language($0) }
    changes += [.theme(nil)] + (themes ?? []).map { .theme($0.id) }
    changes += KeySet.allCases.map { .keySet($0) }
    changes += [.mouse(!settings.usesMouse), .reducedMotion(!settings.reducesMotion)]
    changes += [.ambiguous(nil), .ambiguous(1), .ambiguous(2)]
    return changes.filter { !$0.holds(in: settings) }.map { change in
      Palette.Item(.setting(change), title: words.change(change), names: [change.key])
    }
  }

  /// What is open lists what it knows by now.
  mutating func renewChoices() {
    switch mode {
    case .jump(var palette):
      palette.renew(paletteItems)
      mode = .jump(palette)
    case .help(var overlay):
      overlay.renew(commandRows)
      mode = .help(overlay)
    case .menu(var menu):
      menu.renew(newMenu)
      mode = .menu(menu)
    case .settings(var dialog):
      if let themes { dialog.offer(themes.map(\.id)) }
      mode = .settings(dialog)
    default: break
    }
  }

  // MARK: Keys

  mutating func take(_ key: Key, _ open: Palette) -> [Effect] {
    var palette = open
    status = nil
    let outcome = palette.handle(key)
    if case .paste(let text) = key, !text.isEmpty, palette.field.text == open.field.text {
      say(.pasteTooLong, .warning)
    }
    return take(outcome, palette)
  }

  private mutating func take(_ outcome: Palette.Outcome, _ palette: Palette) -> [Effect] {
    switch outcome {
    case .stay:
      mode = .jump(palette)
      // A theme is seen before it is chosen; Escape brings the old one back.
      if case .setting(let change) = palette.current?.choice, case .theme = change {
        var preview = settings
        change.apply(to: &preview)
        return show(preview)
      }
      return show(settings)
    case .leave:
      mode = .plain
      return show(settings)
    case .run(let choice):
      mode = .plain
      return run(choice)
    }
  }

  private mutating func run(_ choice: Palette.Choice) -> [Effect] {
    if case .find = choice {
    } else {
      recent.removeAll { $0 == choice }
      recent = [choice] + recent.prefix(7)
    }
    switch choice {
    case .command(let command): return show(settings) + run(command)
    case .find(let text): return show(settings) + find(text)
    case .action(let id): return show(settings) + openOther(id)
    case .setting(let change):
      var new = settings
      change.apply(to: &new)
      return keep(new)
    case .view(_, let text):
      do {
        let views = savedViews
        let sentence = try Sentence(text, kind: .orders, views: { views[FoldedText.fold($0)] })
        detail = nil
        shown = PaneName(sentence.kind)
        return show(settings) + relayout() + list.show(sentence, viewer)
      } catch {
        say(Trouble(error))
        return show(settings)
      }
    }
  }

  mutating func take(_ key: Key, _ open: Menu) -> [Effect] {
    var menu = open
    let outcome = menu.handle(dialogKey(key))
    return take(outcome, menu)
  }

  private mutating func take(_ outcome: Menu.Outcome, _ menu: Menu) -> [Effect] {
    switch outcome {
    case .stay: mode = .menu(menu)
    case .leave: mode = .plain
    case .run(let command):
      mode = .plain
      return run(command)
    }
    return []
  }

  mutating func take(_ key: Key, _ open: SettingsDialog) -> [Effect] {
    var dialog = open
    let outcome = dialog.handle(dialog.isInField ? key : dialogKey(key))
    return take(outcome, dialog)
  }

  private mutating func take(_ outcome: SettingsDialog.Outcome, _ dialog: SettingsDialog) -> [Effect] {
    mode = .settings(dialog)
    switch outcome {
    case .stay: return []
    case .show(let new): return show(new)
    case .restore(let old):
      mode = .plain
      return show(old)
    case .keep(let new):
      mode = .plain
      return keep(new)
    }
  }

  mutating func take(_ outcome: HelpOverlay.Outcome, _ overlay: HelpOverlay) -> [Effect] {
    switch outcome {
    case .stay: mode = .help(overlay)
    case .leave: mode = .plain
    case .run(let command):
      mode = .plain
      return run(command)
    }
    return []
  }

  /// The keys that move in lists move in dialogs without text too, whatever a person has made of them: a letter, the
  /// number block, a full-width sign of an input method.
  func dialogKey(_ key: Key) -> Key {
    switch key {
    case .enter, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab, .paste, .scan:
      return key
    default: break
    }
    switch keys.command(of: key, in: .list) {
    case .down: return .down
    case .up: return .up
    case .pageDown: return .pageDown
    case .pageUp: return .pageUp
    case .first: return .home
    case .last: return .end
    case .open: return .right
    case .back, .quit, .menu: return .escape
    default: return key.commandTwin
    }
  }

  /// On the number block alone a choice is turned by the keys that move, and left by the one that undoes.
  func formKey(_ key: Key, _ form: ActionForm) -> Key {
    // The keys that leave and send a form do so from every field.
    let isAnyField = key == .enter || key == .escape || key == .control("c")
    guard settings.keySet == .numpad, !isAnyField, form.entries.indices.contains(form.focus) else { return key }
    let command = keys.command(of: key, in: .list)
    let input = form.entries[form.focus].input
    if command == .undo, input.text.isEmpty { return .escape }
    guard case .choice = input else { return key }
    switch command {
    case .up, .historyBack: return .left
    case .down, .open: return .right
    case .undo: return .escape
    default: return key
    }
  }

  // MARK: The mouse

  /// Dialogs take clicks by the row that they fall on; the right button opens the menu.
  mutating func take(_ mouse: MouseEvent) -> [Effect] {
    let screen = Rect(size)
    switch mode {
    case .help(var overlay): return take(overlay.handle(mouse, in: screen, words), overlay)
    case .menu(var menu): return take(menu.handle(mouse, in: screen, words), menu)
    case .settings(var dialog): return take(dialog.handle(mouse, in: screen), dialog)
    case .jump(var palette):
      let below = ScreenLayout(size, showsDetail: detail != nil).belowPrompt
      return take(palette.handle(mouse, below: below), palette)
    case .plain where mouse.kind == .press && mouse.button == 2 && !awaitsDialog: return run(.menu)
    default: return point(mouse)
    }
  }

  // MARK: Settings

  /// Shows things so, without keeping them.
  mutating func show(_ new: Settings) -> [Effect] {
    let old = shownSettings
    guard new != old else { return [] }
    shownSettings = new
    keys = new.keyMap
    manners.take(new, over: old)
    words.keys = keys
    if new.language != old.language {
      words = Words(language: new.language ?? systemLanguage, keys: keys)
      let text = cellText
      detail?.rebuild(text)
      renewChoices()
    }
    var colours = Look.Colours.same
    if new.theme == nil {
      colours = .builtIn
    } else if let entry = themes?.first(where: { $0.id == new.theme }) {
      colours = .theme(entry.theme)
    }
    if new.theme == old.theme { colours = .same }
    return [
      .use(
        Look(
          colours: colours, usesMouse: new.usesMouse, ambiguousColumns: new.ambiguousColumns,
          scanner: new.scanner))
    ]
  }

  /// Shows things so from now on, and writes them down.
  mutating func keep(_ new: Settings) -> [Effect] {
    let changes = SettingsChange.between(settings, new)
    settings = new
    let effects = show(new)
    guard !changes.isEmpty else { return effects }
    say(.settingsKept(words.list(changes.map(words.change))), .success)
    return effects + [.keepSettings(changes)]
  }

  mutating func take(kept changes: [SettingsChange], _ answer: Result<Bool, SettingsRefusal>) -> [Effect] {
    switch answer {
    case .success(true): break
    // There is no file to write: what was said of keeping is not so.
    case .success(false): say(.settingsForNow(words.list(changes.map(words.change))), .success)
    case .failure(let refusal): say(.settingsNotKept(words.settings(refusal)), .warning)
    }
    return []
  }

  // MARK: Rights

  mutating func take(holders found: [Right: [String]]) -> [Effect] {
    if found != holders {
      holders = found
      renewChoices()
    }
    // What was said before anybody knew whom to ask is said again.
    if let refused, status?.text == refused.said, case .lacksRight = refused.command.unavailable(in: circumstances) {
      refuse(refused.command)
    }
    return []
  }

  /// Says why a command cannot be used now.
  mutating func refuse(_ command: Command) {
    guard let reason = command.unavailable(in: circumstances) else { return }
    let text = "\(words.title(command)): \(words.reason(reason))"
    status = Status(text: text, role: .warning)
    refused = (command, text)
  }
}
