internal import Domain

/// What buyers write and what the shop notes, in the tongues of both.
enum DemoWords {
  static func holdNote(_ reason: HoldReason) -> String {
    switch reason {
    case .fraudRisk: "Billing and shipping country differ"
    case .incorrectAddress: "House number missing, asked the buyer"
    case .outOfStock: "缺货，等供应商补货"
    case .compliance: "Battery papers requested"
    case .missingCustomsData: "HS code missing"
    case .buyerMessage: "Buyer asks to change the colour"
    case .unknownDeliveryDate: "Carrier has no slot yet"
    case .awaitingPayment, .awaitingReturnItems, .incompleteImport, .other: "See the ticket"
    }
  }

  /// Why a lot is taken out of sale.
  static func lotReason(_ action: String) -> String {
    switch action {
    case "quarantineLot": "Smells off, sample sent to the laboratory"
    case "recallLot": "供应商召回：批次色差"
    default: "Certificate expired, new one promised"
    }
  }

  static let notes = [
    "Second parcel to this address this week", "客户要求拆分发货", "Called the buyer, no answer", "Use the large box",
    "请附上手写卡片", "Check colour before packing", "Wholesale price agreed by phone", "易碎，多加气泡膜",
    "Invoice without prices", "Left at the neighbour's last time",
  ]

  static func messages(_ country: String) -> [String] {
    switch country {
    case "DE", "AT", "CH":
      [
        "Bitte beim Nachbarn abgeben, danke!", "Ist ein Geschenk – bitte keine Rechnung beilegen.",
        "Wann wird geliefert?",
      ]
    case "FR", "BE": ["Merci de laisser le colis chez le gardien.", "C’est un cadeau, sans facture s’il vous plaît."]
    case "ES", "MX": ["¿Pueden entregarlo por la tarde?", "Por favor, llamen antes de la entrega."]
    case "JP": ["午前中の配達をお願いします。", "ギフト包装は可能でしょうか？"]
    case "CN", "TW": ["请发顺丰，谢谢！", "麻煩包裝牢固一點"]
    case "KR": ["경비실에 맡겨 주세요.", "빠른 배송 부탁드립니다."]
    case "SA", "AE": ["الرجاء الاتصال قبل التوصيل", "هل يمكن التغليف كهدية؟"]
    case "KZ", "UA": ["Позвоните, пожалуйста, за час до доставки.", "Будь ласка, зателефонуйте перед доставкою."]
    case "GR": ["Παρακαλώ αφήστε το στον θυρωρό."]
    case "TH": ["ฝากไว้ที่ป้อมยามได้เลยครับ"]
    case "IL": ["נא להשאיר ליד הדלת"]
    case "BR", "PT": ["Por favor, deixar na portaria.", "É um presente, obrigado!"]
    case "PL": ["Proszę o paczkomat, dziękuję."]
    case "IT": ["Citofonare Rossi, secondo piano."]
    default:
      [
        "Please leave with neighbour if out.", "It's a gift, no invoice please 🎁", "Can I still change the size to L?",
        "Doorbell is broken, please knock.", "How long does shipping take?",
      ]
    }
  }
}
