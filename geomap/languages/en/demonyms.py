"""English adjectives and names of peoples, with the place that each belongs to."""

_TABLE = """
Afghanistan: afghan afghans
Albania: albanian albanians
Algeria: algerian algerians
Angola: angolan angolans
Argentina: argentine argentines argentinian argentinians argentinean
Armenia: armenian armenians
Australia: australian australians aussie aussies
Austria: austrian austrians
Azerbaijan: azerbaijani azerbaijanis azeri azeris
Bahrain: bahraini bahrainis
Bangladesh: bangladeshi bangladeshis
Barbados: barbadian barbadians
Belarus: belarusian belarusians belarussian belarussians byelorussian
Belgium: belgian belgians
Belize: belizean belizeans
Benin: beninese
Bhutan: bhutanese
Bolivia: bolivian bolivians
Bosnia and Herzegovina: bosnian bosnians
Botswana: botswanan
Brazil: brazilian brazilians
Brunei: bruneian
Bulgaria: bulgarian bulgarians
Burundi: burundian burundians
Cambodia: cambodian cambodians
Cameroon: cameroonian cameroonians
Canada: canadian canadians
Chad: chadian chadians
Chile: chilean chileans
China: chinese
Colombia: colombian colombians
Congo: congolese
Costa Rica: costa-rican
Croatia: croatian croatians croat croats
Cuba: cuban cubans
Cyprus: cypriot cypriots
Czech Republic: czech czechs
Denmark: danish dane danes
Djibouti: djiboutian
Dominica: dominican dominicans
Ecuador: ecuadorian ecuadorians ecuadorean ecuadoreans
Egypt: egyptian egyptians
El Salvador: salvadoran salvadorans salvadorean
England: english
Eritrea: eritrean eritreans
Estonia: estonian estonians
Ethiopia: ethiopian ethiopians
Fiji: fijian fijians
Finland: finnish finn finns
France: french frenchman frenchmen frenchwoman
Gabon: gabonese
Gambia: gambian gambians
Georgia: georgian georgians
Germany: german germans
Ghana: ghanaian ghanaians
Greece: greek greeks
Grenada: grenadian
Guatemala: guatemalan guatemalans
Guinea: guinean guineans
Guyana: guyanese
Haiti: haitian haitians
Honduras: honduran hondurans
Hungary: hungarian hungarians
Iceland: icelandic icelander icelanders
India: indian indians
Indonesia: indonesian indonesians
Iran: iranian iranians
Iraq: iraqi iraqis
Ireland: irish irishman irishmen
Israel: israeli israelis
Italy: italian italians
Ivory Coast: ivorian ivorians
Jamaica: jamaican jamaicans
Japan: japanese
Jordan: jordanian jordanians
Kazakhstan: kazakh kazakhs kazakhstani
Kenya: kenyan kenyans
Kosovo: kosovar kosovars kosovan
Kuwait: kuwaiti kuwaitis
Kyrgyzstan: kyrgyz
Laos: laotian laotians
Latvia: latvian latvians
Lebanon: lebanese
Lesotho: basotho
Liberia: liberian liberians
Libya: libyan libyans
Liechtenstein: liechtensteiner
Lithuania: lithuanian lithuanians
Luxembourg: luxembourger luxembourgish
Madagascar: malagasy
Malawi: malawian malawians
Malaysia: malaysian malaysians
Maldives: maldivian
Mali: malian malians
Malta: maltese
Mauritania: mauritanian
Mauritius: mauritian
Mexico: mexican mexicans
Moldova: moldovan moldovans moldavian
Monaco: monegasque
Mongolia: mongolian mongolians
Montenegro: montenegrin montenegrins
Morocco: moroccan moroccans
Mozambique: mozambican mozambicans
Myanmar: burmese
Namibia: namibian namibians
Nepal: nepalese nepali nepalis
Netherlands: dutch dutchman dutchmen
New Zealand: new-zealander kiwi kiwis
Nicaragua: nicaraguan nicaraguans
Niger: nigerien
Nigeria: nigerian nigerians
North Macedonia: macedonian macedonians
Norway: norwegian norwegians
Oman: omani omanis
Pakistan: pakistani pakistanis
Palestine: palestinian palestinians
Panama: panamanian panamanians
Paraguay: paraguayan paraguayans
Peru: peruvian peruvians
Philippines: filipino filipinos filipina philippine
Poland: polish poles
Portugal: portuguese
Puerto Rico: puerto-rican
Qatar: qatari qataris
Romania: romanian romanians
Russia: russian russians
Rwanda: rwandan rwandans
Samoa: samoan samoans
Saudi Arabia: saudi saudis
Scotland: scottish scot scots
Senegal: senegalese
Serbia: serbian serbians serb serbs
Sierra Leone: sierra-leonean
Singapore: singaporean singaporeans
Slovakia: slovak slovaks slovakian
Slovenia: slovenian slovenians slovene slovenes
Somalia: somali somalis somalian
South Africa: south-african
South Sudan: south-sudanese
Spain: spanish spaniard spaniards
Sri Lanka: sri-lankan
Sudan: sudanese
Suriname: surinamese
Sweden: swedish swede swedes
Switzerland: swiss
Syria: syrian syrians
Taiwan: taiwanese
Tajikistan: tajik tajiks
Tanzania: tanzanian tanzanians
Thailand: thai thais
Tibet: tibetan tibetans
Tonga: tongan tongans
Trinidad and Tobago: trinidadian trinidadians
Tunisia: tunisian tunisians
Turkey: turkish turk turks
Turkmenistan: turkmen
Uganda: ugandan ugandans
Ukraine: ukrainian ukrainians
United Arab Emirates: emirati emiratis
United Kingdom: british briton britons
United States: american americans
Uruguay: uruguayan uruguayans
Uzbekistan: uzbek uzbeks
Venezuela: venezuelan venezuelans
Vietnam: vietnamese
Wales: welsh welshman welshmen
Yemen: yemeni yemenis
Zambia: zambian zambians
Zimbabwe: zimbabwean zimbabweans
Africa: african africans
Asia: asian asians
Europe: european europeans
Latin America: latin-american
Central America: central-american
Crimea: crimean crimeans
Chechnya: chechen chechens
Catalonia: catalan catalans
Quebec: quebecer quebecers quebecois
Texas: texan texans
California: californian californians
Hawaii: hawaiian hawaiians
Alaska: alaskan alaskans
Kurdistan: kurdish kurd kurds
Moscow: muscovite muscovites
London: londoner londoners
New York City: new-yorker new-yorkers
Paris: parisian parisians
Siberia: siberian siberians
"""


def _read(table: str) -> dict[str, str]:
    """Return form to place. A hyphen in a form stands for a space in the text."""
    forms: dict[str, str] = {}
    for line in table.strip().splitlines():
        place, _, words = line.partition(": ")
        for word in words.split():
            forms[word.replace("-", " ")] = place
    return forms


DEMONYMS = _read(_TABLE)
