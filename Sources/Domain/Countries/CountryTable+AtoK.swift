extension CountryTable {
  /// Alpha-2, alpha-3 and names of the countries A to K, generated from the open table of country codes
  /// (datasets/country-codes, ODC-PDDL-1.0: ISO 3166, CLDR, UNTERM) with the commonest native names added.
  static let firstHalf = """
    AD;AND;Andorra;安道尔;Andorre
    AE;ARE;United Arab Emirates;阿联酋;الإمارات;阿拉伯联合酋长国;Émirats arabes unis;Emiratos Árabes Unidos;UAE
    AF;AFG;Afghanistan;阿富汗;Afganistán
    AG;ATG;Antigua & Barbuda;Antigua and Barbuda;安提瓜和巴布达;Antigua-et-Barbuda;Antigua y Barbuda
    AI;AIA;Anguilla;安圭拉;Anguila
    AL;ALB;Albania;Shqipëria;阿尔巴尼亚;Albanie
    AM;ARM;Armenia;Հայաստան;亚美尼亚;Arménie
    AO;AGO;Angola;安哥拉
    AQ;ATA;Antarctica;南极洲;Antarctique;Antártida
    AR;ARG;Argentina;阿根廷;Argentine
    AS;ASM;American Samoa;美属萨摩亚;Samoa américaines;Samoa Americana
    AT;AUT;Austria;奥地利;Autriche;Österreich;Oesterreich
    AU;AUS;Australia;澳大利亚;Australie;Australien
    AW;ABW;Aruba;阿鲁巴
    AX;ALA;Åland Islands;奥兰群岛;Îles d’Åland;Islas Åland;Aland Islands
    AZ;AZE;Azerbaijan;Azərbaycan;阿塞拜疆;Azerbaïdjan;Azerbaiyán
    BA;BIH;Bosnia;波黑;Bosnia and Herzegovina;波斯尼亚和黑塞哥维那;Bosnie-Herzégovine;Bosnia y Herzegovina
    BB;BRB;Barbados;巴巴多斯;Barbade
    BD;BGD;Bangladesh;বাংলাদেশ;孟加拉国
    BE;BEL;Belgium;比利时;Belgique;Bélgica;Belgien;België;Belgica;Belgio
    BF;BFA;Burkina Faso;布基纳法索
    BG;BGR;Bulgaria;Bulgariya;保加利亚;Bulgarie;Bulgarien;България
    BH;BHR;Bahrain;巴林;Bahreïn;Bahrein
    BI;BDI;Burundi;布隆迪
    BJ;BEN;Benin;贝宁;Bénin
    BL;BLM;St. Barthélemy;Saint Barthélemy;圣巴泰勒米;Saint-Barthélemy;San Barthélemy
    BM;BMU;Bermuda;百慕大;Bermudes
    BN;BRN;Brunei;文莱;Brunei Darussalam;文莱达鲁萨兰国;Brunéi Darussalam
    BO;BOL;Bolivia;玻利维亚;Bolivia (Plurinational State of);多民族玻利维亚国;Bolivie (État plurinational de);\
    Bolivia (Estado Plurinacional de)
    BQ;BES;Caribbean Netherlands;Bonaire, Sint Eustatius and Saba;博纳尔，圣俄斯塔休斯和萨巴;\
    Bonaire, Saint-Eustache et Saba;Bonaire, San Eustaquio y Saba
    BR;BRA;Brazil;巴西;Brésil;Brasil;Brasilien
    BS;BHS;Bahamas;巴哈马
    BT;BTN;Bhutan;不丹;Bhoutan;Bhután
    BV;BVT;Bouvet Island;布维岛;Île Bouvet;Isla Bouvet
    BW;BWA;Botswana;博茨瓦纳
    BY;BLR;Belarus;Беларусь;白俄罗斯;Bélarus;Belarús
    BZ;BLZ;Belize;伯利兹;Belice
    CA;CAN;Canada;加拿大;Canadá;Kanada
    CC;CCK;Cocos Islands;Cocos (Keeling) Islands;科科斯（基林）群岛;Îles des Cocos (Keeling);Islas Cocos (Keeling)
    CD;COD;Congo - Kinshasa;刚果金;刚果（金）;Democratic Republic of the Congo;刚果民主共和国;République démocratique du Congo;\
    República Democrática del Congo;DR Congo;Congo-Kinshasa
    CF;CAF;Central African Republic;中非;中非共和国;République centrafricaine;República Centroafricana
    CG;COG;Congo - Brazzaville;刚果布;刚果（布）;Congo;刚果;刚果（布）;Congo-Brazzaville
    CH;CHE;Switzerland;Svizra;瑞士;Suisse;Suiza;Schweiz;Svizzera
    CI;CIV;Côte d’Ivoire;Ivory Coast;科特迪瓦;Côte d'Ivoire;Cote d'Ivoire
    CK;COK;Cook Islands;库克群岛;库克群岛 **;Îles Cook;Islas Cook
    CL;CHL;Chile;智利;Chili
    CM;CMR;Cameroon;喀麦隆;Cameroun;Camerún
    CN;CHN;China;中华人民共和国;中國;中国;Chine;中国大陆;Mainland China;PRC;People's Republic of China
    CO;COL;Colombia;哥伦比亚;Colombie
    CR;CRI;Costa Rica;哥斯达黎加
    CU;CUB;Cuba;古巴
    CV;CPV;Cape Verde;Cabo Verde;佛得角
    CW;CUW;Curaçao;库拉索;Curazao;Curacao
    CX;CXR;Christmas Island;圣诞岛;Île Christmas;Isla Christmas
    CY;CYP;Cyprus;塞浦路斯;Chypre;Chipre
    CZ;CZE;Czechia;捷克共和国;捷克;Tchéquie;Chequia;Czech Republic;Tschechien;Tschechische Republik;Česko;Česká republika
    DE;DEU;Germany;Tyskland;德国;Allemagne;Alemania;Deutschland;BRD;Federal Republic of Germany;Germania;Niemcy;Duitsland
    DJ;DJI;Djibouti;吉布提
    DK;DNK;Denmark;丹麦;Danemark;Dinamarca;Dänemark;Danmark
    DM;DMA;Dominica;多米尼克;Dominique
    DO;DOM;Dominican Republic;多米尼加;多米尼加;République dominicaine;República Dominicana
    DZ;DZA;Algeria;阿尔及利亚;Algérie;Argelia
    EC;ECU;Ecuador;厄瓜多尔;Équateur
    EE;EST;Estonia;Eesti;爱沙尼亚;Estonie;Estland;Eesti
    EG;EGY;Egypt;مصر;埃及;Égypte;Egipto;Ägypten
    EH;ESH;Western Sahara;西撒哈拉;Sahara occidental;Sáhara Occidental
    ER;ERI;Eritrea;厄立特里亚;Érythrée
    ES;ESP;Spain;西班牙;Espagne;España;Espana;Spanien;Spagna
    ET;ETH;Ethiopia;埃塞俄比亚;Éthiopie;Etiopía
    FI;FIN;Finland;芬兰;Finlande;Finlandia;Finnland;Suomi
    FJ;FJI;Fiji;斐济;Fidji
    FK;FLK;Falkland Islands;福克兰群岛（马尔维纳斯）;Îles Falkland (Malvinas);Islas Malvinas (Falkland)
    FM;FSM;Micronesia;Micronesia (Federated States of);密克罗尼西亚联邦;Micronésie (États fédérés de);\
    Micronesia (Estados Federados de)
    FO;FRO;Faroe Islands;法罗群岛;Îles Féroé;Islas Feroe
    FR;FRA;France;法国;Francia;Frankreich
    GA;GAB;Gabon;加蓬;Gabón
    GB;GBR;UK;Britain;大不列颠及北爱尔兰联合王国;U.K.;Great Britain;England;Scotland;Wales;Northern Ireland;United Kingdom;\
    Großbritannien;Vereinigtes Königreich;Grande-Bretagne;Reino Unido;Regno Unito;英国
    GD;GRD;Grenada;格林纳达;Grenade;Granada
    GE;GEO;Georgia;საქართველო;格鲁吉亚;Géorgie
    GF;GUF;French Guiana;法属圭亚那;Guyane française;Guayana Francesa
    GG;GGY;Guernsey;格恩西;Guernesey
    GH;GHA;Ghana;加纳
    GI;GIB;Gibraltar;直布罗陀
    GL;GRL;Greenland;格陵兰;Groenland;Groenlandia
    GM;GMB;Gambia;冈比亚;Gambie
    GN;GIN;Guinea;几内亚;Guinée
    GP;GLP;Guadeloupe;瓜德罗普;Guadalupe
    GQ;GNQ;Equatorial Guinea;赤道几内亚;Guinée équatoriale;Guinea Ecuatorial
    GR;GRC;Greece;Ελλάδα;希腊;Grèce;Grecia;Griechenland;Hellas;Ελλάδα
    GS;SGS;South Georgia & South Sandwich Islands;South Georgia and the South Sandwich Islands;南乔治亚岛和南桑德韦奇岛;\
    Géorgie du Sud-et-les Îles Sandwich du Sud;Georgia del Sur y las Islas Sandwich del Sur
    GT;GTM;Guatemala;危地马拉
    GU;GUM;Guam;关岛
    GW;GNB;Guinea-Bissau;几内亚比绍;Guinée-Bissau
    GY;GUY;Guyana;圭亚那
    HK;HKG;Hong Kong;Hongkong;中国香港特别行政区;香港;中国香港;Hong Kong SAR
    HM;HMD;Heard & McDonald Islands;Heard Island and McDonald Islands;赫德岛和麦克唐纳岛;Île Heard-et-Îles MacDonald;\
    Islas Heard y McDonald
    HN;HND;Honduras;洪都拉斯
    HR;HRV;Croatia;Hrvatska;克罗地亚;Croatie;Croacia;Kroatien;Hrvatska
    HT;HTI;Haiti;海地;Haïti;Haití
    HU;HUN;Hungary;Ungarn;匈牙利;Hongrie;Hungría;Ungarn;Magyarország
    ID;IDN;Indonesia;印尼;印度尼西亚;Indonésie;Indonesien
    IE;IRL;Ireland;爱尔兰共和国;爱尔兰;Irlande;Irlanda;EIRE;Éire;Republic of Ireland;Irland
    IL;ISR;Israel;ישראל;以色列;Israël
    IM;IMN;Isle of Man;马恩岛;Île de Man;Isla de Man
    IN;IND;India;भारत;印度共和国;印度;Inde;Bharat;Indien
    IO;IOT;British Indian Ocean Territory;英属印度洋领土;Territoire britannique de l'océan Indien;\
    Territorio Británico del Océano Índico
    IQ;IRQ;Iraq;العراق;伊拉克
    IR;IRN;Iran;伊朗;Iran (Islamic Republic of);伊朗伊斯兰共和国;Iran (République islamique d’);Irán (República Islámica del)
    IS;ISL;Iceland;冰岛;Islande;Islandia;Island;Ísland
    IT;ITA;Italy;意大利;Italie;Italia;Italien
    JE;JEY;Jersey;泽西
    JM;JAM;Jamaica;牙买加;Jamaïque
    JO;JOR;Jordan;الأردن;约旦;Jordanie;Jordania
    JP;JPN;Japan;にほん;ニッポン;日本;Japon;Japón;Nippon
    KE;KEN;Kenya;肯尼亚
    KG;KGZ;Kyrgyzstan;吉尔吉斯斯坦;Kirghizistan;Kirguistán
    KH;KHM;Cambodia;កម្ពុជា;柬埔寨;Cambodge;Camboya
    KI;KIR;Kiribati;基里巴斯
    KM;COM;Comoros;科摩罗;Comores;Comoras
    KN;KNA;St. Kitts & Nevis;Saint Kitts and Nevis;圣基茨和尼维斯;Saint-Kitts-et-Nevis;Saint Kitts y Nevis
    KP;PRK;North Korea;朝鲜;北朝鲜;Democratic People's Republic of Korea;朝鲜民主主义人民共和国;\
    République populaire démocratique de Corée;República Popular Democrática de Corea
    KR;KOR;South Korea;한국;南韩;南韓;Republic of Korea;大韩民国;République de Corée;República de Corea;Korea;대한민국;韩国;Südkorea
    KW;KWT;Kuwait;الكويت;科威特;Koweït
    KY;CYM;Cayman Islands;开曼群岛;Îles Caïmanes;Islas Caimán
    KZ;KAZ;Kazakhstan;Қазақстан;Казахстан;哈萨克斯坦;Kazajstán
    """
}
