package quote

import (
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

// article is written for the benchmark; its people and firms are made up.
const article = `LARKFIELD — Harbour Ferries said on Tuesday that it would suspend all night crossings until the end of March, after a second boat lost power off Gull Point in a week.

“We owe our passengers an apology, and we owe them a safe boat,” Dana Whitlow, the company's chief executive, told reporters at the pier. “Until I have both, nobody sails after dark.”

The firm, which carries about 4,000 people a day, said in a statement emailed to the Larkfield Courier that engineers had found “no sign of sabotage” in the cooling system. It declined to say how many boats were affected.

Whitlow said she had asked the maker of the engines for help, adding that a replacement part was due by Friday. “We were told it would take two days,” she said. “It has taken nine.”

According to the coast guard, 212 passengers were on board when the lights went out. Officer Paul Renner described the evening as “orderly, if a bit cold”.

“People shared blankets. Someone had a guitar,” said Renner, 41, who has served on the cutter for a decade. “I have seen worse Tuesdays.”

Not everybody agreed. Mira Holt, a nurse who takes the ferry to the county hospital, called the decision “a slap in the face” and said the bus took her three hours.

“I leave at four in the morning,” Holt said. “If they cannot run one boat at night, they should say so for good.”

The mayor, Tom Askew, wrote on his website that the town would pay for two extra buses. Critics mocked the “emergency” timetable, which does not run on Sundays, and a so-called “night owl” pass that costs more than the ferry.

Shares in Harbour Ferries fell 3.4 percent to 12.10 crowns in early trading. Analysts had expected a profit of 2.1 million crowns for the quarter.

`

func BenchmarkExtract(b *testing.B) {
	text := strings.Repeat(article, 8)
	t := token.Scan(text, corpus.Span{})
	ents := entities().Extract(nil, t)
	var out []corpus.Quote
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		out = Extract(out[:0], t, ents)
	}
	if len(out) == 0 {
		b.Fatal("nothing found")
	}
}

// BenchmarkExtractOne is one article of usual length.
func BenchmarkExtractOne(b *testing.B) {
	t := token.Scan(article, corpus.Span{})
	var out []corpus.Quote
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		out = Extract(out[:0], t, nil)
	}
}
