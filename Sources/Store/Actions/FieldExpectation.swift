public import Domain

/// What a field of an action takes, told to whoever gave it something else.
public enum FieldExpectation: Hashable, Sendable {
  /// One of the field's own words, chosen from a list.
  case oneOf([String])
  /// Any of the field's own words, typed as they stand.
  case anyOf([String])
  /// One of the names that the shop knows.
  case known([String])
  case yesOrNo
  case characters(atMost: Int)

  case wholeNumber
  case from(Int64, to: Int64)
  /// The most that a channel may be told; -1 is none.
  case cap(atMost: Int64)
  /// This number and no other.
  case exactly(Int64)
  case rate(example: String)
  /// What a special drawing right costs.
  case drawingRight(Currency)

  case amount(Currency)
  case declaredValue(Currency)
  case amountNotBelowNought
  case amountAboveNought
  case amountAtMost(Money)
  /// A sum that names its currency.
  case sum(example: String)
  /// A supplier's prices by quantity.
  case prices(Currency)
  case currency(example: String)
  case currencyBeside(Currency)

  case date
  case day
  /// A rate is told of no later day.
  case dayThatHasCome
  case timeOfDay
  case pastTime
  case timeToCome
  case timeAfterBeginning
  case timeBeforeEnd
  case time(after: Instant, atMost: Instant?)
  case dayOfLot(String)

  case notAfterDelivery(Instant)
  case notBeforeShipping(Instant)

  case code
  /// A code of characters that people can see.
  case visibleCode
  case notTaken(Taken)
  case letters(atMost: Int?)
  case idWithoutBlanks
  /// The program acts by some names itself.
  case nameOfAPerson
  case country(example: String)
  case countryOrUnion(example: String)
  case language
  case zone(example: String)
  case email
  case pictureAddress
  case eori
  case ioss
  case latinLetters
  case printer
  case file
  /// A paper goes to a printer, into a file or through the pipe.
  case onePlaceForPapers

  case orderLine
  case orderLineWithPrice(example: String)
  case lineAndCount
  case codeAndCount
  case purchaseLine
  case eachCodeOnce
  case eachPartOnce(example: String)
  case partThatIsNotTheKit
  /// A value for each option of the product.
  case options([String])
  /// UN numbers, or one of these words.
  case hazards([String])
  /// How a sample is taken by its own numbers, or one of these words.
  case qualityStandard([String])

  case accountThatIsNone
  case translationThatIsNone
  case anotherCustomer
  case anotherAdmin
  case notTheLastAdmin
  case warehouse
  case ownWarehouse
  case placeToSellFrom
  case placeToKeepFromSale
  case waveWithRoom(under: Int64)
  case telling(after: Int64, upTo: Int64)
  case sentenceOfOrders
  case scannerEvent
  case base64

  /// Nobody wrote down what was expected, as in a batch's results.
  case untold

  /// What of a new record must be its own.
  public enum Taken: Hashable, Sendable, CaseIterable {
    case code, placeCode, accountCode, orderNumber, viewName
  }
}
