package consistency

// The words of posts and trades, in the singular and in lower case.
var (
	afterField  = words(`there here when then while with until after before since under over during which where said says told who`)
	beforePost  = words(`resigned resigns stepped quit quits stood down served named appointed elected had has been`)
	leadsToPost = words(`who which was is became becomes then once as long-time longtime described promoted also still now newly lately until already currently later`)

	// owns are verbs that make somebody an owner.
	owns = words(`owns owned`)
	// behindPost are words that a noun phrase has ended before.
	behindPost = words(`of at in for from who whose which that and or on with to since when as then until by under during among`)
	// noPost are words that no post has.
	noPost = words(`said says told tells saying added wrote asked called calls who whose which that when where while was were is are had has have been be did does will would could can
he she they it we i his her their its our this these those one not no but so than after before since until under over between along among later soon also still
son daughter father mother brother sister husband wife friend colleague man woman boy girl victim day days week weeks year years month months`)

	titleHeads = words(`executive officer chairman chairwoman chairperson chair president director minister secretary treasurer governor mayor premier chancellor senator
mate captain skipper bosun boatswain purser manager operator owner co-owner shareholder contractor subcontractor designer builder auditor charterer supplier tenant leaseholder landlord
guard driver controller conductor brakeman fireman stoker stationmaster signalman dispatcher trainmaster motorman adviser advisor counsel ambassador consul envoy
steward stewardess purser pilot co-pilot copilot navigator observer commander commandant commodore admiral general colonel lieutenant major sergeant
chief head leader supervisor foreman superintendent inspector investigator representative commissioner councillor councilman congressman congresswoman lawmaker deputy
speaker alderman trustee administrator coordinator patrolman constable sheriff marshal trooper detective headmaster headmistress principal rector dean provost bishop
archbishop prefect prosecutor coroner judge justice magistrate liquidator receiver cfo ceo coo cto cio ringleader founder co-founder clerk janitor caretaker watchman gatekeeper
singer drummer guitarist bassist vocalist frontman engineer economist mathematician physicist geologist volcanologist seismologist meteorologist hydrologist forecaster chemist
biologist architect draughtsman surveyor veterinarian vet lecturer professor teacher instructor reporter journalist newspaperman correspondent editor publisher photographer cameraman announcer broadcaster
barrister lawyer attorney solicitor accountant surgeon physician doctor nurse paramedic pharmacist midwife banker trader broker investor analyst economist consultant dealer
mechanic electrician welder plumber carpenter bricklayer miner sailor seaman fisherman farmer rancher shopkeeper businessman businesswoman industrialist financier developer
volunteer airman soldier diver firefighter policeman lifeguard programmer researcher scientist spokesman spokeswoman spokesperson coach trainer goalkeeper defender
busboy waiter cook chef porter cutter foundryman keeper lampman postmaster sacristan priest pastor imam`)
	titleParts = words(`chief financial finance operating technology information legal general prime vice deputy managing non-executive executive senior junior first second third fourth assistant
regional foreign defence defense interior health justice education transport energy main sole lead head master security software systems design plant site shift tour brand van train bus station
company maintenance track product project purchasing research risk trading investment communications marketing operations audit internal safety acting interim honorary supreme national
resident consulting relief night day flight principal majority minority harbour harbor railway railways fire police county city state town team co group opposition finance branch medical commanding investigating provincial municipal federal district truck lorry`)

	vaguePosts = words(`chief head leader officer executive general driver pilot trader analyst guard founder deputy major principal keeper observer spokesperson soldier`)
	// tradeNames are what somebody is besides a post.
	tradeNames = words(`engineer economist mathematician physicist geologist volcanologist seismologist meteorologist hydrologist forecaster chemist biologist architect draughtsman surveyor veterinarian vet
lecturer professor teacher instructor reporter editor publisher photographer cameraman announcer broadcaster lawyer accountant surgeon physician nurse paramedic pharmacist midwife banker trader broker investor analyst
consultant dealer mechanic electrician welder plumber carpenter bricklayer miner sailor fisherman farmer rancher shopkeeper businessman industrialist financier developer representative
programmer researcher scientist doctor contractor driver pilot captain airman volunteer fireman singer drummer guitarist bassist senator judge`)
	// either are trades that can be posts as well.
	either = words(`driver pilot captain airman volunteer fireman singer drummer guitarist bassist mechanic nurse editor contractor teacher`)
	// armed are ranks of armed forces and the police.
	armed      = words(`captain commander commodore admiral general colonel lieutenant major sergeant constable trooper marshal`)
	firmPosts  = words(`contractor subcontractor designer builder auditor charterer supplier owner operator landlord broker tenant manager`)
	executives = words(`ceo president chair director manager commander commissioner governor leader superintendent administrator secretary principal owner leader head coordinator captain treasurer`)

	// samePosts are posts and trades with the one of their names that stands for all.
	samePosts = map[string]string{
		"skipper": "captain", "co-pilot": "first officer", "copilot": "first officer", "first mate": "first officer", "chief mate": "first officer", "chief officer": "first officer",
		"journalist": "reporter", "newspaperman": "reporter", "correspondent": "reporter", "attorney": "lawyer", "barrister": "lawyer", "solicitor": "lawyer", "counsel": "lawyer",
		"justice": "judge", "magistrate": "judge", "doctor": "physician", "advisor": "adviser", "boatswain": "bosun", "firefighter": "fireman", "policeman": "constable", "patrolman": "constable",
		"businesswoman": "businessman", "co-owner": "owner", "shareholder": "owner", "vocalist": "singer", "frontman": "singer", "seaman": "sailor", "councilman": "councillor",
		"stewardess": "steward", "frontwoman": "singer", "defender": "lawyer", "industrialist": "businessman", "commandant": "commander", "chief investigator": "lead investigator",
	}
	// alikePost are words that can tell of one and the same.
	alikePost = map[string]int{
		"reporter": 1, "editor": 1, "photographer": 1, "publisher": 1, "cameraman": 1, "broadcaster": 1, "announcer": 1, "builder": 2, "contractor": 2, "developer": 2, "subcontractor": 2,
		"consultant": 3, "adviser": 3, "teacher": 4, "lecturer": 4, "professor": 4, "instructor": 4, "trader": 5, "broker": 5, "banker": 5, "dealer": 5, "physician": 6, "surgeon": 6,
		"spokesperson": 7, "representative": 7, "coroner": 8, "judge": 8, "lawyer": 9, "prosecutor": 9, "investigator": 10, "inspector": 10, "detective": 10, "scientist": 11, "researcher": 11,
	}
	// foremost are words that say of a trade that there is none above.
	foremost = words(`chief lead head principal main`)
	// titled are what "chief" makes another post of.
	titled = words(`executive officer minister judge mate secretary master`)
)
