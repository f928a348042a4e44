package entity

import (
	"twosource/corpus"
	"twosource/extractors/entity/crf"
	"twosource/extractors/token"
)

// whole ends the name of a body that is complete, so that "and" or "for the"
// behind it leads to another.
var whole = wordSet("party league congress parliament foundation institute university bank corporation corp inc ltd company association")

// part cuts the names of two bodies that the model took for one: the Olin
// Foundation and Hoover Institute, the Liberal Party for the Bloc.
func part(t *token.Text, first int, labels []crf.Label) {
	eachName(labels, func(from, to, typ int) {
		if Types[typ] != corpus.Org {
			return
		}
		for i := from + 2; i < to-2; i++ {
			end := i + 1
			switch t.Word(first + i) {
			case "and":
			case "for":
				if t.Word(first+end) != "the" {
					continue
				}
				end++
			default:
				continue
			}
			if to-end > 1 && in(whole, t, first+i-1) {
				put(labels[from:i], typ)
				clear(labels[i:end])
				put(labels[end:to], typ)
				return
			}
		}
	})
}
