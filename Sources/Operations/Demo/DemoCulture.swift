/// How people of one tongue are called and where they live.
struct DemoCulture {
  var given: [String]
  var family: [String]
  /// `$` stands for the house number.
  var streets: [String]
  /// City, region, postcode (`#` a digit, `@` a letter).
  var cities: [(city: String, region: String, postcode: String)]
  var phone: String
  /// Family name first, without a blank.
  var joinsNames: Bool
  /// Letters that e-mail addresses are made of where the names have none.
  var isLatin: Bool

  init(
    _ given: String, _ family: String, _ streets: String, _ cities: String, _ phone: String, joins: Bool = false,
    latin: Bool = true
  ) {
    self.given = given.split(separator: " ").map(String.init)
    self.family = family.split(separator: " ").map(String.init)
    self.streets = streets.split(separator: "|").map(String.init)
    self.cities = cities.split(separator: "|").map { city in
      let parts = city.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "", parts.count > 2 ? parts[2] : "")
    }
    self.phone = phone
    joinsNames = joins
    isLatin = latin
  }

  /// By country.
  static let all: [String: DemoCulture] = {
    var all = east
    for (country, culture) in latin { all[country] = culture }
    return all
  }()

  private static let latin: [String: DemoCulture] = [
    "DE": DemoCulture(
      "Jürgen Anna Lukas Sabine Björn Käthe Finn Marie Günther Lena Jonas Hannah Özgür Małgorzata Felix Antje",
      "Müller Schmidt Weiß Schäfer Köhler Groß Yıldız Nowak Hoffmann Brückner Lange Krämer Vogel Jäger Böhm",
      "Hauptstraße $|Goethestraße $|Am Mühlbach $|Lindenweg $|Königsallee $|Bahnhofstraße $",
      "Berlin//10###|Hamburg//20###|München/Bayern/80###|Köln/NRW/50###|"
        + "Leipzig/Sachsen/04###|Lübeck//23###|Görlitz//02###",
      "+49 15# #######"),
    "AT": DemoCulture(
      "Lukas Magdalena Stefan Katharina Jörg Elfriede", "Gruber Huber Wögerbauer Pichler Moser Fürst",
      "Ringstraße $|Mariahilfer Straße $|Kirchengasse $",
      "Wien//1###|Graz/Steiermark/8###|Klagenfurt am Wörthersee/Kärnten/9###",
      "+43 66# ######"),
    "CH": DemoCulture(
      "Urs Beat Reto Noémie Céline Zoë", "Müller Zürcher Rochat Bühler Favre",
      "Dorfstrasse $|Rue du Lac $|Seestrasse $",
      "Zürich//80##|Genève//12##|Bern//30##", "+41 79 ### ## ##"),
    "US": DemoCulture(
      "Emily James Olivia Michael José Ashley Daniel María Tyler Grace Chloë Noah Latoya Wei Priya Connor",
      "Smith Johnson García Williams O'Brien Nguyen Brown Martínez Kim Davis Patel Núñez Wilson Lee Jackson",
      "$ Maple Ave|$ N Main St|$ Oak Ridge Dr|$ 5th Ave|$ Sunset Blvd|$ County Road",
      "New York/NY/100##|Austin/TX/787##|Los Angeles/CA/900##|Chicago/IL/606##|"
        + "Seattle/WA/981##|Miami/FL/331##|Denver/CO/802##|Honolulu/HI/968##",
      "+1 ### 555 01##"),
    "CA": DemoCulture(
      "Zoé Liam Amélie Ethan François Sophie", "Tremblay Roy MacDonald Gagné Singh Campbell",
      "$ Rue Sainte-Catherine|$ King St W|$ Granville St",
      "Montréal/QC/H2@ #@#|Toronto/ON/M5@ #@#|Vancouver/BC/V6@ #@#",
      "+1 ### 555 01##"),
    "AU": DemoCulture(
      "Jack Charlotte Lachlan Matilda Cooper Isla", "Taylor Nguyen Wilson Kelly Anderson Papadopoulos",
      "$ George St|$ Beach Rd|$ Station Ave", "Sydney/NSW/20##|Melbourne/VIC/30##|Perth/WA/60##", "+61 4## ### ###"),
    "GB": DemoCulture(
      "Oliver Amelia Harry Siân Rhys Poppy Callum Zoë Mohammed Freya George Niamh",
      "Smith Jones Taylor Evans O'Neill Hughes Patel Wright Khan Green MacLeod Llewellyn",
      "$ High Street|$ Church Lane|Flat 2, $ Victoria Road|$ Station Road",
      "London//SW# #@@|Manchester//M# #@@|Bristol//BS# #@@|Cardiff//CF# #@@|Edinburgh//EH# #@@", "+44 7### ######"),
    "IE": DemoCulture(
      "Seán Aoife Ciarán Róisín", "Murphy Ó'Sullivan Byrne Walsh", "$ O'Connell Street|$ Main Street",
      "Dublin//D0# @###|Cork//T12 @###", "+353 8# ### ####"),
    "FR": DemoCulture(
      "Chloé François Élodie Mathéo Anaïs Jean-Luc Zoé Hélène", "Dubois Lefèvre Moreau Béranger Garçon Petit Nguyễn",
      "$ rue de la République|$ avenue Victor-Hugo|$ place de l'Église",
      "Paris//750##|Lyon//690##|Marseille//130##|Orléans//450##|Besançon//250##",
      "+33 6 ## ## ## ##"),
    "IT": DemoCulture(
      "Giulia Niccolò Francesca Matteo Letizia Andrea", "Rossi Ferrari Esposito D'Angelo Bianchi Nicolò",
      "Via Roma $|Corso Garibaldi $|Piazza Dante $", "Roma/RM/001##|Milano/MI/201##|Forlì/FC/471##|Napoli/NA/801##",
      "+39 3## #######"),
    "ES": DemoCulture(
      "Lucía Iñaki José María Begoña Álvaro Noelia", "García Fernández Muñoz Ibáñez Peña López",
      "Calle Mayor $|Avenida de la Constitución $|Plaza España $",
      "Madrid//280##|Barcelona//080##|A Coruña//150##|Málaga//290##", "+34 6## ### ###"),
    "PT": DemoCulture(
      "João Inês Gonçalo Conceição", "Silva Simões Guimarães Araújo", "Rua Augusta $|Avenida da Liberdade $",
      "Lisboa//1###-###|Évora//7###-###", "+351 9## ### ###"),
    "NL": DemoCulture(
      "Daan Sanne Joël Femke Bram Zoë", "de_Vries van_Dijk Jansen Bakker Visser", "Dorpsstraat $|Keizersgracht $",
      "Amsterdam//10## @@|Utrecht//35## @@|’s-Hertogenbosch//52## @@", "+31 6 ########"),
    "BE": DemoCulture(
      "Joris Maïté Koen Héloïse", "Peeters Dujardin Claes Lambrécht", "Kerkstraat $|Rue Haute $",
      "Gent//90##|Liège//40##", "+32 47# ## ## ##"),
    "PL": DemoCulture(
      "Łukasz Agnieszka Paweł Małgorzata Wojciech Żaneta", "Kowalski Wiśniewska Dąbrowski Źrebiec Zając Wójcik",
      "ul. Długa $|ul. Świętojańska $|al. Jerozolimskie $",
      "Warszawa//00-###|Łódź//90-###|Kraków//30-###|Gdańsk//80-###", "+48 5## ### ###"),
    "CZ": DemoCulture(
      "Jiří Kateřina Tomáš Markéta Ondřej", "Novák Dvořáková Svoboda Říha Černý", "Náměstí Míru $|Pražská $",
      "Praha//1## 00|Brno//6## 00|Plzeň//3## 00",
      "+420 7## ### ###"),
    "SE": DemoCulture(
      "Åsa Björn Göran Ylva Märta Oskar", "Lindström Öberg Åkesson Sjögren Nilsson", "Storgatan $|Kungsgatan $",
      "Stockholm//11# ##|Göteborg//41# ##|Malmö//21# ##",
      "+46 70 ### ## ##"),
    "TR": DemoCulture(
      "Özge Çağla İbrahim Gökhan Şule Mehmet", "Yılmaz Çelik Öztürk Şahin Güneş", "Atatürk Cad. No:$|Bağdat Cad. No:$",
      "İstanbul//34###|İzmir//35###|Eskişehir//26###",
      "+90 53# ### ## ##"),
    "MX": DemoCulture(
      "Guadalupe Ángel Ximena Raúl", "Hernández Peña Ibarra Ordóñez", "Av. Insurgentes Sur $|Calle Juárez $",
      "Ciudad de México/CDMX/0####|Mérida/YUC/97###",
      "+52 55 #### ####"),
    "BR": DemoCulture(
      "João Conceição Thaís Antônio Vitória", "Gonçalves Araújo Souza Simões Brandão",
      "Rua das Flores, $|Avenida Paulista, $", "São Paulo/SP/01###-###|Brasília/DF/70###-###|Belém/PA/66###-###",
      "+55 11 9####-####"),
    "MY": DemoCulture(
      "Nurul Ahmad Siti Wei_Ling Kumar Aisyah", "Abdullah Tan Rahman Lim Subramaniam Ismail",
      "No. $, Jalan Bukit Bintang|$ Lorong Maarof|No. $, Jalan Tun Razak",
      "Kuala Lumpur//50###|Johor Bahru/Johor/80###|Kuching/Sarawak/93###", "+60 12-### ####"),
    "SG": DemoCulture(
      "Wei_Jie Hui_Min Rajesh Nur Kai_Xin Jasmine", "Tan Lim Lee Ng Goh Pillai",
      "Blk $ Ang Mo Kio Ave 3 #05-12|$ Orchard Road|Blk $ Tampines St 21 #11-08", "Singapore//######",
      "+65 9### ####"),
    "VN": DemoCulture(
      "Thị_Hương Văn_Đức Ngọc_Ánh Quốc_Bảo", "Nguyễn Trần Phạm Đặng Vũ", "$ Lê Lợi|$ Nguyễn Huệ",
      "Thành phố Hồ Chí Minh//7000##|Hà Nội//1000##", "+84 9# ### ## ##"),
  ]

  private static let east: [String: DemoCulture] = [
    "JP": DemoCulture(
      "翔太 結衣 健一 美咲 さくら 大輔 陽子 拓海 恵子 蓮 葵 直樹", "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 齋藤 森 髙田",
      "神南1-$-3|本町$丁目4-2|中央$-12-5|緑ヶ丘$-8",
      "渋谷区/東京都/150-####|大阪市北区/大阪府/530-####|札幌市中央区/北海道/060-####|京都市左京区/京都府/606-####|福岡市博多区/福岡県/812-####",
      "+81 90-####-####", joins: true, latin: false),
    "CN": DemoCulture(
      "伟 芳 秀英 娜 敏 静 强 磊 洋 艳 子涵 梓萱", "王 李 张 刘 陈 杨 黄 赵 欧阳 周 吴 诸葛", "人民路$号|中山大道$号3单元502室|解放街$弄8号",
      "上海市/上海/2000##|深圳市/广东/5180##|杭州市/浙江/3100##|成都市/四川/6100##",
      "+86 13# #### ####", joins: true, latin: false),
    "TW": DemoCulture(
      "怡君 志明 淑芬 家豪 雅婷", "陳 林 黃 張 蔡", "忠孝東路四段$號|民生路$巷5號", "臺北市//1##|高雄市//8##", "+886 9## ### ###", joins: true,
      latin: false),
    "KR": DemoCulture(
      "민준 서연 지후 하은 도윤 수빈 지민", "김 이 박 최 정 강 남궁", "테헤란로 $|세종대로 $|해운대로 $번길 12",
      "서울특별시 강남구//06###|부산광역시 해운대구//48###|대구광역시 중구//41###", "+82 10-####-####", joins: true, latin: false),
    "SA": DemoCulture(
      "محمد فاطمة عبدالله نورة خالد سارة", "العتيبي القحطاني الشمري الغامدي الحربي", "شارع الملك فهد $|طريق العليا $",
      "الرياض//11###|جدة//21###", "+966 5# ### ####", latin: false),
    "AE": DemoCulture(
      "أحمد مريم راشد عائشة سلطان", "المنصوري الكعبي النعيمي الزعابي", "شارع الشيخ زايد $|شارع الكورنيش $",
      "دبي//|أبو ظبي//", "+971 5# ### ####", latin: false),
    "KZ": DemoCulture(
      "Айгерим Алексей Динара Ольга Нурлан Юлия", "Иванова Сағынбаев Петров Жұмабаева Ким Щербаков",
      "ул. Абая, д. $|пр. Достык, д. $", "Алматы//0500##|Астана//0100##|Қарағанды//1000##", "+7 70# ### ## ##",
      latin: false),
    "UA": DemoCulture(
      "Олександр Їванна Наталія Андрій Соломія", "Шевченко Коваленко Бондар Ґудзь Мельник",
      "вул. Хрещатик, $|вул. Шевченка, $", "Київ//01###|Львів//79###|Одеса//65###", "+380 67 ### ## ##", latin: false),
    "GR": DemoCulture(
      "Γιώργος Ελένη Νίκος Χρυσούλα Αθηνά", "Παπαδόπουλος Γεωργίου Οικονόμου Κωνσταντίνου",
      "Οδός Ερμού $|Λεωφ. Αλεξάνδρας $", "Αθήνα//10# ##|Θεσσαλονίκη//54# ##|Πάτρα//26# ##", "+30 69# ### ####",
      latin: false),
    "TH": DemoCulture(
      "สมชาย สุดา ณัฐพล กนกวรรณ ปิยะ", "ใจดี ศรีสุข วงศ์ทอง แซ่ตั้ง", "$ ถนนสุขุมวิท|$/12 ซอยลาดพร้าว 80",
      "กรุงเทพมหานคร//10###|เชียงใหม่//50###", "+66 8# ### ####", latin: false),
    "IL": DemoCulture(
      "דוד נועה יוסף תמר אריאל מיכל", "כהן לוי מזרחי פרץ ביטון", "רחוב הרצל $|שדרות רוטשילד $",
      "תל אביב-יפו//6#####|ירושלים//9#####|חיפה//3#####", "+972 5#-###-####", latin: false),
  ]
}
