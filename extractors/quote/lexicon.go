package quote

import (
	"strings"

	"twosource/extractors/token"
)

// class says which closed or semi-closed classes a word belongs to.
type class uint32

const (
	det class = 1 << iota
	prep
	subord // opens a subordinate clause: because, when, …
	coord  // and, but, or
	that
	rel // who, which, whose, whom
	aux
	modal
	neg
	pron      // subject pronoun
	poss      // his, her, their, and the 's token
	adverb    // may stand between subject and verb
	timeWord  // Monday, yesterday, March
	role      // noun for one person
	roles     // noun for several people
	orgRole   // noun for an organisation
	document  // statement, report: speaks for its author
	kin       // husband, mother
	honorific // Mr, Dr
	male
	fem
	givenName  // first name of a person
	orgWord    // marks a name as an organisation's
	placeWord  // country, region or state
	titleVerb  // sang, starred: what follows in marks is a title
	termCue    // so-called, dubbed, known: what follows in marks is a term
	workNoun   // film, song: names a work
	mediumNoun // statement, interview, tweet
	mediumName // X, Twitter, Facebook
	caps       // capitalised although no name: Monday, I
	finite     // common finite verbs that end a noun phrase
)

// verb says which frames a reporting verb takes.
type verb uint16

const (
	says      verb = 1 << iota // takes a clause with or without "that"
	needsThat                  // takes a clause only after "that"
	quoteOnly                  // takes words in marks only
	tells                      // takes a hearer before the clause
	urges                      // takes "to" and an infinitive
	calls                      // takes an object and words in marks
	denies                     // its clause is what was not said
	asks                       // takes whether/if/why
	ing                        // participle
	base                       // base form, also an infinitive
	noun                       // also a common noun: report, state, claim
	third                      // third person present
	plain                      // say itself: whatever follows is its clause
)

const clause = says | needsThat | tells | asks

// word is what the lexicon knows of one word.
type word struct {
	is  class
	cue verb
}

// verbTable lists reporting verbs by frame; irregular past forms follow "/".
var verbTable = []struct {
	frames verb
	lemmas string
}{
	{says | plain, `say/said`},
	{says, `claim/+ insist explain allege argue warn admit acknowledge confirm concede stress contend assert maintain tweet recall predict complain conclude reiterate emphasize emphasise quip boast lament caution testify opine confess retort`},
	{needsThat, `add reply write/wrote/written respond post/+ joke/+ muse stipulate state/+ note/+ report/+ announce suggest reveal indicate agree promise estimate/+ declare propose mention observe remark/+ hint/+ pledge/+ vow/+ disclose clarify repeat/+ imply counter/+ point/+ assure guarantee/+ swear/swore/sworn echo/+ profess attest elaborate specify affirm proclaim speculate advise underline underscore highlight/+ recommend`},
	{quoteOnly, `begin/began/begun continue go/went/gone laugh/+ cry/+ shout/+ sniff crow offer/+ wonder/+ exclaim scream/+ yell/+ whisper/+ sigh/+ shrug/+ mutter scoff stutter interject intone gush enthuse fume thunder/+ rave deadpan snap/+ bark/+ growl ask reflect sing/sang/sung chant/+ issue/+ release/+ deliver read/read voice/+ summarise summarize blast/+ praise/+ criticize criticise condemn denounce slam/+ tout/+ demand/+ request/+ publish comment/+ start/+ finish stammer mumble whine chuckle grumble beam grin/+ protest/+ scold text/+ message/+ email/+ shoot/shot fire/+ rail chime accuse dismiss blame/+ cite hail/+ decry defend deride thank apologize apologise speak/spoke/spoken bemoan pen/+ express reason/+ guess/+ think/thought believe/- worry/+ hope/+ determine decide show/-/shown feel/felt`},
	{tells, `tell/told inform remind notify assure warn advise convince persuade`},
	{urges, `urge/+ implore`},
	{calls, `call/+ describe label/+ dub brand/+ characterize characterise term/+ deem liken compare`},
	{denies, `deny refute dispute/+`},
	{quoteOnly, `inquire question/+`},
}

var classTable = []struct {
	is    class
	words string
}{
	{det, `the a an this that these those some many most several all both each every any no another few one two three four five six seven eight nine ten dozens hundreds thousands other more`},
	{prep, `of for at in on by with from to into onto over under about against between among amid during via through throughout after before since until near within without despite toward towards around across behind beyond inside outside per upon following regarding concerning including like as than alongside`},
	{subord, `because when while if although though since as after before until unless whereas once whether where why how so lest`},
	{coord, `and but or nor yet &`},
	{that, `that`},
	{rel, `who which whose whom what`},
	{aux, `is are was were be been being am has have had having do does did 's 've 'd 'm 're`},
	{modal, `can could may might would should must will shall 'll wo ca cannot`},
	{neg, `not never n't neither nor without hardly nobody none`},
	{pron, `he she they it we i you who himself herself themselves itself`},
	{poss, `his her their its my our your whose 's`},
	{adverb, `also later then once again repeatedly further recently just now still already even always often has previously earlier subsequently first simply only soon reportedly famously publicly privately openly nevertheless therefore instead both all quickly flatly bluntly initially eventually finally separately jointly merely specifically clearly apparently however somehow nonetheless meanwhile besides moreover furthermore likewise perhaps maybe sometimes otherwise afterward afterwards thus hence then too rather indeed similarly additionally overall eventually ultimately previously out off up down away`},
	{timeWord, `today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan feb aug sept oct nov dec morning afternoon evening night week month year earlier later last ago weekend`},
	{caps, `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec i i'm i've i'd i'll`},
	{role, `spokesman spokeswoman spokesperson ceo president chairman chairwoman chair boss chief executive director minister secretary mayor governor senator congressman congresswoman lawmaker official officer leader founder co-founder cofounder head manager coach owner lawyer attorney prosecutor judge doctor nurse physician professor researcher scientist expert analyst economist strategist consultant adviser advisor engineer technician teacher student farmer driver resident neighbour neighbor witness victim survivor passenger traveller traveler tourist author writer journalist reporter editor producer actor actress singer musician artist player captain striker goalkeeper quarterback pitcher golfer athlete star sergeant lieutenant commander general admiral colonel detective sheriff deputy ambassador diplomat envoy councillor councilor councilman councilwoman activist organizer organiser campaigner advocate volunteer worker employee representative delegate premier chancellor pope bishop archbishop priest pastor imam rabbi monk king queen prince princess duke duchess teenager man woman boy girl person pilot paramedic firefighter constable superintendent inspector commissioner treasurer lieutenant-governor candidate nominee incumbent developer investor trader entrepreneur businessman businesswoman principal pediatrician surgeon psychiatrist psychologist therapist biologist geologist historian critic fan customer client patient suspect defendant plaintiff veteran billionaire millionaire tycoon mogul guitarist bassist drummer director-general vice-president cfo coo cto insider aide staffer pollster host hostess presenter anchor commentator columnist blogger comedian filmmaker screenwriter novelist poet chef winner champion mp mla mpp mep rep cleric coroner counsel magistrate ombudsman trustee whistleblower interviewer moderator caller operator`},
	{roles, `officials police authorities investigators prosecutors researchers scientists experts analysts economists critics supporters opponents protesters protestors demonstrators activists residents neighbours neighbors witnesses victims survivors passengers lawmakers lawyers attorneys senators republicans democrats liberals conservatives sources people men women doctors nurses teachers students parents families workers employees executives managers directors leaders organizers organisers advocates aides advisers advisors staffers users customers clients patients investors traders engineers regulators rescuers firefighters troops soldiers rebels militants fans players coaches members colleagues friends relatives others reports ministers diplomats councillors spokespeople spokesmen representatives owners farmers drivers detectives judges jurors participants respondents reporters journalists commentators observers campaigners scholars academics authors historians businesses companies firms airlines agencies groups organizations unions banks hospitals schools governments`},
	{orgRole, `company firm airline agency group organization organisation union bank hospital school university government ministry department party team club league association federation commission committee council board court police army military navy administration campaign charity foundation institute institution newspaper magazine network broadcaster channel station outlet website startup start-up manufacturer maker carmaker automaker retailer operator regulator watchdog utility developer publisher studio corporation conglomerate tribe nation city province state county district band coalition alliance body authority service force fund trust society chain carrier supplier vendor brand business corps bureau embassy`},
	{document, `statement report study survey letter memo document website page filing lawsuit suit complaint affidavit indictment tweet post email e-mail message release blog account note notice advisory bulletin op-ed editorial article paper review audit poll account's manifesto petition caption`},
	{kin, `husband wife mother father brother sister son daughter mom dad mum uncle aunt cousin grandmother grandfather partner fiancé fiancée girlfriend boyfriend friend colleague widow widower boss nephew niece parents stepfather stepmother`},
	{honorific, `mr mr. mrs mrs. ms ms. mx mx. dr dr. prof prof. sen sen. sens. rep rep. reps. gov gov. gen gen. lt lt. col col. maj maj. capt capt. cmdr. sgt sgt. adm. rev rev. hon. fr. sir dame lord lady madam mme miss const. cpl. pvt. supt. insp. det. st. father sister brother`},
	{male, `mr mr. sir lord husband father brother son dad uncle grandfather boyfriend widower spokesman chairman congressman businessman councilman king prince duke man boy priest bishop actor he him his himself nephew stepfather fr.`},
	{fem, `mrs mrs. ms ms. miss mme dame lady madam wife mother sister daughter mom mum aunt grandmother girlfriend widow spokeswoman chairwoman congresswoman businesswoman councilwoman queen princess duchess woman girl actress hostess she her herself niece stepmother`},
	{orgWord, `inc inc. corp corp. co co. ltd ltd. llc plc company companies university college school institute council committee commission department ministry bank party association society union federation foundation group agency bureau police court board office centre center hospital house senate congress parliament assembly league club church times post journal news network press media radio tv television airlines airways air lines motors technologies systems services holdings partners capital industries international national federal government service authority organization organisation team party's army navy force forces nations states committee's coalition alliance administration campaign program fund trust society's health research studies security board's airport airports`},
	{placeWord, `canada america china russia ukraine france germany britain england scotland wales ireland india australia japan korea mexico brazil israel iran iraq syria turkey spain italy europe asia africa ontario quebec toronto vancouver ottawa montreal london paris berlin moscow beijing washington york california texas florida hollywood u.s. u.k. us uk eu usa u.n. b.c. n.s. street avenue road county province city island river lake valley park alberta manitoba saskatchewan calgary edmonton winnipeg halifax`},
	{titleVerb, `starred starring sang sings singing titled entitled performed directed watched played recorded reads-like wrote`},
	{termCue, `so-called dubbed known called nicknamed termed titled entitled named referred labelled labeled word words phrase phrases term terms slogan category codenamed christened meaning means hashtag`},
	{workNoun, `film movie song album book novel show series episode single track play musical magazine exhibit painting poem hit sitcom drama documentary podcast memoir video game sequel program programme essay segment column ballad anthem`},
	{mediumNoun, `statement interview tweet post letter email e-mail message speech release conference briefing video report memo filing affidavit testimony note press hearing call blog broadcast op-ed editorial essay article book memoir lawsuit document address remarks debate rally podcast column website`},
	{mediumName, `x twitter facebook instagram linkedin telegram youtube reddit threads mastodon bluesky weibo tiktok whatsapp snapchat`},
	{finite, `is are was were has had have does do did goes went came comes got gets made makes took takes put puts gave gives became becomes seems seemed looks looked wants wanted needs needed knows knew keeps kept lets let began won lost works worked remains remained stands stood lives lived died left met saw led says runs ran gave kept happened sat spent grew appeared fell include includes come contain contains involve involves require requires seem want exist exists`},
}

// names of common given names by sex; they decide pronouns only.
const (
	maleNames = `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny luis carlos jorge pedro pablo miguel antonio francisco manuel mario diego fernando ricardo rafael javier sergio andres ahmed mohamed mohammed muhammad ali hassan hussein omar ibrahim yusuf khalid mustafa ivan vladimir sergei dmitri alexei boris mikhail igor oleg andrei hans klaus jürgen wolfgang pierre jacques jean françois michel giovanni marco luca paolo giuseppe tom tim jim bill bob mike dave dan steve matt chris nick alex ben sam greg jeff tony rob ron don ken rick doug phil pete ed ted fred al ray jay neil ian graham nigel simon stuart colin derek craig duncan hugh rupert oliver harry charlie max leo liam connor declan seamus justin jagmeet sanjay raj amit rahul vijay arun hiroshi kenji takeshi wei jun andy barry bernie brad brett chad chuck clint cody cory curtis dale darren dean dominic doug drew earl elliot evan felix glenn gordon grant hank howard isaac jake jared joel jon josh kurt lance lee lloyd marcus martin maurice mitch morgan nathaniel norman oscar owen perry preston randall rex ross rudy spencer stan ted theodore todd travis trevor troy victor warren wesley zach emmanuel elon mitt newt barack lindsey rand mario`
	femNames  = `mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori ana carmen rosa lucia elena sofia isabel fatima aisha maryam zainab olga natalia tatiana svetlana irina anastasia ingrid greta claire chloe camille sophie amélie giulia chiara francesca jane kate katie beth liz sue jill anne annie ellen kim tracy wendy tina gina tara dawn holly robin paula sally peggy kathy cathy debbie vicki becky mandy molly lucy ruby ella mia lily zoe eva eve audrey claudia vanessa monica veronica naomi leslie joanna caroline gillian fiona nicola theresa angela hillary nancy kamala michelle melania ivanka priya anita sunita indira yuki mei ling chrystia jody caitlyn stacy allison alison april bonnie carla cindy colleen connie crystal daisy eleanor erica erin esther gail gwen heidi irene jackie jenna jenny joanne josephine joy karla kathie kristen kristin lesley lydia lynn mabel maureen meredith mildred miranda nadia nora norma phyllis regina rita rosemary roxanne sheila shelley shannon sylvia tammy tanya trudy valerie vera viola vivian yvonne lorraine lena marilou`
)

// lexicon is read only.
var lexicon = buildLexicon()

func buildLexicon() map[string]word {
	m := make(map[string]word, 4096)
	for _, row := range classTable {
		for _, w := range strings.Fields(row.words) {
			e := m[w]
			e.is |= row.is
			m[w] = e
		}
	}
	for _, row := range verbTable {
		for _, f := range strings.Fields(row.lemmas) {
			addVerb(m, f, row.frames)
		}
	}
	addNames(m, maleNames, male|givenName)
	addNames(m, femNames, fem|givenName)
	return m
}

func addNames(m map[string]word, names string, is class) {
	for _, w := range strings.Fields(names) {
		e := m[w]
		e.is |= is
		m[w] = e
	}
}

// addVerb enters the forms of one lemma. "say/said" gives the past form,
// "show/-/shown" a participle besides the regular past, and "+" marks a lemma
// that is a common noun as well.
func addVerb(m map[string]word, entry string, frames verb) {
	parts := strings.Split(entry, "/")
	lemma := parts[0]
	past := []string{regular(lemma, "ed")}
	homograph := verb(0)
	for _, p := range parts[1:] {
		switch p {
		case "+":
			homograph = noun
		case "-", "":
		default:
			if past[0] == regular(lemma, "ed") {
				past = past[:0]
			}
			past = append(past, p)
		}
	}
	put := func(w string, extra verb) {
		e := m[w]
		e.cue |= frames | extra
		m[w] = e
	}
	put(lemma, base|homograph)
	put(regular(lemma, "s"), third|homograph)
	put(regular(lemma, "ing"), ing)
	for _, p := range past {
		put(p, 0)
	}
}

// regular inflects an English verb by spelling rules.
func regular(lemma, ending string) string {
	last := lemma[len(lemma)-1]
	vowelBefore := len(lemma) > 1 && strings.IndexByte("aeiou", lemma[len(lemma)-2]) >= 0
	switch {
	case ending == "s" && (last == 's' || last == 'h' || last == 'x' || lemma == "go" || lemma == "echo" || lemma == "veto"):
		return lemma + "es"
	case ending == "s" && last == 'y' && !vowelBefore:
		return lemma[:len(lemma)-1] + "ies"
	case ending == "s":
		return lemma + "s"
	case last == 'e' && ending == "ed":
		return lemma + "d"
	case last == 'e' && lemma != "agree":
		return lemma[:len(lemma)-1] + ending
	case last == 'y' && !vowelBefore && ending == "ed":
		return lemma[:len(lemma)-1] + "ied"
	case doubles[lemma]:
		return lemma + lemma[len(lemma)-1:] + ending
	}
	return lemma + ending
}

// doubles are lemmas whose last consonant doubles.
var doubles = map[string]bool{"admit": true, "quip": true, "retort": false, "slam": true, "shrug": true, "grin": true, "snap": true, "dub": true, "brand": false, "pen": true, "begin": true, "chat": true, "swear": false}

// look returns the lexicon's entry for token i, ignoring case.
func look(t *token.Text, i int) word {
	w := t.Word(i)
	if t.Tokens[i].Shape == token.Lower {
		if e, ok := lexicon[w]; ok {
			return e
		}
		return bySuffix(w)
	}
	var buf [24]byte
	if len(w) > len(buf) {
		return word{}
	}
	for j := 0; j < len(w); j++ {
		c := w[j]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[j] = c
	}
	e := lexicon[string(buf[:len(w)])]
	return e
}

// bySuffix guesses what the lexicon does not list.
func bySuffix(w string) word {
	switch {
	case strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t"):
		return word{is: neg | aux}
	case len(w) > 4 && strings.HasSuffix(w, "ly"):
		return word{is: adverb}
	case w == "’s":
		return word{is: poss | aux}
	case strings.HasPrefix(w, "they’") || strings.HasPrefix(w, "they'") || strings.HasPrefix(w, "we’") || strings.HasPrefix(w, "we'") || strings.HasPrefix(w, "he’") || strings.HasPrefix(w, "he'") || strings.HasPrefix(w, "she’") || strings.HasPrefix(w, "she'") || strings.HasPrefix(w, "you’") || strings.HasPrefix(w, "it’"):
		return word{is: pron | aux}
	}
	return word{}
}
