extension CountryTable {
  /// Alpha-2, alpha-3 and names of the countries L to Z, generated from the open table of country codes
  /// (datasets/country-codes, ODC-PDDL-1.0: ISO 3166, CLDR, UNTERM) with the commonest native names added.
  static let secondHalf = """
    LA;LAO;Laos;老挝;Lao People's Democratic Republic;老挝人民民主共和国;République démocratique populaire lao;\
    República Democrática Popular Lao
    LB;LBN;Lebanon;黎巴嫩;Liban;Líbano
    LC;LCA;St. Lucia;Saint Lucia;圣卢西亚;Sainte-Lucie;Santa Lucía
    LI;LIE;Liechtenstein;列支敦士登
    LK;LKA;Sri Lanka;ශ්‍රී ලංකාව;斯里兰卡
    LR;LBR;Liberia;利比里亚;Libéria
    LS;LSO;Lesotho;莱索托
    LT;LTU;Lithuania;Lietuva;立陶宛;Lituanie;Lituania;Litauen;Lietuva
    LU;LUX;Luxembourg;Lëtzebuerg;卢森堡;Luxemburgo;Luxemburg;Lussemburgo
    LV;LVA;Latvia;Latvija;拉脱维亚;Lettonie;Letonia;Lettland;Latvija
    LY;LBY;Libya;利比亚;Libye;Libia
    MA;MAR;Morocco;المغرب;摩洛哥;Maroc;Marruecos
    MC;MCO;Monaco;摩纳哥;Mónaco
    MD;MDA;Moldova;摩尔多瓦;Republic of Moldova;摩尔多瓦共和国;République de Moldova;República de Moldova
    ME;MNE;Montenegro;黑山;Monténégro
    MF;MAF;St. Martin;Saint Martin (French Part);圣马丁（法属）;Saint-Martin (partie française);\
    San Martín (parte francesa)
    MG;MDG;Madagascar;马达加斯加
    MH;MHL;Marshall Islands;马绍尔群岛;Îles Marshall;Islas Marshall
    MK;MKD;North Macedonia;北马其顿;Северна Македонија;北马其顿;Macédoine du Nord;Macedonia del Norte;Macedonia
    ML;MLI;Mali;马里;Malí
    MM;MMR;Myanmar;缅甸;缅甸;Burma
    MN;MNG;Mongolia;Монгол;蒙古;Mongolie
    MO;MAC;Macao;澳門;China, Macao Special Administrative Region;中国澳门特别行政区;Macau;澳门;中国澳门
    MP;MNP;Northern Mariana Islands;北马里亚纳群岛;Îles Mariannes du Nord;Islas Marianas Septentrionales
    MQ;MTQ;Martinique;马提尼克;Martinica
    MR;MRT;Mauritania;毛里塔尼亚;Mauritanie
    MS;MSR;Montserrat;蒙特塞拉特
    MT;MLT;Malta;马耳他;Malte
    MU;MUS;Mauritius;毛里求斯;Maurice;Mauricio
    MV;MDV;Maldives;马尔代夫;Maldivas
    MW;MWI;Malawi;马拉维
    MX;MEX;Mexico;墨西哥;Mexique;México;Mexiko
    MY;MYS;Malaysia;大马;马来西亚;Malaisie;Malasia
    MZ;MOZ;Mozambique;莫桑比克
    NA;NAM;Namibia;纳米比亚;Namibie
    NC;NCL;New Caledonia;新喀里多尼亚;Nouvelle-Calédonie;Nueva Caledonia
    NE;NER;Niger;尼日尔;Níger
    NF;NFK;Norfolk Island;诺福克岛;Île Norfolk;Isla Norfolk
    NG;NGA;Nigeria;尼日利亚;Nigéria
    NI;NIC;Nicaragua;尼加拉瓜
    NL;NLD;Netherlands;荷兰王国;荷兰;Pays-Bas (Royaume des);Países Bajos (Reino de los);Nederland;Niederlande;\
    The Netherlands;Holland;Pays-Bas;Países Bajos;Paesi Bassi
    NO;NOR;Norway;Noreg;挪威;Norvège;Noruega;Norwegen;Norge
    NP;NPL;Nepal;नेपाल;尼泊尔;Népal
    NR;NRU;Nauru;瑙鲁
    NU;NIU;Niue;Niue **;纽埃;纽埃 **;Nioué
    NZ;NZL;New Zealand;Aotearoa;新西兰;Nouvelle-Zélande;Nueva Zelandia;Aotearoa;Neuseeland
    OM;OMN;Oman;عمان;阿曼;Omán
    PA;PAN;Panama;巴拿马;Panamá
    PE;PER;Peru;秘鲁;Pérou;Perú
    PF;PYF;French Polynesia;法属波利尼西亚;Polynésie française;Polinesia Francesa
    PG;PNG;Papua New Guinea;巴布亚新几内亚;Papouasie-Nouvelle-Guinée;Papua Nueva Guinea
    PH;PHL;Philippines;Pilipinas;菲律宾;Filipinas
    PK;PAK;Pakistan;پاکستان;巴基斯坦;Pakistán
    PL;POL;Poland;波兰;Pologne;Polonia;Polen;Polska
    PM;SPM;St. Pierre & Miquelon;Saint Pierre and Miquelon;圣皮埃尔和密克隆;Saint-Pierre-et-Miquelon;\
    San Pedro y Miquelón
    PN;PCN;Pitcairn;皮特凯恩
    PR;PRI;Puerto Rico;波多黎各;Porto Rico
    PS;PSE;Palestine;巴勒斯坦;State of Palestine;巴勒斯坦国;巴勒斯坦国 *;État de Palestine;Estado de Palestina
    PT;PRT;Portugal;葡萄牙
    PW;PLW;Palau;帕劳;Palaos
    PY;PRY;Paraguay;巴拉圭
    QA;QAT;Qatar;قطر;卡塔尔
    RE;REU;Réunion;留尼汪;Reunión;Reunion
    RO;ROU;Romania;罗马尼亚;Roumanie;Rumania;Rumänien;România
    RS;SRB;Serbia;Србија;Srbija;塞尔维亚;Serbie
    RU;RUS;Russia;俄罗斯;俄国;Russian Federation;俄罗斯联邦;Fédération de Russie;Federación de Rusia;Russland;Russie;Россия
    RW;RWA;Rwanda;卢旺达
    SA;SAU;Saudi Arabia;沙特;السعودية;沙特阿拉伯;Arabie saoudite;Arabia Saudita;KSA
    SB;SLB;Solomon Islands;所罗门群岛;Îles Salomon;Islas Salomón
    SC;SYC;Seychelles;塞舌尔
    SD;SDN;Sudan;苏丹;Soudan;Sudán
    SE;SWE;Sweden;Ruotsi;瑞典;Suède;Suecia;Schweden;Sverige
    SG;SGP;Singapore;星加坡;新加坡;Singapour;Singapur
    SH;SHN;St. Helena;Saint Helena;圣赫勒拿;Sainte-Hélène;Santa Elena
    SI;SVN;Slovenia;Slovenija;斯洛文尼亚;Slovénie;Eslovenia;Slowenien;Slovenija
    SJ;SJM;Svalbard & Jan Mayen;Svalbard and Jan Mayen Islands;斯瓦尔巴群岛和扬马延岛;Îles Svalbard-et-Jan Mayen;\
    Islas Svalbard y Jan Mayen
    SK;SVK;Slovakia;Slovensko;斯洛伐克;Slovaquie;Eslovaquia;Slowakei;Slovensko
    SL;SLE;Sierra Leone;塞拉利昂;Sierra Leona
    SM;SMR;San Marino;圣马力诺;Saint-Marin
    SN;SEN;Senegal;塞内加尔;Sénégal
    SO;SOM;Somalia;索马里;Somalie
    SR;SUR;Suriname;苏里南
    SS;SSD;South Sudan;南苏丹;Soudan du Sud;Sudán del Sur
    ST;STP;São Tomé & Príncipe;Sao Tome and Principe;圣多美和普林西比;Sao Tomé-et-Principe;Santo Tomé y Príncipe
    SV;SLV;El Salvador;萨尔瓦多
    SX;SXM;Sint Maarten;Sint Maarten (Dutch part);圣马丁（荷属）;Saint-Martin (partie néerlandaise);\
    San Martín (parte Holandesa)
    SY;SYR;Syria;叙利亚;Syrian Arab Republic;阿拉伯叙利亚共和国;République arabe syrienne;República Árabe Siria
    SZ;SWZ;Eswatini;斯威士兰;Swaziland
    TC;TCA;Turks & Caicos Islands;Turks and Caicos Islands;特克斯和凯科斯群岛;Îles Turques-et-Caïques;\
    Islas Turcas y Caicos
    TD;TCD;Chad;乍得;Tchad
    TF;ATF;French Southern Territories;法属南方领地;Terres australes françaises
    TG;TGO;Togo;多哥
    TH;THA;Thailand;ประเทศไทย;ไทย;泰国;Thaïlande;Tailandia
    TJ;TJK;Tajikistan;塔吉克斯坦;Tadjikistan;Tayikistán
    TK;TKL;Tokelau;托克劳;Tokélaou
    TL;TLS;Timor-Leste;东帝汶
    TM;TKM;Turkmenistan;土库曼斯坦;Turkménistan;Turkmenistán
    TN;TUN;Tunisia;تونس;突尼斯;Tunisie;Túnez
    TO;TON;Tonga;汤加
    TR;TUR;Türkiye;土耳其共和国;Turkiye;土耳其;Turkey;Türkei;Turquie
    TT;TTO;Trinidad & Tobago;Trinidad and Tobago;特立尼达和多巴哥;Trinité-et-Tobago;Trinidad y Tabago
    TV;TUV;Tuvalu;图瓦卢
    TW;TWN;Taiwan;Taiwan, Province of China;台湾;Taïwan;Taiwán;中国台湾;臺灣
    TZ;TZA;Tanzania;坦桑尼亚;United Republic of Tanzania;坦桑尼亚联合共和国;République-Unie de Tanzanie;\
    República Unida de Tanzanía
    UA;UKR;Ukraine;Украина;乌克兰;Ucrania;Україна
    UG;UGA;Uganda;乌干达;Ouganda
    UM;UMI;U.S. Outlying Islands;United States Minor Outlying Islands;美国本土外小岛屿;\
    Îles mineures éloignées des États-Unis;Islas menores alejadas de Estados Unidos
    US;USA;US;美國;United States of America;美利坚合众国;États-Unis d’Amérique;Estados Unidos de América;USA;U.S.A.;U.S.;\
    United States;Vereinigte Staaten;États-Unis;Etats-Unis;Estados Unidos;Stati Uniti;美国
    UY;URY;Uruguay;乌拉圭
    UZ;UZB;Uzbekistan;Oʻzbekiston;乌兹别克斯坦;Ouzbékistan;Uzbekistán
    VA;VAT;Vatican City;Holy See;教廷;罗马教廷 *;Saint-Siège;Santa Sede;Vatican
    VC;VCT;St. Vincent & Grenadines;Saint Vincent and the Grenadines;圣文森特和格林纳丁斯;\
    Saint-Vincent-et-les Grenadines;San Vicente y las Granadinas
    VE;VEN;Venezuela;委内瑞拉;Venezuela (Bolivarian Republic of);委内瑞拉玻利瓦尔共和国;Venezuela (République bolivarienne du);\
    Venezuela (República Bolivariana de)
    VG;VGB;British Virgin Islands;英属维尔京群岛;Îles Vierges britanniques;Islas Vírgenes Británicas
    VI;VIR;U.S. Virgin Islands;United States Virgin Islands;美属维尔京群岛;Îles Vierges américaines;\
    Islas Vírgenes de los Estados Unidos
    VN;VNM;Vietnam;Việt Nam;Viet Nam;越南
    VU;VUT;Vanuatu;瓦努阿图
    WF;WLF;Wallis & Futuna;Wallis and Futuna Islands;瓦利斯群岛和富图纳群岛;Îles Wallis-et-Futuna;Islas Wallis y Futuna
    WS;WSM;Samoa;萨摩亚
    XK;XKX;Kosovo;科索沃;Kosova
    YE;YEM;Yemen;也门;Yémen
    YT;MYT;Mayotte;马约特
    ZA;ZAF;South Africa;南非;Afrique du Sud;Sudáfrica;RSA;Südafrika
    ZM;ZMB;Zambia;赞比亚;Zambie
    ZW;ZWE;Zimbabwe;津巴布韦
    """
}
