package name

import "strings"

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Split(list, "|") {
		m[w] = true
	}
	return m
}

// table reads lines "full: alias, alias"; the full name is an alias of itself.
// Aliases are in lower case without dots.
func table(lines string) map[string]string {
	m := make(map[string]string)
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		full, aliases, _ := strings.Cut(line, ":")
		full = strings.TrimSpace(full)
		m[strings.ToLower(strings.ReplaceAll(full, ".", ""))] = full
		for _, a := range strings.Split(aliases, ",") {
			if a = strings.TrimSpace(a); a != "" {
				m[a] = full
			}
		}
	}
	return m
}

var honorifics = set("mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|sen|senator|rep|representative|gov|governor|gen|general|lt|lieutenant|col|colonel|maj|major|capt|captain|cmdr|commander|sgt|sergeant|cpl|corporal|pvt|adm|admiral|rev|reverend|hon|judge|justice|president|vice|prime|minister|chancellor|bishop|archbishop|rabbi|imam|sheikh|sheik|ayatollah|mayor|sheriff|chief|detective|det|officer|secretary|ambassador|chairman|chairwoman|chairperson|director|attorney|premier|congressman|congresswoman|councilman|councilwoman|councillor|coach|mme|mlle|monsieur|madame|herr|frau|señor|señora|sr|sra|messrs|supt|superintendent|insp|inspector|brig|brigadier|marshal|ceo|cfo|cto")

var degrees = set("jr|sr|phd|md|esq|qc|kc|mp|obe|mbe|cbe|jd|mba|rn|dds|dvm|dphil|facs")

var legal = set("inc|incorporated|corp|corporation|co|company|companies|ltd|limited|llc|llp|lp|plc|holdings|holding|gmbh|ag|sa|nv|bv|ab|oyj|oy|asa|spa|srl|sas|kgaa|kg|pty|pte|bhd|kk|cos|sarl|saoc|pjsc|jsc|ooo")

var streets = map[string]string{"ave": "Avenue", "st": "Street", "blvd": "Boulevard", "rd": "Road", "dr": "Drive", "hwy": "Highway", "ln": "Lane", "pkwy": "Parkway"}

// places are countries under their short names and the states of the U.S.
// under the abbreviations of newspapers.
// "LA" is left to place: in lower case it is an article of Spanish names.
var places = table(`
United States: us, usa, america, united states of america, the us, the states
United Kingdom: uk, gb, britain, great britain, united kingdom of great britain and northern ireland
United Arab Emirates: uae, emirates
European Union: eu
Soviet Union: ussr
Russia: russian federation
China: peoples republic of china, people's republic of china, prc, mainland china
Taiwan: republic of china
South Korea: republic of korea, korea republic, s korea
North Korea: dprk, democratic people's republic of korea, democratic peoples republic of korea, n korea
Democratic Republic of the Congo: drc, dr congo, congo-kinshasa, democratic republic of congo
Republic of the Congo: congo-brazzaville
Czech Republic: czechia
Ivory Coast: côte d'ivoire, cote d'ivoire
Myanmar: burma
Eswatini: swaziland
Cape Verde: cabo verde
East Timor: timor-leste
Turkey: türkiye, turkiye
Netherlands: holland
Vatican City: vatican, holy see
North Macedonia: macedonia
Bosnia and Herzegovina: bosnia, bosnia-herzegovina
Saudi Arabia: kingdom of saudi arabia, ksa
Iran: islamic republic of iran
Syria: syrian arab republic
Vietnam: viet nam, socialist republic of vietnam
Venezuela: bolivarian republic of venezuela
Germany: federal republic of germany
Palestinian territories: palestine, state of palestine
Hong Kong: hong kong sar
Washington, D.C.: washington dc, washington, dc
New York City: nyc, new york, ny city
San Francisco: sf
Las Vegas: vegas
Kyiv: kiev
Kharkiv: kharkov
Mumbai: bombay
Kolkata: calcutta
Chennai: madras
Bengaluru: bangalore
Beijing: peking
Ho Chi Minh City: saigon
Yangon: rangoon
Saint Petersburg: st petersburg
Atlantic Ocean: atlantic
Pacific Ocean: pacific
Indian Ocean:
Arctic Ocean: arctic
North Atlantic Ocean: north atlantic
South Pacific Ocean: south pacific
Mediterranean Sea: mediterranean
Caribbean Sea:
Southeast Asia: south-east asia, south east asia
Middle East: mideast
Alabama: ala
Arizona: ariz
Arkansas: ark
California: calif
Colorado: colo
Connecticut: conn
Delaware: del
Florida: fla
Illinois: ill
Kansas: kan, kans
Massachusetts: mass
Michigan: mich
Minnesota: minn
Montana: mont
Nebraska: neb, nebr
Nevada: nev
New Hampshire: nh
New Jersey: nj
New Mexico: nm
New York State: ny
North Carolina: nc
North Dakota: nd
Oklahoma: okla
Oregon: ore
Rhode Island: ri
South Carolina: sc
South Dakota: sd
Tennessee: tenn
Texas: tex
Vermont: vt
Wisconsin: wis, wisc
Wyoming: wyo
West Virginia: w va, wva
British Columbia: bc
District of Columbia:
`)

// organisations are bodies known by their initials the world over.
var organisations = table(`
United Nations: un
European Union: eu
North Atlantic Treaty Organization: nato
World Health Organization: who
World Trade Organization: wto
International Monetary Fund: imf
European Central Bank: ecb
International Atomic Energy Agency: iaea
International Criminal Court: icc
International Committee of the Red Cross: icrc
International Olympic Committee: ioc
Organization of the Petroleum Exporting Countries: opec
Organisation for Economic Co-operation and Development: oecd
Federal Bureau of Investigation: fbi
Central Intelligence Agency: cia
National Security Agency: nsa
Drug Enforcement Administration: dea
Environmental Protection Agency: epa
Food and Drug Administration: fda
Federal Aviation Administration: faa
Federal Trade Commission: ftc
Federal Communications Commission: fcc
Federal Deposit Insurance Corporation: fdic, federal deposit insurance corp
Federal Emergency Management Agency: fema
Federal Reserve: federal reserve board, federal reserve system, us federal reserve, fed
Securities and Exchange Commission: sec, us securities and exchange commission
Internal Revenue Service: irs
Consumer Financial Protection Bureau: cfpb
Centers for Disease Control and Prevention: cdc, centers for disease control
National Transportation Safety Board: ntsb
National Highway Traffic Safety Administration: nhtsa
National Oceanic and Atmospheric Administration: noaa
National Institutes of Health: nih
National Institute of Standards and Technology: nist
Occupational Safety and Health Administration: osha
United States Geological Survey: usgs, us geological survey
Department of Justice: doj, justice department, us department of justice, us justice department, united states department of justice
Department of Defense: dod, us department of defense, defense department
Department of Homeland Security: dhs, us department of homeland security
Department of State: state department, us state department, us department of state
Department of the Treasury: treasury department, us treasury, us treasury department
Department of Transportation: us department of transportation, transportation department
Department of Energy: us department of energy, energy department
Cybersecurity and Infrastructure Security Agency: cisa
Immigration and Customs Enforcement:
National Aeronautics and Space Administration: nasa
National Football League: nfl
National Basketball Association: nba
Major League Baseball: mlb
National Hockey League: nhl
American Civil Liberties Union: aclu
National Rifle Association: nra
Democratic National Committee: dnc
Republican National Committee: rnc
United States Coast Guard: us coast guard, uscg
United States Navy: us navy
United States Army: us army
United States Air Force: us air force, usaf
United States Marine Corps: us marine corps, us marines
United States Supreme Court: us supreme court, scotus
United States Congress: us congress
United States Senate: us senate
United States House of Representatives: us house of representatives, us house
Associated Press: ap, associated press
Agence France-Presse: afp
The New York Times: new york times, nyt
The Washington Post: washington post
The Wall Street Journal: wall street journal, wsj
The Guardian:
The Times:
The Independent:
The Economist:
The Atlantic:
The New Yorker: new yorker
Financial Times:
Los Angeles Times: la times
BBC: british broadcasting corporation, bbc news
CNN: cable news network
NBC:
CBS:
Nasdaq:
New York Stock Exchange: nyse
London Stock Exchange: lse
Facebook:
`)

// peoples are plural and irregular names of peoples under their adjective.
var peoples = map[string]string{
	"frenchman": "French", "frenchmen": "French", "frenchwoman": "French", "englishman": "English", "englishmen": "English",
	"irishman": "Irish", "irishmen": "Irish", "dutchman": "Dutch", "dutchmen": "Dutch", "welshman": "Welsh", "scotsman": "Scottish",
	"scots": "Scottish", "scot": "Scottish", "briton": "British", "britons": "British", "brit": "British", "brits": "British",
	"spaniard": "Spanish", "spaniards": "Spanish", "turk": "Turkish", "turks": "Turkish", "swede": "Swedish", "swedes": "Swedish",
	"dane": "Danish", "danes": "Danish", "finn": "Finnish", "finns": "Finnish", "pole": "Polish", "poles": "Polish",
	"greeks": "Greek", "czechs": "Czech", "croat": "Croatian", "croats": "Croatian", "serb": "Serbian", "serbs": "Serbian",
	"kurds": "Kurdish", "kurd": "Kurdish", "jews": "Jewish", "jew": "Jewish", "arabs": "Arab", "thais": "Thai", "filipinos": "Filipino",
	"new zealander": "New Zealander", "democrats": "Democrat", "republicans": "Republican", "christians": "Christian", "muslims": "Muslim",
}
