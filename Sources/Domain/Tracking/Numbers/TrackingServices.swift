/// What the service codes inside tracking numbers stand for.
struct TrackingServices: Sendable {
  private enum Rule: Sendable {
    case codes([String: String])
    case post
  }

  private let rule: Rule

  private init(_ rule: Rule) { self.rule = rule }

  /// Lines of `code;name`.
  private init(_ lines: String) {
    var names: [String: String] = [:]
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: ";", maxSplits: 1)
      if parts.count == 2 { names[String(parts[0])] = String(parts[1]) }
    }
    rule = .codes(names)
  }

  func name(_ code: String) -> String? {
    switch rule {
    case .codes(let names): names[code]
    case .post: TrackingServices.postalClass(Array(code.utf8))
    }
  }

  /// The first letter says the class of mail, the second is a variant (UPU S10).
  private static func postalClass(_ code: [UInt8]) -> String? {
    guard code.count == 2 else { return nil }
    let (first, second) = (Character(Unicode.Scalar(code[0])), Character(Unicode.Scalar(code[1])))
    switch first {
    case "E": return "EMS"
    case "C": return "Parcel Post"
    case "H": return "Parcel Post (e-commerce)"
    case "L": return "Letter Post Express"
    case "M": return "Letter Post M-bag"
    case "Q": return ("A"..."M").contains(second) ? "Letter Post IBRS" : nil
    case "R": return "Letter Post Registered"
    case "U": return "Letter Post Misc"
    case "V": return "Letter Post Insured"
    case "B", "D", "N", "P", "Z": return "Domestic"
    case "A": return ("V"..."Z").contains(second) ? "Domestic" : nil
    case "G": return second == "A" || second == "D" ? "Domestic" : nil
    default: return nil
    }
  }

  static let post = TrackingServices(.post)
  /// Signs 9 and 10 of a 1Z number.
  static let ups = TrackingServices(
    """
    01;UPS United States Next Day Air (Red)
    02;UPS United States Second Day Air (Blue)
    03;UPS United States Ground
    12;UPS United States Third Day Select
    13;UPS United States Next Day Air Saver (Red Saver)
    15;UPS United States Next Day Air Early A.M.
    22;UPS United States Ground - Returns Plus - Three Pickup Attempts
    32;UPS United States Next Day Air Early A.M. - COD
    33;UPS United States Next Day Air Early A.M. - Saturday Delivery, COD
    41;UPS United States Next Day Air Early A.M. - Saturday Delivery
    42;UPS United States Ground - Signature Required
    44;UPS United States Next Day Air - Saturday Delivery
    66;UPS United States Worldwide Express
    72;UPS United States Ground - Collect on Delivery
    78;UPS United States Ground - Returns Plus - One Pickup Attempt
    90;UPS United States Ground - Returns - UPS Prints and Mails Label
    A0;UPS United States Next Day Air Early A.M. - Adult Signature Required
    A1;UPS United States Next Day Air Early A.M. - Saturday Delivery, Adult Signature Required
    A2;UPS United States Next Day Air - Adult Signature Required
    A8;UPS United States Ground - Adult Signature Required
    A9;UPS United States Next Day Air Early A.M. - Adult Signature Required, COD
    AA;UPS United States Next Day Air Early A.M. - Saturday Delivery, Adult Signature Required, COD
    YW;UPS SurePost - Delivered by the USPS
    """)
  /// The letter before a waybill's number.
  static let upsWaybill = TrackingServices(
    """
    J;UPS Next Day Express
    K;UPS Ground
    V;UPS WorldWide Express Saver
    """)
  /// Delivery and signature confirmations.
  static let usps = TrackingServices(
    """
    01;Delivery Confirmation, Priority Mail or First-Class Mail Parcels
    02;Delivery Confirmation, Package Services, Parcel Select or Standard Mail Parcels
    03;Delivery Confirmation, Retail
    04;Delivery Confirmation, Retail
    05;Delivery Confirmation, Priority Mail or First-Class Mail Parcels, insured over $50
    06;Delivery Confirmation, Package Services, Parcel Select or Standard Mail Parcels, insured over $50
    07;Delivery Confirmation, Priority Mail, insured $50 or under
    08;Delivery Confirmation, Package Services, Parcel Select or Standard Mail Parcels, insured $50 or under
    14;Delivery Confirmation, Software vendors only, by approval
    21;Signature Confirmation, Priority Mail or First-Class Mail Parcels
    22;Signature Confirmation, Package Services, Parcel Select or Standard Mail Parcels
    23;Signature Confirmation, Retail
    24;Signature Confirmation, Retail
    25;Signature Confirmation, Priority Mail or First-Class Mail Parcels, insured, all values
    26;Signature Confirmation, Package Services, Parcel Select or Standard Mail Parcels, insured, all values
    34;Signature Confirmation, Software vendors only, by approval
    50;Electronic File Header, Used in the file header record only, never on a package
    56;Passive Enroute Scan, a free scan in a sorting plant, with no confirmation of delivery
    73;Insured Mail, Insured only, value over $50
    82;Merchandise Return, With Delivery Confirmation
    83;Merchandise Return, With Delivery Confirmation, insured value $50 or under
    85;Merchandise Return, With Delivery Confirmation, insured value over $50
    """)
  /// Service codes of the Intelligent Mail package bar code.
  static let impb = TrackingServices(
    """
    612;Parcel Select
    """)
  /// What a serial shipping container code is on.
  static let fedexContainers = TrackingServices(
    """
    00;case/carton
    01;pallet
    02;larger than a pallet
    04;internally defined for intra-company use
    """)
  /// The service in a DPD label's code.
  static let dpd = TrackingServices(
    """
    101;D, normal parcel
    102;D-HAZ, normal parcel, hazardous goods
    105;D-EXW, normal parcel, ex works
    106;D-EXW-HAZ, normal parcel, ex works, hazardous goods
    109;D-COD, normal parcel, C.O.D.
    110;D-COD-HAZ, normal parcel, C.O.D., hazardous goods
    113;D-SWAP, normal parcel, exchange
    136;D, small parcel
    154;PARCELLetter, PARCELLetter
    155;PM2, Guarantee
    161;PM2-COD, Guarantee, C.O.D.
    179;AM1, DPD 10:00
    191;AM1-COD, DPD 10:00, C.O.D.
    225;AM2, DPD 12:00
    237;AM2-COD, DPD 12:00, C.O.D.
    350;AM0, DPD 8:30
    """)
}
