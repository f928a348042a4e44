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

// slide moves a one-sided first or last hunk to the edge of the text where the
// words allow it, so that an excerpt reads as one: in "The sea rose and the
// road flooded" against "The road flooded" the first "the" is cut, not the
// second.
func slide(hunks []hunk, a, b []string) {
	if len(hunks) == 0 {
		return
	}
	h := hunks[0]
	for h.a0 > 0 && h.b0 > 0 {
		switch {
		case h.b0 == h.b1 && h.a1 > h.a0 && a[h.a0-1] == a[h.a1-1]:
		case h.a0 == h.a1 && h.b1 > h.b0 && b[h.b0-1] == b[h.b1-1]:
		default:
			h.a0 = -1
			continue
		}
		h.a0, h.a1, h.b0, h.b1 = h.a0-1, h.a1-1, h.b0-1, h.b1-1
	}
	if h.a0 == 0 && h.b0 == 0 {
		hunks[0] = h
		return
	}
	last := len(hunks) - 1
	h = hunks[last]
	for h.a0 >= 0 && h.a1 < len(a) && h.b1 < len(b) {
		switch {
		case h.b0 == h.b1 && h.a1 > h.a0 && a[h.a0] == a[h.a1]:
		case h.a0 == h.a1 && h.b1 > h.b0 && b[h.b0] == b[h.b1]:
		default:
			return
		}
		h.a0, h.a1, h.b0, h.b1 = h.a0+1, h.a1+1, h.b0+1, h.b1+1
	}
	hunks[last] = h
}
