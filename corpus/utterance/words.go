package utterance

import "strings"

// table splits "key=value" pairs.
func table(s string) map[string]string {
	m := make(map[string]string)
	for _, f := range strings.Fields(s) {
		k, v, _ := strings.Cut(f, "=")
		m[k] = strings.ReplaceAll(v, "_", " ")
	}
	return m
}

func set(s string) map[string]bool {
	m := make(map[string]bool)
	for _, f := range strings.Fields(s) {
		m[f] = true
	}
	return m
}

// contractions expand to full words before anything is compared.
var contractions = table(`can't=can_not cannot=can_not won't=will_not shan't=shall_not ain't=is_not gonna=going_to wanna=want_to gotta=got_to
	kinda=kind_of sorta=sort_of lemme=let_me gimme=give_me 'em=them 'cause=because cos=because coz=because til=until 'til=until y'all=you_all
	it's=it_is that's=that_is there's=there_is he's=he_is she's=she_is what's=what_is who's=who_is here's=here_is where's=where_is how's=how_is let's=let_us i'm=i_am
	ok=okay alright=okay yeah=yes yep=yes nope=no dunno=do_not_know ma'am=madam`)

// numberWords give the digits of number words.
var numberWords = table(`zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14
	fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90`)

var ordinalWords = table(`first=1st second=2nd third=3rd fourth=4th fifth=5th sixth=6th seventh=7th eighth=8th ninth=9th tenth=10th
	eleventh=11th twelfth=12th thirteenth=13th fourteenth=14th fifteenth=15th sixteenth=16th seventeenth=17th eighteenth=18th nineteenth=19th twentieth=20th`)

// magnitudes multiply the number before them, as powers of ten.
var magnitudes = map[string]int{"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "mn": 6, "bn": 9, "tn": 12, "k": 3}

// spellings map British and variant spellings that no suffix rule covers.
var spellings = table(`grey=gray programme=program centre=center theatre=theater metre=meter kilometre=kilometer kilometres=kilometers metres=meters litre=liter litres=liters
	defence=defense offence=offense licence=license practise=practice cheque=check tyre=tire tyres=tires kerb=curb plough=plow sceptical=skeptical sceptic=skeptic
	focussed=focused focussing=focusing travelled=traveled travelling=traveling traveller=traveler travellers=travelers cancelled=canceled cancelling=canceling labelled=labeled
	modelled=modeled fuelled=fueled fuelling=fueling signalled=signaled judgement=judgment ageing=aging per_cent=% percent=% towards=toward afterwards=afterward amongst=among whilst=while
	learnt=learned burnt=burned dreamt=dreamed spelt=spelled u.s=us u.s.=us u.k.=uk u.k=uk u.n.=un e.u.=eu mom=mum mr.=mr mrs.=mrs ms.=ms dr.=dr aeroplane=airplane aluminium=aluminum
	catalogue=catalog dialogue=dialog enrol=enroll fulfil=fulfill skilful=skillful wilful=willful pyjamas=pajamas manoeuvre=maneuver paediatric=pediatric anaesthetic=anesthetic orthopaedic=orthopedic`)

// synonyms map words that news swaps without changing what was said.
var synonyms = table(`impacted=affected impact=affect impacts=affects impacting=affecting biggest=largest big=large huge=large kids=children kid=child start=begin started=began starting=beginning
	buy=purchase bought=purchased help=assist helped=assisted firm=company firms=companies fix=repair fixed=repaired quick=fast quickly=fast rapidly=fast speedily=fast swiftly=fast
	folks=people persons=people individuals=people television=tv telly=tv movie=film movies=films automobile=car automobiles=cars vehicle=car vehicles=cars physician=doctor physicians=doctors
	attempt=try attempted=tried attempting=trying incredibly=very extremely=very really=very truly=very terribly=very totally=completely entirely=completely fully=completely
	awful=terrible dreadful=terrible horrible=terrible mistake=error mistakes=errors answer=reply happening=occurring happened=occurred happens=occurs occur=happen
	shut=close shutting=closing halted=stopped halt=stop finish=end finished=ended seek=look obtain=get obtained=got glad=happy pleased=happy delighted=happy
	sorrowful=sad saddened=sad angry=furious wish=want desire=want jobs=posts job=post remain=stay remains=stays remained=stayed massive=large enormous=large giant=large tiny=small little=small gravely=seriously severely=seriously severe=serious grave=serious choose=pick chose=picked chosen=picked allow=let permitted=let swift=fast rapid=fast assistance=help aid=help backing=support demonstrators=protesters protestors=protesters cops=police officers=police crucial=vital essential=vital challenging=difficult hard=difficult tough=difficult simple=easy evident=obvious brave=courageous scared=afraid frightened=afraid tragic=sad terrific=great fantastic=great wonderful=great amazing=great excellent=great persons=people speak=talk speaking=talking spoke=talked house=home houses=homes
	resolve=solve resolved=solved utilize=use utilized=used utilizing=using utilise=use commence=begin commenced=began ensure=make_sure need=must needs=must needed=must
	additional=more further=more numerous=many lots=many also=too as_well=too hence=so therefore=so thus=so however=but nevertheless=but although=though`)

// Word sets that decide how a difference is read.
var (
	negations = set(`not no never nobody none nothing neither nor nowhere without hardly barely scarcely`)
	modals    = set(`may might can could will would shall should must ought likely unlikely probably possibly perhaps maybe apparently allegedly reportedly potentially presumably certainly definitely surely intend plan plans hope hopes expect expects expected try trying tries tried consider considering aim aims going`)
	hedges    = set(`estimate estimates estimated estimating believe believes believed think thinks thought suspect suspects guess reckon feel feels seems seem appear appears suppose assume hope hopes expect expects fear fears doubt doubts currently preliminary understand likely possible possibly probably perhaps maybe if unless`)
	bounds    = set(`least most more less fewer over under up about around approximately roughly nearly almost exactly only minimum maximum above below beyond within up_to some just`)
	quantity  = set(`all every each many most some few several any both half majority minority much always often sometimes rarely usually never entire whole only none more less lot plenty numerous countless`)
	timeWords = set(`am pm today tomorrow yesterday now soon later before after until since already yet immediately monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december morning afternoon evening night midnight noon tonight hours hour minutes minute days day weeks week months month years year decade decades`)
	units     = set(`% dollar dollars euro euros pound pounds cents cent yen $ € £ ¥ miles mile kilometers kilometer km meters meter feet foot inches inch tons ton tonnes tonne kilograms kilogram kg degrees points percentage barrels gallons liters acres hectares celsius fahrenheit`)
	light     = set(`the a an this that these those its his her their our my your and or but so very just really actually of to in on at by for with from as is are was were be been being am has have had do does did it he she they we i you me him them us who which there here then well also too quite rather such own s into than not if what when while about up out over`)
	dets      = set(`the a an this that these those its his her their our my your such`)
	pronouns  = set(`i we he she they you it me us him her them my our his their your its mine ours hers theirs myself ourselves himself herself themselves itself`)
	fillers   = set(`um uh er erm hmm ah oh well so like actually basically literally honestly frankly obviously clearly look okay right you_know i_mean sort_of kind_of just very really quite yes`)
	turners   = set(`but unless except however although though if only provided until while yet whereas because despite without before after`)
	tense     = table(`is=be are=be was=be were=be am=be been=be being=be has=have have=have had=have does=do do=do did=do will=will would=will shall=will can=can could=can may=may might=may`)
)

// opposites are pairs of which either replaces the other only by changing what
// is said.
var opposites = func() map[[2]string]bool {
	m := make(map[[2]string]bool)
	for f := range strings.FieldsSeq(`over=under above=below more=less more=fewer increase=decrease increased=decreased increases=decreases increasing=decreasing rise=fall rises=falls rose=fell risen=fallen rising=falling up=down
		before=after first=last best=worst better=worse high=low higher=lower highest=lowest most=least maximum=minimum support=oppose supports=opposes supported=opposed accept=reject accepted=rejected
		win=lose won=lost true=false safe=dangerous open=closed opened=closed opening=closing in=out good=bad strong=weak stronger=weaker always=never everyone=nobody everybody=nobody all=none
		allow=forbid allowed=banned permit=ban permitted=banned legal=illegal pass=fail passed=failed buy=sell bought=sold guilty=innocent alive=dead old=new early=late earlier=later north=south east=west
		gain=loss gains=losses profit=loss profits=losses friend=enemy hire=fire hired=fired start=stop started=stopped began=ended begin=end men=women man=woman boys=girls boy=girl for=against with=without
		right=wrong public=private domestic=foreign near=far cause=prevent caused=prevented right=left full=empty agree=disagree agreed=disagreed expand=cut raise=lower raised=lowered add=cut added=cut create=cut
		confirmed=denied confirm=deny must=may must=might must=could will=may will=might will=could should=must all=some all=most every=some`) {
		a, b, _ := strings.Cut(f, "=")
		m[[2]string{a, b}], m[[2]string{b, a}] = true, true
	}
	return m
}()
