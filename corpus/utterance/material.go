package utterance

import "slices"

// classify turns hunks into ops and sets the verdict.
func (x *comparer) classify(hunks []hunk) {
	negMoved := x.negations(hunks)
	moved := x.moved(hunks)
	for i, h := range hunks {
		material, reason := x.judge(h, negMoved, moved[i])
		x.note(h, material, reason)
	}
	x.surface(hunks)
	if x.out.Same && x.sameBag() && len(hunks) > 0 && x.roleSwap(hunks) {
		for i := range x.out.Ops {
			x.out.Ops[i].Material, x.out.Ops[i].Reason = true, "role swap"
		}
	}
	for _, o := range x.out.Ops {
		if o.Material && !x.out.Material {
			x.out.Material, x.out.Reason = true, o.Reason
		}
		if x.out.Reason == "" {
			x.out.Reason = o.Reason
		}
	}
}

func (x *comparer) note(h hunk, material bool, reason string) {
	x.out.Ops = append(x.out.Ops, Op{A: span(x.a, h.a0, h.a1), B: span(x.b, h.b0, h.b1), Material: material, Reason: reason})
}

// surface reports forms that differ although the words align: tense, spelling.
func (x *comparer) surface(hunks []hunk) {
	if x.out.Reason != "" || len(hunks) > 0 || len(x.a) != len(x.b) {
		return
	}
	for i := range x.a {
		if x.a[i].norm != x.b[i].norm {
			x.note(hunk{i, i + 1, i, i + 1}, false, "wording differs, meaning same")
		}
	}
}

// negations reports whether both sides hold as many negations in all, so that
// one was only moved: "I don't think anybody", "I think nobody".
func (x *comparer) negations(hunks []hunk) bool {
	na, nb := 0, 0
	for _, h := range hunks {
		na += count(x.a[h.a0:h.a1], negations)
		nb += count(x.b[h.b0:h.b1], negations)
	}
	return na == nb
}

func count(u []unit, in map[string]bool) int {
	n := 0
	for i := range u {
		if in[u[i].norm] && u[i].flags&inBracket == 0 {
			n++
		}
	}
	return n
}

// moved marks one-sided hunks whose words of weight turn up in hunks of the
// other side: they were moved, not changed.
func (x *comparer) moved(hunks []hunk) []bool {
	bag := make(map[string]int)
	for _, h := range hunks {
		for i := h.a0; i < h.a1; i++ {
			bag[x.sa[i]] |= 1
		}
		for i := h.b0; i < h.b1; i++ {
			bag[x.sb[i]] |= 2
		}
	}
	out := make([]bool, len(hunks))
	for n, h := range hunks {
		all := true
		for i := h.a0; i < h.a1; i++ {
			all = all && (bag[x.sa[i]] == 3 || light[x.a[i].norm])
		}
		for i := h.b0; i < h.b1; i++ {
			all = all && (bag[x.sb[i]] == 3 || light[x.b[i].norm])
		}
		out[n] = all && x.heavy(h) > 0
	}
	return out
}

func (x *comparer) heavy(h hunk) int {
	return weigh(x.a[h.a0:h.a1]) + weigh(x.b[h.b0:h.b1])
}

func weigh(u []unit) int {
	n := 0
	for i := range u {
		if !light[u[i].norm] && u[i].flags&(isGap|inBracket) == 0 {
			n++
		}
	}
	return n
}

// roleSwap reports whether equal words in another order change who does what:
// the order of a list ("Mac and Linux") does not.
func (x *comparer) roleSwap(hunks []hunk) bool {
	if x.halvesSwapped() {
		return false
	}
	for _, h := range hunks {
		for _, side := range [2]struct {
			u    []unit
			i, j int
		}{{x.a, h.a0, h.a1}, {x.b, h.b0, h.b1}} {
			for k := side.i; k < side.j; k++ {
				if n := side.u[k].norm; n == "and" || n == "or" || n == "nor" || side.u[k].flags&breakPrev != 0 {
					return false
				}
			}
		}
	}
	return true
}

// halvesSwapped reports whether one side is "A and B" and the other "B and A".
func (x *comparer) halvesSwapped() bool {
	n := len(x.sa)
	for k := 1; k+1 < n; k++ {
		if w := x.sa[k]; (w == "and" || w == "or") && n == len(x.sb) && x.sb[n-1-k] == w &&
			slices.Equal(x.sa[:k], x.sb[n-k:]) && slices.Equal(x.sa[k+1:], x.sb[:n-1-k]) {
			return true
		}
	}
	return false
}

// judge classifies one hunk.
func (x *comparer) judge(h hunk, negMoved, moved bool) (bool, string) {
	a, b := x.a[h.a0:h.a1], x.b[h.b0:h.b1]
	if hasFlag(a, isGap) || hasFlag(b, isGap) {
		return false, "marked omission"
	}
	a, b = unbracket(a), unbracket(b)
	if len(a) == 0 && len(b) == 0 || (len(a) == 0 || len(b) == 0) && len(a)+len(b) < h.a1-h.a0+h.b1-h.b0 && onlyPronouns(a) && onlyPronouns(b) {
		return false, "editor's insertion"
	}
	if (len(a) == 0) != (len(b) == 0) {
		if h.a0 == 0 && h.b0 == 0 {
			return x.cutStart(h)
		}
		if h.a1 == len(x.a) && h.b1 == len(x.b) {
			return x.cutEnd(h)
		}
	}
	if moved && negMoved {
		return false, "word order"
	}
	for _, c := range checks {
		if material, reason := c(x, h, a, b, negMoved); reason != "" {
			return material, reason
		}
	}
	return false, "wording differs, meaning same"
}

func onlyPronouns(u []unit) bool {
	for i := range u {
		if !pronouns[u[i].norm] && !dets[u[i].norm] {
			return false
		}
	}
	return true
}

func hasFlag(u []unit, f flags) bool {
	for i := range u {
		if u[i].flags&f != 0 {
			return true
		}
	}
	return false
}

// unbracket drops an editor's insertions where they stand alone.
func unbracket(u []unit) []unit {
	if !hasFlag(u, inBracket) {
		return u
	}
	var out []unit
	for i := range u {
		if u[i].flags&inBracket == 0 {
			out = append(out, u[i])
		}
	}
	return out
}

// cutStart judges words that only one side has before the rest: an excerpt,
// unless what was cut limits what was kept.
func (x *comparer) cutStart(h hunk) (bool, string) {
	cut, kept := x.a[:h.a1], x.a[h.a1:]
	if h.a1 == 0 {
		cut, kept = x.b[:h.b1], x.b[h.b1:]
	}
	if len(kept) == 0 {
		return false, "excerpt"
	}
	from := len(cut)
	for from > 0 && (from == len(cut) && kept[0].flags&breakPrev == 0 || from < len(cut) && cut[from].flags&breakPrev == 0) && cut[from-1].norm != "and" {
		from--
	}
	near := cut[from:]
	if kept[0].flags&breakPrev != 0 {
		last := clauseStart(cut)
		if kept[0].flags&strongPrev == 0 && (cut[last].norm == "if" || cut[last].norm == "unless") {
			return true, "condition dropped"
		}
		return false, "excerpt"
	}
	tail := near[max(0, len(near)-4):]
	switch {
	case count(tail, negations) > 0 || hasPhrase(near, "anything", "but") || hasPhrase(near, "far", "from"):
		return true, "negation"
	case count(near, hedges) > 0:
		return true, "hedge dropped"
	case kept[0].flags&isNumber != 0 && count(tail, bounds) > 0:
		return true, "bound"
	case count(near[max(0, len(near)-2):], modals) > 0:
		return true, "modality"
	case count(near[max(0, len(near)-1):], quantity) > 0:
		return true, "quantifier"
	}
	return false, "excerpt"
}

// clauseStart is the index of the last unit after a break.
func clauseStart(u []unit) int {
	for i := len(u) - 1; i > 0; i-- {
		if u[i].flags&breakPrev != 0 {
			return i
		}
	}
	return 0
}

func hasPhrase(u []unit, first, second string) bool {
	for i := 0; i+1 < len(u); i++ {
		if u[i].norm == first && u[i+1].norm == second {
			return true
		}
	}
	return false
}

// cutEnd judges words that only one side has after the rest.
func (x *comparer) cutEnd(h hunk) (bool, string) {
	cut := x.a[h.a0:]
	if h.a0 == len(x.a) {
		cut = x.b[h.b0:]
	}
	if cut[0].flags&strongPrev != 0 && !turners[cut[0].norm] {
		return false, "excerpt"
	}
	for i := 0; i < len(cut) && i < 2; i++ {
		if turners[cut[i].norm] && (i == 0 || cut[0].norm == "and" || cut[0].norm == "or" || cut[0].norm == "only") {
			return true, "cut before “" + cut[i].norm + "”"
		}
	}
	return false, "excerpt"
}
