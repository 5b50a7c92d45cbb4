extension PayloadShape {
  /// Every kind of answer, those with the most particular marks first.
  static let all: [PayloadShape] = aggregators + integrators + posts + regional + chinese + refusals

  private static let aggregators: [PayloadShape] = [
    seventeenTrackOld, seventeenTrack, seventeenTrackNotice, easyPost, easyPostList, easyPostNotice, easyPostNoticeList,
    afterShip, afterShipNotice, shipEngine, easyShip, eShipper,
  ]
  private static let integrators: [PayloadShape] = [
    fedEx, fedExSoap, upsAnswer, upsRefusal, dhlExpress, dhlExpressRefusal, dhlParcel, myDHL, dhlUniversal, tnt, aramex,
    purolator, geodis, glsAnswer, hermes, dpdAnswer,
  ]
  private static let posts: [PayloadShape] = [
    uspsAnswer, uspsXML, canadaPost, canadaPostRefusal, australiaPost, royalMail, royalMailRefusal, bpost, laPoste,
    laPosteRefusal, chronopost, hayPost,
  ]
  private static let regional: [PayloadShape] = [
    asendia, asendiaUS, alliedExpress, dicom, landmark, nationex, parcelOne, seko, sendle, smartKargo, teleship, veho,
  ]
  private static let chinese: [PayloadShape] = [sfExpress, yunExpress, yanwen, fourPX, chinaPost, cainiao]
}
