package quote

// medium is the phrase that says where the words were spoken, in the part of
// sentence si around the verb at item i: "in a statement emailed to TIME",
// "on X", "told NBC". It is "" where there is none.
func (x *extractor) medium(si, i, hi int) string {
	if x.items[i].cue&tells != 0 {
		if h := x.hearer(i+1, hi); !h.empty() {
			return x.text(i, int(h.end))
		}
	}
	lo := int(x.sents[si].first)
	for j := i + 1; j < hi && j < i+8; j++ {
		if x.items[j].quote >= 0 || x.items[j].punct == '.' {
			break
		}
		if m := x.mediumAt(j, hi); m != "" {
			return m
		}
	}
	for j := lo; j < i && j < lo+6; j++ {
		if m := x.mediumAt(j, i); m != "" {
			return m
		}
	}
	return ""
}

// mediumAt reads a medium phrase that starts with the preposition at item j.
func (x *extractor) mediumAt(j, hi int) string {
	switch x.wordAt(j) {
	case "in", "In", "on", "On", "at", "At", "during", "During", "via", "Via", "through":
	default:
		return ""
	}
	for k := j + 1; k < hi && k < j+7; k++ {
		it := &x.items[k]
		if it.punct != 0 || it.quote >= 0 {
			return ""
		}
		if it.is&(mediumNoun|mediumName) == 0 {
			if it.is&(prep|that|rel|subord|pron) != 0 && it.is&(det|poss) == 0 || x.isVerb(k) {
				return ""
			}
			continue
		}
		if it.is&mediumName != 0 && !x.capital(k, false) {
			continue
		}
		return x.text(j, x.mediumEnd(k+1, hi))
	}
	return ""
}

// mediumEnd extends a medium over "emailed to TIME", "with NBC", "on X".
func (x *extractor) mediumEnd(k, hi int) int {
	for k < hi && x.items[k].is&mediumNoun != 0 {
		k++
	}
	n := k
	if n < hi && (x.lowerIs(n, "emailed") || x.lowerIs(n, "sent") || x.lowerIs(n, "provided") || x.lowerIs(n, "posted")) {
		n++
	}
	if n >= hi {
		return k
	}
	switch x.wordAt(n) {
	case "to", "with", "on", "for":
		m := x.firstMention(n)
		if m < len(x.mentions) && int(x.mentions[m].first) <= n+2 && int(x.mentions[m].end) <= hi {
			return int(x.mentions[m].end)
		}
		if n+1 < hi && x.items[n+1].is&mediumName != 0 {
			return n + 2
		}
	}
	return k
}
