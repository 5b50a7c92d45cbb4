import Domain
import Foundation
import TestSupport
import Testing

@Suite struct TrackingReadingTests {
  @Test func `Every code of the collected maps has its meaning in our tables`() {
    let lines = SharedData.text("carrier-events/status-map.csv").split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.count == 1150)
    var read = 0
    for line in lines {
      let fields = line.split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5, !fields[4].isEmpty else { continue }
      var code = fields[4]
      if code.hasPrefix("\""), code.hasSuffix("\"") { code = String(code.dropFirst().dropLast()) }
      if fields[2] == "status" {
        let found = TrackingCodes.statuses(of: code, carrier: fields[1]).map(\.rawValue)
        #expect(found.contains(fields[3]), "\(line): \(found)")
      } else {
        let reason = TrackingCodes.reason(of: code, carrier: fields[1])
        #expect(reason != nil, "\(line)")
      }
      read += 1
    }
    // Four rows are a default for whatever has no code.
    #expect(read == 1146)
  }

  @Test func `A code of two meanings is the one that promises less, unless the words settle it`() {
    func status(_ carrier: String, _ code: String, _ text: String) -> TrackingStatus {
      TrackingReading(carrier: carrier, code: code, text: text).status
    }
    #expect(status("gls", "DELIVEREDPS", "") == .readyForPickup)
    #expect(status("mydhl", "WC", "With delivery courier") == .outForDelivery)
    #expect(status("mydhl", "WC", "In transit") == .inTransit)
  }

  @Test(arguments: [
    // The trap of all traps: the word for delivery within its denial.
    ("快件无法签收，已联系收件人", "delivery_failed"), ("未签收", "unknown"), ("客户尚未签收", "unknown"), ("【上海市】待签收", "unknown"),
    ("收件人拒绝签收", "delivery_failed"), ("签收失败", "delivery_failed"), ("未妥投，另约投递时间", "delivery_failed"),
    ("派送不成功", "delivery_failed"), ("请您签收", "unknown"), ("即将签收", "unknown"), ("签收前请检查外包装", "unknown"),
    ("已签收", "delivered"), ("您的快件已由门卫代签收", "delivered"), ("快件已签收，签收人：本人", "delivered"), ("妥投", "delivered"),
    ("邮件已妥投【本人签收】", "delivered"), ("退件已签收", "return_to_sender"), ("快件退回中", "return_to_sender"),
    ("快件到达【杭州转运中心】", "in_transit"), ("离开【深圳处理中心】，已发往上海", "in_transit"), ("正在派件，请保持电话畅通", "out_for_delivery"),
    ("已放入快递柜，请凭取件码取件", "ready_for_pickup"), ("已揽收", "picked_up"), ("等待揽收", "pending"), ("海关放行", "in_transit"),
    ("海关查验", "on_hold"), ("包裹丢失", "delivery_failed"), ("天气原因，快件延误", "delivery_delayed"),
    ("Item could not be delivered", "delivery_failed"),
    ("Unable to deliver item, problem with address", "delivery_failed"),
    ("Your parcel has not been delivered", "unknown"), ("Item will be delivered tomorrow", "unknown"),
    ("Not yet delivered", "unknown"), ("Delivered", "delivered"), ("Item successfully delivered", "delivered"),
    ("Undelivered", "delivery_failed"), ("Delivery attempted - no access", "delivery_failed"),
    ("Delivered, Parcel Locker", "delivered"), ("Shipment refused by recipient", "delivery_failed"),
    ("Returned to sender", "return_to_sender"), ("Out for delivery", "out_for_delivery"),
    ("Expected to be delivered today", "unknown"),
    ("The parcel was not yet handed over to GLS; data received", "pending"),
    ("Arrived at customs", "in_transit"), ("Held by customs", "on_hold"), ("Available for pickup", "ready_for_pickup"),
    ("Votre colis est livré.", "delivered"), ("Ihre Sendung wurde zugestellt", "delivered"),
    ("Die Sendung konnte nicht zugestellt werden", "delivery_failed"), ("", "unknown"), ("string", "unknown"),
    ("We attempted to pick up the parcel but were unsuccessful", "on_hold"),
    ("Shipping Label Created, USPS Awaiting Item", "pending"),
    ("Delivered. Signature not required", "delivered"), ("No signature required, delivered", "delivered"),
    ("快件派送中，请准备签收", "out_for_delivery"), ("请收件人尽快签收", "unknown"), ("【未来科技城】已签收", "delivered"),
    ("在未来城小区已签收", "delivered"), ("如已签收请忽略", "unknown"), ("未能成功投递", "delivery_failed"), ("邮件投递并签收", "delivered"),
    ("无法联系收件人", "delivery_failed"), ("家人代收", "delivered"), ("已到达驿站代收点，待取", "ready_for_pickup"),
    ("客户要求改期派送", "delivery_delayed"), ("Failed to be delivered", "delivery_failed"),
    ("Not delivered - address incorrect", "delivery_failed"), ("Not delivered yet", "unknown"),
    ("Delivered to agent for final delivery", "in_transit"), ("Delivered, To Agent", "delivered"),
    ("Delivered to wrong address", "delivery_failed"), ("The item wasn't delivered", "unknown"),
    ("Unable to complete delivery", "delivery_failed"), ("Once delivered you will get a message", "unknown"),
    ("Customs cleared", "in_transit"),
  ])
  func `Words are read, denials are not overlooked`(_ text: String, _ status: String) {
    #expect(TrackingReading(carrier: "nobody", code: "", text: text).status.rawValue == status, "\(text)")
  }

  @Test(arguments: [
    "Held in customs", "Held by customs", "Customs hold", "Shipment is held up at customs", "Stuck in customs",
    "Clearance failed", "Rejected by customs", "清关失败", "包裹通关异常", "未能清关", "Retenido en la aduana",
  ])
  func `What customs keeps is held by customs`(_ text: String) {
    let reading = TrackingReading(carrier: "nobody", code: "", text: text)
    #expect(reading.status == .onHold, "\(text): \(reading.status)")
    #expect(reading.detail == .customsHeld, "\(text)")
  }

  @Test(arguments: ["Not held by customs", "Released by customs", "Arrived at customs", "Customs clearance completed"])
  func `What customs lets go is not held`(_ text: String) {
    #expect(TrackingReading(carrier: "nobody", code: "", text: text).detail != .customsHeld, "\(text)")
  }

  @Test func `An unknown code is kept and flagged, and is never guessed`() {
    let dumb = TrackingReading(carrier: "usps", code: "ZQ9", text: "")
    #expect(dumb.status == .unknown)
    #expect(dumb.hasUnknownCode)
    #expect(dumb.basis == .nothing)
    let worded = TrackingReading(carrier: "usps", code: "ZQ9", text: "Arrived at Post Office")
    #expect(worded.status == .inTransit)
    #expect(worded.hasUnknownCode)
    #expect(worded.basis == .text)
    #expect(!TrackingReading(carrier: "fedex", code: "DL", text: "").hasUnknownCode)
  }

  @Test func `Codes are found in any case and with zeros before them`() {
    #expect(TrackingCodes.statuses(of: "dl", carrier: "fedex") == [.delivered])
    #expect(TrackingReading(carrier: "canada_post", code: "0173", text: "").status == .deliveryDelayed)
    #expect(TrackingReading(carrier: "canadapost", code: "0173", text: "").party == .consignee)
  }

  @Test func `A code that says delivered against its words is in doubt`() {
    let reading = TrackingReading(carrier: "fedex", code: "DL", text: "快件无法签收")
    #expect(reading.status == .delivered)
    #expect(reading.contradictsItself)
  }

  @Test func `Every reason tells its party or stands for several`() {
    #expect(TrackingReason.consigneeRefused.party == .consignee)
    #expect(TrackingReason.customsDutiesUnpaid.party == .customs)
    #expect(TrackingReason.weatherDelay.party == .nature)
    #expect(TrackingReason.carrierParcelLost.party == .carrier)
  }

  @Test func `Status words of others are ours`() {
    #expect(TrackingStatus(word: "In Transit") == .inTransit)
    #expect(TrackingStatus(word: "OUT_FOR_DELIVERY") == .outForDelivery)
    #expect(TrackingStatus(word: "pre_transit") == .pending)
    #expect(TrackingStatus(word: "42") == nil)
  }
}
