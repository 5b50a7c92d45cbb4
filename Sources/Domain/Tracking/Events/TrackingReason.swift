/// Why a parcel does not go on, as the carriers' tables tell it; who has to act follows from it.
public enum TrackingReason: String, Hashable, Sendable, CaseIterable {
  case carrierAddressNotFound = "carrier_address_not_found"
  case carrierDamagedParcel = "carrier_damaged_parcel"
  case carrierDelay = "carrier_delay"
  case carrierNotEnoughTime = "carrier_not_enough_time"
  case carrierParcelLost = "carrier_parcel_lost"
  case carrierSortingError = "carrier_sorting_error"
  case carrierVehicleIssue = "carrier_vehicle_issue"
  case consigneeAccessRestricted = "consignee_access_restricted"
  case consigneeBusinessClosed = "consignee_business_closed"
  case consigneeIdentificationFailed = "consignee_identification_failed"
  case consigneeIncorrectAddress = "consignee_incorrect_address"
  case consigneeNotAvailable = "consignee_not_available"
  case consigneeNotHome = "consignee_not_home"
  case consigneeRefused = "consignee_refused"
  case customsDelay = "customs_delay"
  case customsDocumentation = "customs_documentation"
  case customsDutiesUnpaid = "customs_duties_unpaid"
  case deliveryAddressIssue = "delivery_address_issue"
  case deliveryAttemptFailed = "delivery_attempt_failed"
  case deliveryAttempted = "delivery_attempted"
  case deliveryDelayed = "delivery_delayed"
  case deliveryExceptionActionRequired = "delivery_exception_action_required"
  case deliveryExceptionCancelled = "delivery_exception_cancelled"
  case deliveryExceptionDelayed = "delivery_exception_delayed"
  case deliveryExceptionHighValueRejected = "delivery_exception_high_value_rejected"
  case deliveryExceptionHold = "delivery_exception_hold"
  case deliveryExceptionIncompleteData = "delivery_exception_incomplete_data"
  case deliveryExceptionRedelivery = "delivery_exception_redelivery"
  case deliveryExceptionUndeliverable = "delivery_exception_undeliverable"
  case hazmat = "hazmat"
  case naturalDisaster = "natural_disaster"
  case noAccessToDeliveryLocation = "no_access_to_delivery_location"
  case paymentIssue = "payment_issue"
  case recipientMoved = "recipient_moved"
  case returnByAgreement = "return_by_agreement"
  case returnDestroyed = "return_destroyed"
  case shipmentOnHold = "shipment_on_hold"
  case signatureRequired = "signature_required"
  case unableToAccess = "unable_to_access"
  case weatherDelay = "weather_delay"
  case wrongAddress = "wrong_address"

  /// Whose doing it is; nil where the word does not tell.
  public var party: TrackingParty? {
    switch self {
    case .carrierAddressNotFound, .carrierDamagedParcel, .carrierDelay, .carrierNotEnoughTime,
      .carrierParcelLost, .carrierSortingError, .carrierVehicleIssue:
      .carrier
    case .consigneeAccessRestricted, .consigneeBusinessClosed, .consigneeIdentificationFailed,
      .consigneeIncorrectAddress, .consigneeNotAvailable, .consigneeNotHome, .consigneeRefused,
      .deliveryAddressIssue, .deliveryAttemptFailed, .deliveryAttempted, .noAccessToDeliveryLocation,
      .paymentIssue, .recipientMoved, .signatureRequired, .unableToAccess, .wrongAddress:
      .consignee
    case .customsDelay, .customsDocumentation, .customsDutiesUnpaid:
      .customs
    case .naturalDisaster, .weatherDelay:
      .nature
    case .hazmat, .deliveryExceptionIncompleteData, .returnByAgreement, .deliveryExceptionHighValueRejected,
      .deliveryExceptionCancelled:
      .shipper
    case .deliveryDelayed, .deliveryExceptionActionRequired, .deliveryExceptionDelayed,
      .deliveryExceptionHold, .deliveryExceptionRedelivery, .deliveryExceptionUndeliverable,
      .returnDestroyed, .shipmentOnHold:
      nil
    }
  }
}

/// Who has to act, or could not.
public enum TrackingParty: String, Hashable, Sendable, CaseIterable {
  case carrier, shipper, consignee, customs
  /// Weather and disasters: nobody.
  case nature
}
