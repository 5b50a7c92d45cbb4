/// Status words that shops share, in English, German, French, Spanish, Italian, Dutch, Polish, Portuguese, Chinese and
/// Japanese: for words that a layout does not know itself. What a word leaves open it does not say.
enum UsualStatusWords {
  static let words = StatusWords([
    // Waits for the buyer's money.
    """
    unpaid|pending payment|awaiting payment|payment pending|not paid|unbezahlt|nicht bezahlt|offen|ausstehend|\
    zahlung ausstehend|zahlung offen|wartet auf zahlung|warten auf zahlung|non payé|non payée|impayé|impayée|\
    en attente de paiement|paiement en attente|no pagado|sin pagar|pendiente de pago|pago pendiente|non pagato|\
    in attesa di pagamento|niet betaald|wacht op betaling|in afwachting van betaling|nieopłacone|oczekuje na płatność|\
    não pago|aguardando pagamento|未付款|待付款|等待付款|等待买家付款|未支付|待支付|未払い|支払い待ち|入金待ち
    """: "open/unpaid/unfulfilled",
    // Paid and to be sent.
    """
    paid|payment received|bezahlt|bezahlung eingegangen|zahlung eingegangen|payé|payée|paiement reçu|pagado|pagada|\
    pago recibido|pagato|pagamento ricevuto|betaald|opłacone|zapłacone|pago|已付款|买家已付款|已支付|支払い済み|\
    支払済み|入金済み
    """: "open/paid/-",
    """
    awaiting shipment|awaiting dispatch|awaiting fulfillment|ready to ship|to ship|versandbereit|noch nicht versandt|\
    nicht versandt|nicht versendet|wartet auf versand|warten auf versand|à expédier|en attente d'expédition|\
    non expédié|non expédiée|pendiente de envío|por enviar|no enviado|da spedire|in attesa di spedizione|non spedito|\
    te verzenden|nog niet verzonden|do wysyłki|aguardando envio|待发货|等待卖家发货|买家已付款，等待卖家发货|未发货|発送待ち|\
    未発送|出荷待ち
    """: "open/paid/unfulfilled",
    """
    processing|in progress|being processed|in bearbeitung|wird bearbeitet|en cours|en cours de traitement|\
    en préparation|procesando|en proceso|in lavorazione|in elaborazione|in behandeling|w realizacji|em processamento|\
    处理中|备货中|配货中|処理中|準備中
    """: "open/paid/processing",
    """
    partially shipped|partly shipped|teilversandt|teilweise versandt|teilweise versendet|partiellement expédiée|\
    expédiée partiellement|parcialmente enviado|parzialmente spedito|gedeeltelijk verzonden|部分发货|一部発送済み
    """: "open/paid/partlyShipped",
    """
    shipped|dispatched|sent|posted|in transit|versandt|versendet|verschickt|abgeschickt|unterwegs|expédié|expédiée|\
    envoyé|envoyée|en transit|enviado|enviada|en camino|spedito|spedita|inviato|verzonden|wysłane|wysłano|已发货|\
    卖家已发货|卖家已发货，等待买家确认|等待买家确认|等待买家确认收货|待收货|运输中|発送済み|出荷済み|配送中
    """: "open/paid/shipped",
    """
    delivered|received|geliefert|zugestellt|angekommen|livré|livrée|reçu|entregado|entregada|recibido|consegnato|\
    consegnata|geleverd|bezorgd|dostarczone|entregue|已送达|已签收|已收货|配達済み|配達完了|お届け済み
    """: "open/paid/delivered",
    """
    completed|complete|closed|finished|done|abgeschlossen|erledigt|fertig|terminé|terminée|clôturé|clôturée|completado|\
    completada|finalizado|completato|completata|afgerond|voltooid|zakończone|zrealizowane|concluído|finalizado|\
    交易成功|已完成|完成|完了
    """: "closed/paid/shipped",
    """
    cancelled|canceled|cancel|void|storniert|abgebrochen|annulliert|annulé|annulée|cancelado|cancelada|anulado|\
    annullato|annullata|geannuleerd|anulowane|anulowano|交易关闭|交易取消|已取消|已关闭|取消|キャンセル|キャンセル済み
    """: "cancelled/-/-",
    """
    refunded|fully refunded|erstattet|rückerstattet|zurückerstattet|remboursé|remboursée|reembolsado|reembolsada|\
    rimborsato|rimborsata|terugbetaald|zwrócono|zwrot pieniędzy|已退款|退款成功|返金済み
    """: "-/refunded/-",
    """
    partially refunded|partly refunded|teilweise erstattet|teilerstattet|partiellement remboursé|\
    partiellement remboursée|remboursé partiellement|parcialmente reembolsado|parzialmente rimborsato|\
    gedeeltelijk terugbetaald|部分退款|一部返金
    """: "-/partlyRefunded/-",
    """
    returned|retourniert|zurückgesendet|zurückgeschickt|retourné|retournée|renvoyé|devuelto|devuelta|reso|restituito|\
    geretourneerd|zwrócone|devolvido|已退货|返品済み
    """: "open/-/returned",
    """
    on hold|hold|zurückgestellt|in wartestellung|en attente|en espera|in sospeso|in de wacht|wstrzymane|保留|挂起
    """: "open/-/unfulfilled/other",
    "authorized|authorised|autorisiert|autorisé|autorisée|autorizado|autorizzato|已授权": "open/authorised/-",
    "new|neu|nouveau|nouvelle|nuevo|nueva|nuovo|nieuw|nowe|novo|新订单|新規": "open/-/unfulfilled",
    "pending|failed|fehlgeschlagen|échoué|échouée|fallido|fallito|mislukt": "open/unpaid/unfulfilled",
    "draft|entwurf|brouillon|borrador|bozza|concept|草稿|下書き": "draft/-/-",
  ])
}
