/// What is wrong with one row of a file, or why it is no record: line, field, kind of fault and what was found.
public struct RowIssue: Hashable, Sendable {
  /// Physical line in the file, from 1; for JSON the line where the record begins.
  public var line: Int
  /// The source's own name of the column or key; empty where the whole row is meant.
  public var field: String
  public var code: IssueCode
  /// What stood there, cut to 80 characters.
  public var found: String

  public init(line: Int, field: String = "", code: IssueCode, found: String = "") {
    self.line = line
    self.field = field
    self.code = code
    self.found = found.utf8.count <= 80 ? found : String(found.prefix(80))
  }
}

/// The kinds of fault a row can have. `message` says each in English with what was expected and what to do.
public enum IssueCode: String, Hashable, Sendable, CaseIterable {
  case blankRow, proseRow, footer, headerAgain, notThisKind, streamMessage
  case missingId, missingValue, wrongDate, wrongNumber, wrongAmount, unknownCurrency, currenciesDiffer, unknownCountry
  case unknownStatus, tooLong, tooMany, sumTooLarge, raggedRow, unclosedQuote, strayQuote, nulByte, wrongEncoding
  case wrongJSON, wrongRecord, unknownStream, notMapped, roundedNumber, skuTaken, variantKept, unknownVariant, conflict,
    orphanRow,
    erased,
    unsupported, sharedBarcode, lineAgain, rowAgain, otherDateOrder
  // Of stock.
  case unknownPlace, doubtfulPlace, closedPlace, mirrorPlace, binNeeded, lotNeeded, lotDiffers, badCount, countedTwice,
    unknownCondition,
    promisedMore
  // Of parcels and what channels say of them.
  case unknownOrder, unknownLine, notShippable, channelRefused, noSuchFile
  // Of carriers' tables.
  case wrongWeight, wrongLength, wrongShare, wrongDays, wrongTime, wrongRange, unknownHazard, unknownFeature,
    unknownService, noRates, bracketsOverlap, differsInSheet, unitNeeded, unknownState
}

extension RowIssue {
  /// The fault that a sentence tells, as far as what was found stands in it between quotation marks; nil for one of
  /// another program.
  public init?(line: Int, message: String) {
    var found = ""
    if let first = message.firstIndex(of: "“"), let last = message.lastIndex(of: "”"), first < last {
      found = String(message[message.index(after: first)..<last])
    }
    for code in IssueCode.allCases {
      self.init(line: line, code: code, found: found)
      if self.message == message { return }
    }
    return nil
  }

  /// One sentence in English: what was found, what was expected, what to do.
  public var message: String {
    let what = found.isEmpty ? "" : " “\(found)”"
    return switch code {
    case .blankRow: "The row is blank and was passed over."
    case .proseRow: "The row\(what) is prose, not a record, and was passed over."
    case .footer: "The row\(what) is a footer, not a record, and was passed over."
    case .headerAgain: "The header comes again and was passed over."
    case .notThisKind: "The record\(what) is of a kind that is not taken in here and was passed over."
    case .streamMessage: "The message\(what) tells of the stream; it brings no record."
    case .missingId: "The number that identifies the record is missing; give it one in the source."
    case .missingValue: "A value is missing; fill in the field in the source."
    case .wrongDate: "\(what.dropFirst()) is no date; a date such as 2026-09-22 or 22 Sep 2026 was expected."
    case .wrongNumber: "\(what.dropFirst()) is no whole number; digits such as 12 were expected."
    case .wrongAmount: "\(what.dropFirst()) is no amount; digits such as 12.30 or 12,30 were expected."
    case .unknownCurrency: "\(what.dropFirst()) is no currency; an ISO 4217 code such as EUR was expected."
    case .currenciesDiffer:
      "The currency\(what) differs from that of the same record's other rows; an order has one currency."
    case .unknownCountry: "\(what.dropFirst()) is no known country; a code such as DE or an English name was expected."
    case .unknownState:
      "\(what.dropFirst()) is no state of that country; its code or name, such as HI or Hawaii, was expected."
    case .unknownStatus: "The status\(what) is not known; the order goes in without it."
    case .unknownCondition:
      "\(what.dropFirst()) is no condition; good, damaged, quality, returns, receiving or reserve was expected."
    case .tooLong: "The value is longer than the limit\(what); shorten it in the source."
    case .tooMany: "There are more values than the limit\(what); split the record in the source."
    case .sumTooLarge: "The sum\(what) is larger than any real one; check the amounts."
    case .raggedRow:
      "The row has another number of fields than the header\(what); put fields that hold a delimiter or a line break "
        + "between quotation marks."
    case .unclosedQuote:
      "A quotation mark is opened and never closed; close it in the source, or double it within a text."
    case .strayQuote: "A quotation mark stands inside an unquoted field\(what); the text was taken as it stands."
    case .nulByte: "The row holds a NUL byte; export the file again."
    case .wrongEncoding:
      "The text\(what) is not in the file's encoding; it was mended where that was possible, else name the right one "
        + "with --encoding."
    case .wrongJSON: "The text is no JSON here\(what); fetch the file again."
    case .wrongRecord: "The record has not the shape that its format promises\(what)."
    case .unknownStream: "The stream\(what) is not known and was passed over."
    case .notMapped: "The column\(what) is named in the profile and missing in the file."
    case .roundedNumber:
      "A spreadsheet has rounded the number to\(what), and its last digits are lost; export the file again and do not "
        + "save it from the spreadsheet."
    case .skuTaken: "The SKU\(what) belongs to another product; SKUs are unique whatever their letter case."
    case .variantKept: "The source no longer has the variant\(what); it stays here, because others refer to it."
    case .unknownVariant:
      "No product here has the variant\(what) yet; take in its product first, then this record again."
    case .conflict: "Two contents carry the same revision time; the one with the greater hash was kept."
    case .orphanRow: "The row\(what) continues a record that does not stand before it."
    case .erased: "The person of this record was erased; the record goes in without them."
    case .sharedBarcode:
      "The barcode is another SKU's already, for as many units (\(found)); a scan of it will ask which is meant."
    case .lineAgain: "The line\(what) stands in the file more than once and not each time alike; the last one counts."
    case .rowAgain:
      "The order stands in the file before with another value; that row counts and\(what) was not taken: a revision "
        + "column would say which is newer."
    case .otherDateOrder:
      "The date\(what) shows another order of day and month than the file's beginning: dates on earlier lines that fit "
        + "both may be a wrong day; name the order in a mapping profile and take the file in again."
    case .unsupported: "\(what.dropFirst()) is not taken in by this format."
    case .unknownPlace where found.isEmpty:
      "The row names no place, and there is not one warehouse alone that could be meant; add a column, name one with "
        + "--at, or make the first one (createLocation)."
    case .unknownPlace:
      "No place here is called\(what); make it (createLocation), or name the warehouse with --at."
    case .doubtfulPlace: "Several places here are called so (\(found)); name the one that is meant by its code."
    case .closedPlace: "The place\(what) is closed; open it first."
    case .mirrorPlace: "The place\(what) is not counted here: its numbers come from outside."
    case .binNeeded: "The SKU stands in several places here (\(found)); a row for each of them was expected."
    case .lotNeeded: "The SKU stands there in several lots (\(found)); a row for each of them was expected."
    case .lotDiffers:
      "The lot has another expiry day here\(what); correct the lot (do editLot lots SKU/LOT expires=DAY) or the file."
    case .badCount: "\(what.dropFirst()) is no number of units; 0 to 1,000,000,000 was expected."
    case .countedTwice:
      "The same units were counted before in the file, on line \(found); one row for them was expected."
    case .unknownOrder: "No order of this account has the number\(what); take in the order first."
    case .unknownLine: "The order has no line\(what), or several that could be meant; name it by the channel's own id."
    case .notShippable: "The goods cannot be noted as sent: \(found)."
    case .channelRefused: "The channel refused it: \(found)\(found.hasSuffix(".") ? "" : ".")"
    case .noSuchFile: "Nothing that was sent to the channel fits the answer: \(found)."
    case .wrongWeight: "\(what.dropFirst()) is no weight; 0.5, 500g or 0-0.5 was expected."
    case .wrongLength: "\(what.dropFirst()) is no length; 60 (centimetres), 600mm or 24in was expected."
    case .unitNeeded:
      "No unit stands at\(what), and as kilograms or centimetres it is more than any parcel: the unit was expected "
        + "behind the number or in the column's name, such as 2000g or (mm)."
    case .wrongShare: "\(what.dropFirst()) is no share; percent such as 18.5% was expected."
    case .wrongDays: "\(what.dropFirst()) is no number of days; 10 or 7-15 was expected."
    case .wrongTime: "\(what.dropFirst()) is no time of the day; 16:00 was expected."
    case .wrongRange:
      "\(what.dropFirst()) ends before it begins, or is no range; from the least to the most was expected."
    case .unknownHazard:
      "\(what.dropFirst()) is no kind of goods that is known; UN3481, liquid, 内置电池 or the like was expected."
    case .unknownFeature:
      "\(what.dropFirst()) is no feature; tracked, signature, insured, cashOnDelivery, dutiesPaid, pickupPoint "
        + "or returns was expected."
    case .unknownService:
      "No service here is called\(what); name its carrier in a column, or take in the services first. One service for "
        + "the whole file is named with --channel."
    case .noRates: "The service\(what) has no rate sheet yet; take in its rates first."
    case .bracketsOverlap:
      "The weights\(what) of this zone stand in the file already; one price for a weight was expected."
    case .differsInSheet:
      "\(what.dropFirst()) differs from what rows before say of the same sheet; one value was expected."
    case .promisedMore: "Fewer units are there than are promised to orders: \(found)."
    }
  }
}
