/// What a text on paper asks of fonts: which letters a label printer has by itself, and how wide they are there.
public enum PaperText {
  /// Whether a customs officer anywhere reads it: Latin letters with their marks, digits, signs.
  public static func isLatin(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x1E00...0x1EFF, 0x2010...0x203A, 0x20AC, 0x2122: true
      default: false
      }
    }
  }

  /// Whether a label printer's own font 0 has the letter: Latin with the marks of Europe's languages.
  static func isInPrinter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x17F, 0x2013, 0x2014, 0x2018...0x201A, 0x201C...0x201E, 0x2022, 0x2026,
      0x20AC:
      true
    default: false
    }
  }

  /// The text as a label printer's own font can print it: rarer marks go (`ạ` → `a`), full-width signs become narrow;
  /// nil for another script, which nobody should guess.
  public static func printable(_ text: String) -> String? {
    var out = ""
    for character in text {
      if character.unicodeScalars.allSatisfy(isInPrinter) {
        out.append(character)
        continue
      }
      if character.isWhitespace {
        out += character.isNewline ? "\n" : " "
        continue
      }
      if character.unicodeScalars.allSatisfy({ $0.value < 0x20 || $0.value == 0x7F }) { continue }
      let folded = FoldedText.fold(String(character))
      guard folded.unicodeScalars.allSatisfy(isInPrinter) else { return nil }
      out += character.isUppercase ? folded.uppercased() : folded
    }
    return out
  }

  /// Whether it holds letters that are written from the right: Hebrew, Arabic and their kin.
  public static func isRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
      default: false
      }
    }
  }

  /// Which of the shapes that countries give the same ideograph, as a language tag; empty where it does not matter.
  public static func language(of country: String) -> String {
    switch country {
    case "JP": "ja"
    case "CN", "SG": "zh-cn"
    case "TW", "HK", "MO": "zh-tw"
    case "KR": "ko"
    case "AE", "SA", "KW", "QA", "BH", "OM", "EG", "JO", "LB", "IQ", "MA", "DZ", "TN", "LY", "YE": "ar"
    default: ""
    }
  }

  /// Thousandths of the font's height that a letter of the printer's font 0 takes, on the wide side: a line that is
  /// reckoned too long is only broken early.
  static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar {
    case " ": return 260
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": return 270
    case "f", "t", "r", "(", ")", "-", "/": return 350
    case "m", "w": return 760
    case "M", "W", "@", "%": return 860
    case "A"..."Z": return 610
    case "0"..."9": return 530
    default: return 530
    }
  }

  static func width(_ text: some StringProtocol, height: Int) -> Int {
    text.reduce(0) { $0 + width($1) } * height / 1000
  }

  /// Lines that a text makes in a frame so wide, broken at blanks, a word that is too long anywhere.
  static func wrapped(_ text: String, width: Int, height: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        let longer = line.isEmpty ? String(word) : line + " " + word
        if PaperText.width(longer, height: height) <= width {
          line = longer
          continue
        }
        if !line.isEmpty { lines.append(line) }
        line = ""
        for letter in word {
          if !line.isEmpty, PaperText.width(line + String(letter), height: height) > width {
            lines.append(line)
            line = ""
          }
          line.append(letter)
        }
      }
      lines.append(line)
    }
    return lines
  }
}

/// Grams as forms have them: kilograms with three decimals.
func kilograms(_ grams: Int64) -> String {
  let rest = String(grams.magnitude % 1000)
  return "\(grams / 1000).\(String(repeating: "0", count: 3 - rest.utf8.count))\(rest)"
}
