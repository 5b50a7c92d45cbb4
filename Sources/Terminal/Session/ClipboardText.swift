/// The one way of a text into the clipboard of whoever sits at the terminal (OSC 52): cleaned, coded, held to a size.
public struct ClipboardText: Hashable, Sendable {
  /// What will be pasted: control and direction characters are gone, lines end with `\n`.
  public let text: String

  /// Bytes of text that fit: 74,994 once coded, which is what xterm, hterm and the multiplexers take.
  public static let limit = 56_244

  public init(_ text: String) { self.text = ClipboardText.cleaned(text) }

  public var fits: Bool { text.utf8.count <= ClipboardText.limit }

  /// What may be dangerous to paste into a shell or deceives whoever pastes it is left out.
  static func cleaned(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var previous: UInt32 = 0
    for scalar in text.unicodeScalars {
      let value = scalar.value
      defer { previous = value }
      switch value {
      case 0x0D: kept.append("\n")
      case 0x0A: if previous != 0x0D { kept.append(scalar) }
      case 0x09: kept.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFB, 0xE0000...0xE007F:
        continue
      case 0x2028, 0x2029: kept.append("\n")
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// The bytes to send. tmux takes the plain sequence with `set-clipboard on` and the wrapped one with
  /// `allow-passthrough on`; GNU screen passes on what is wrapped, in pieces.
  func bytes(through multiplexer: TerminalTraits.Multiplexer?) -> [UInt8] {
    let encoded = Base64.encode(Array(text.utf8))
    let plain = Array("\u{1B}]52;c;\(encoded)\u{1B}\\".utf8)
    switch multiplexer {
    case nil: return plain
    case .tmux: return plain + Array("\u{1B}Ptmux;\u{1B}\u{1B}]52;c;\(encoded)\u{07}\u{1B}\\".utf8)
    case .screen:
      let inner = Array("\u{1B}]52;c;\(encoded)\u{07}".utf8)
      return stride(from: 0, to: inner.count, by: 500).flatMap { start in
        Array("\u{1B}P".utf8) + inner[start..<min(start + 500, inner.count)] + Array("\u{1B}\\".utf8)
      }
    }
  }
}
