package utterance

// maxUnits bounds the words of each side that are aligned; what is beyond is
// compared as if it were not there.
const maxUnits = 600

// pair matches unit A of one text with unit B of the other; either is -1 where
// the other side has nothing.
type hunk struct {
	a0, a1, b0, b1 int
}

// align returns the hunks in which a and b differ, in order, and the number of
// units they share. Words align when their stems agree.
func align(a, b []string) (hunks []hunk, shared int) {
	pre := 0
	for pre < len(a) && pre < len(b) && a[pre] == b[pre] {
		pre++
	}
	suf := 0
	for suf < len(a)-pre && suf < len(b)-pre && a[len(a)-1-suf] == b[len(b)-1-suf] {
		suf++
	}
	ma, mb := a[pre:len(a)-suf], b[pre:len(b)-suf]
	shared = pre + suf
	w := len(mb) + 1
	table := make([]uint16, (len(ma)+1)*w)
	for i := len(ma) - 1; i >= 0; i-- {
		for j := len(mb) - 1; j >= 0; j-- {
			switch {
			case ma[i] == mb[j]:
				table[i*w+j] = table[(i+1)*w+j+1] + 1
			default:
				table[i*w+j] = max(table[(i+1)*w+j], table[i*w+j+1])
			}
		}
	}
	i, j := 0, 0
	open := false
	var h hunk
	flush := func() {
		if open {
			h.a1, h.b1 = pre+i, pre+j
			hunks = append(hunks, h)
			open = false
		}
	}
	for i < len(ma) || j < len(mb) {
		if i < len(ma) && j < len(mb) && ma[i] == mb[j] {
			flush()
			shared++
			i++
			j++
			continue
		}
		if !open {
			open, h = true, hunk{a0: pre + i, b0: pre + j}
		}
		if j >= len(mb) || i < len(ma) && table[(i+1)*w+j] >= table[i*w+j+1] {
			i++
		} else {
			j++
		}
	}
	flush()
	return hunks, shared
}

// slide moves one-sided hunks to the edge of the text, or to the hunk before
// them, where the words allow it, so that an excerpt reads as one: in "The sea
// rose and the road flooded" against "The road flooded" the first "the" is
// cut, not the second.
func slide(hunks []hunk, a, b []string) []hunk {
	out := hunks[:0]
	for _, h := range hunks {
		a0, b0 := 0, 0
		if n := len(out); n > 0 {
			a0, b0 = out[n-1].a1, out[n-1].b1
		}
		back, met := slideBack(h, a0, b0, a, b)
		switch {
		case !met:
			out = append(out, h)
		case len(out) > 0:
			out[len(out)-1].a1, out[len(out)-1].b1 = back.a1, back.b1
		default:
			out = append(out, back)
		}
	}
	if n := len(out); n > 0 {
		if on, met := slideOn(out[n-1], a, b); met {
			out[n-1] = on
		}
	}
	return out
}

// slideBack moves a hunk back until it starts at a0, b0; met is false where it
// cannot.
func slideBack(h hunk, a0, b0 int, a, b []string) (back hunk, met bool) {
	for h.a0 > a0 && h.b0 > b0 {
		switch {
		case h.b0 == h.b1 && h.a1 > h.a0 && a[h.a0-1] == a[h.a1-1]:
		case h.a0 == h.a1 && h.b1 > h.b0 && b[h.b0-1] == b[h.b1-1]:
		default:
			return h, false
		}
		h.a0, h.a1, h.b0, h.b1 = h.a0-1, h.a1-1, h.b0-1, h.b1-1
	}
	return h, h.a0 == a0 && h.b0 == b0
}

// slideOn moves a hunk on to the end of the text; met is false where it cannot.
func slideOn(h hunk, a, b []string) (on hunk, met bool) {
	for h.a1 < len(a) && h.b1 < len(b) {
		switch {
		case h.b0 == h.b1 && h.a1 > h.a0 && a[h.a0] == a[h.a1]:
		case h.a0 == h.a1 && h.b1 > h.b0 && b[h.b0] == b[h.b1]:
		default:
			return h, false
		}
		h.a0, h.a1, h.b0, h.b1 = h.a0+1, h.a1+1, h.b0+1, h.b1+1
	}
	return h, true
}
