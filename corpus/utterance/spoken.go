package utterance

import "strings"

// Utterance is one quotation as an article reports it.
type Utterance struct {
	ID        string
	Text      string
	Speaker   string // name, "" when unknown
	SpeakerID string // entity id, "" when unknown
	Day       int    // day number of publication, 0 when unknown
}

// CompareSpoken is Compare for utterances whose speakers are known: identical
// words by two different people are not the same utterance.
func CompareSpoken(a, b Utterance) Comparison {
	c := Compare(a.Text, b.Text)
	if c.Same && !SameSpeaker(a, b) {
		c.Same, c.Material, c.Reason = false, false, "different speakers"
	}
	return c
}

// SameSpeaker reports whether two utterances can be by one speaker: equal ids,
// names of which one contains the other, or an unknown on either side.
func SameSpeaker(a, b Utterance) bool {
	if a.SpeakerID != "" && a.SpeakerID == b.SpeakerID {
		return true
	}
	ka, kb := speakerKey(a.Speaker), speakerKey(b.Speaker)
	if ka == "" || kb == "" || ka == kb {
		return true
	}
	return nameWithin(a.Speaker, b.Speaker) || nameWithin(b.Speaker, a.Speaker)
}

// nameWithin reports whether every word of short occurs in long.
func nameWithin(short, long string) bool {
	words := strings.Fields(strings.ToLower(short))
	have := " " + strings.ToLower(long) + " "
	for _, w := range words {
		if len(w) > 1 && !dets[w] && !strings.Contains(have, " "+w+" ") {
			return false
		}
	}
	return len(words) > 0
}

// speakerKey is what utterances are blocked by: the last word of the name in
// lower case, "" for unknown speakers and bare pronouns.
func speakerKey(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if pronouns[name] {
		return ""
	}
	name = strings.TrimRight(name, ".,")
	for _, s := range [...]string{" jr", " sr", " inc", " corp", " ltd", " llc", " plc", " co"} {
		name = strings.TrimSuffix(name, s)
	}
	if i := strings.LastIndexByte(name, ' '); i >= 0 {
		return name[i+1:]
	}
	return name
}
