/// How a format's check digit follows from its serial. The signs are `TrackingSigns` values.
enum TrackingCheck: Sendable {
  case none
  /// The serial as a number, modulo 7 (DHL's waybills).
  case mod7
  /// Digits times `even` or `odd` by their place from 0, up to the next ten; letters count as (code − 3) modulo 10.
  /// `lead` is put before a serial that does not begin with it: it stands in the bar code but is not printed.
  case mod10(even: Int, odd: Int, reversed: Bool = false, lead: [UInt8] = [])
  /// Sum of products, modulo 11, then modulo 10 (FedEx).
  case weights([Int])
  case luhn
  /// The posts' rule (UPU S10): weights 8 6 4 2 3 5 9 7, modulo 11.
  case s10
  /// ISO/IEC 7064 MOD 37,36 (DPD).
  case mod37x36

  /// The sign that belongs to a serial; nil where the rule gives none.
  func sign(for serial: ArraySlice<UInt8>) -> UInt8? {
    switch self {
    case .none: nil
    case .mod7: UInt8(serial.reduce(0) { ($0 * 10 + Int($1)) % 7 })
    case .mod10(let even, let odd, let reversed, let lead):
      TrackingCheck.upToTen(serial, even: even, odd: odd, reversed: reversed, lead: lead)
    case .weights(let weights):
      UInt8(zip(serial, weights).reduce(0) { $0 + Int($1.0) * $1.1 } % 11 % 10)
    case .luhn: TrackingCheck.luhn(serial)
    case .s10: TrackingCheck.s10(serial)
    case .mod37x36: TrackingCheck.mod37x36(serial)
    }
  }

  private static func upToTen(
    _ serial: ArraySlice<UInt8>, even: Int, odd: Int, reversed: Bool, lead: [UInt8]
  ) -> UInt8 {
    var sum = 0
    var place = 0
    func add(_ sign: UInt8) {
      // A is 65, so (65 − 3) modulo 10 = 2.
      let worth = sign < 10 ? Int(sign) : (Int(sign) - 10 + 2) % 10
      sum += worth * (place % 2 == 0 ? even : odd)
      place += 1
    }
    if !lead.isEmpty, !serial.starts(with: lead) { lead.forEach(add) }
    if reversed { serial.reversed().forEach(add) } else { serial.forEach(add) }
    return UInt8((10 - sum % 10) % 10)
  }

  private static func luhn(_ serial: ArraySlice<UInt8>) -> UInt8 {
    var sum = 0
    var doubled = true
    for sign in serial.reversed() {
      let worth = Int(sign) * (doubled ? 2 : 1)
      sum += worth > 9 ? worth - 9 : worth
      doubled.toggle()
    }
    return UInt8((10 - sum % 10) % 10)
  }

  private static func s10(_ serial: ArraySlice<UInt8>) -> UInt8 {
    let sum = zip(serial, [8, 6, 4, 2, 3, 5, 9, 7]).reduce(0) { $0 + Int($1.0) * $1.1 }
    switch 11 - sum % 11 {
    case 10: return 0
    case 11: return 5
    case let rest: return UInt8(rest)
    }
  }

  private static func mod37x36(_ serial: ArraySlice<UInt8>) -> UInt8 {
    var carry = 36
    for sign in serial {
      carry += Int(sign)
      if carry > 36 { carry -= 36 }
      carry *= 2
      if carry > 36 { carry -= 37 }
    }
    let rest = 37 - carry
    return rest == 36 ? 0 : UInt8(rest)
  }
}
