// Package claim finds what an article claims: that a subject has a value for
// an attribute, with what narrows or weakens it.
//
// # Attributes are data
//
// attributes.txt lists the attributes, incidents.txt those of what happens,
// business.txt those of firms, and affairs.txt those of business at large,
// politics, courts, science and culture, each
// with its kind, how it moves over time, what can bear it, and the ways news
// phrases it, in a small notation over tokens that its head explains. Many of
// incidents.txt are read only in articles that speak of such an event ("when"),
// so that their phrases can be loose. words.txt holds the word lists: classes
// for phrases, kinds of event, common nouns that stand for a bearer ("the
// bank"), titles, scopes, and the names open attributes go by. A user's own
// attributes have the same form (ReadAttributes) and take precedence when they
// stand before Defaults.
//
// Phrases are compiled once. Each is tried only where its most telling word
// occurs, and only in sentences that hold something its value slot can take. A
// figure or date that several phrases read goes to the one that pins down most
// words. Figures nobody takes become open claims, named after the noun they
// count and the verb that governs it ("containers carried").
//
// # Who bears a claim
//
// The name, noun or pronoun a phrase catches; else the nearest fitting mention
// before it in the sentence; behind it where it opens the sentence; else what
// the sentence before was about; else the article's main actor. Sources ("X
// said", "X's tally") bear nothing unless the figures are their own. Names the
// entity model typed wrongly are corrected on evidence the article gives
// (retype.go). Claims about an event carry its Trigger: the event word the
// phrase caught, else the article's main event. An earlier event of the kind
// is told apart by its year ("1999 quake").
//
// # What no phrase reads
//
// Dates are read by the verb of their clause (happening.go): acts.txt sorts some
// 540 verbs by what they mean and by whom they befall, so that "brought up in
// June" and "discovered on 3 June" are both of when something was found. What the
// event did by any of its verbs dates the event, where phrases date it otherwise
// not, or alike (ownday.go): "the span came down at 5:45". Where the meaning of a verb
// hangs on what stands beside it, actname.go tells: who files a petition is bankrupt, a
// train that leaves departs. Verdicts, sentences and bankruptcies are of those they befall
// (ruling.go), hearings, reports and funerals of the day they stand beside or were
// held on (occasion.go), and a day alone may answer when that was (bareday.go). Figures
// are read by the noun and the verb beside them, measures by the dimension a word
// gives ("54 centimetres wide"), boxes of facts by their labels, bare answers by
// their question (rest.go, label.go, ages.go); dates that are told from another of
// the article are worked out ("two days after the raid", reckon.go). Such claims
// have the rule "open" and a name made of those words: "note found on", "capsule
// width". They are less sure than those of a phrase, and least sure where only one
// of noun and verb is known.
//
// # Figures
//
// Measured on the development articles of five events beside the repository
// (go test -run Dev -v): 79 % of the rows of their value tables have a claim on
// the value, and in 85 % of the contradictions between two passages both give
// one attribute; most of the rest is not English, stands in a headline or has
// to be computed. Of 60 claims of phrases drawn at random and read by hand 81 %
// were right in subject, attribute, value and qualifiers alike; the commonest
// mistake is the bearer where a name was missed or typed wrongly. Of 594
// paraphrases of some 120 kinds of fact (testdata/paraphrases*.txt) 97 % are read.
// Over 20 stories with a full table of what they tell, 1,693 facts of those read
// only for the score have a claim in 84 of 100 cases with the readings above, in
// 51 without; of the others, whose misses were read by class, 86 and 50. Two
// articles seldom name a thing alike, though: in six of ten contradictions
// that both sides have a claim for, the names differ, and what they mean has to
// be told from their words. Of the 6,120 values in the tables of 40 stories (26
// November 2026) 80 % have a claim of their kind and value; 95 in 100 of those have
// the table's modality, 86 its bound (most others are round numbers that the table
// takes for rounded). Of 20 of the stories, which nobody who wrote rules read, it is 81
// %, 95 and 88; of the claims of one thing in two of their articles 84 in 100 agree in
// scope, part and modality, 33 in subject and 40 in attribute. Speed: 40 MB of text a second and core (go run
// ./cmd/internal/bench table); the readings of grammar cost no more than what
// sorting claims by number saves.
package claim
